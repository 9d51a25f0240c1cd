import { Alert } from '#app/ui/feedback/alert.tsx'
import { useWords } from '#app/ui/layout/words.ts'
import { formatMoney } from '#locales/format.ts'
import { isBelowMinimum, type OrderView } from './order-view.ts'

interface Props {
  order: OrderView
  hasInvoice: boolean
}

/** What happens next with an order that is on its way, and where the client goes on. */
export function OrderNext({ order, hasInvoice }: Props) {
  const { t, locale } = useWords()
  const { id, status, total, paid, least, hasCoupons } = order
  const sum = formatMoney(total - paid, locale)
  switch (status) {
    case 'draft':
      if (!isBelowMinimum(order)) return null
      return (
        <Alert tone="warn" title={t('orders:belowMinimum', { sum: formatMoney(least, locale) })}>
          <p>{t('orders:missing', { sum: formatMoney(least - total, locale) })}</p>
          <p>
            <a className="btn" href={`/orders/${id}/edit`}>
              {t('orders:edit')}
            </a>
          </p>
        </Alert>
      )
    case 'sent':
      return <Alert>{t('orders:next.sent')}</Alert>
    case 'invoiced':
    case 'paid_in_part':
      // Where nothing is to be paid, there is no invoice.
      if (!hasInvoice) return <Alert>{t('orders:next.free')}</Alert>
      return (
        <Alert>
          <p>{t(`orders:next.${status}`, { sum })}</p>
          <p>
            <a className="btn" href={`/orders/${id}/invoice`}>
              {t('orders:next.openInvoice')}
            </a>
          </p>
        </Alert>
      )
    case 'paid':
      // The panel of the coupons says when they can be used.
      return hasCoupons ? null : <Alert>{t('orders:next.paid')}</Alert>
    case 'issued':
      return hasCoupons ? null : (
        <Alert tone="ok">
          <p>{t('orders:next.issued')}</p>
          <p>
            <a className="btn" href="/coupons">
              {t('orders:issued.open')}
            </a>
          </p>
        </Alert>
      )
    default:
      return null
  }
}
