import { Alert } from '#app/ui/feedback/alert.tsx'
import { Panel } from '#app/ui/layout/panel.tsx'
import { useProducts } from '#app/ui/layout/products.ts'
import { useWords } from '#app/ui/layout/words.ts'
import { DescriptionList } from '#app/ui/list/description-list.tsx'
import { Table } from '#app/ui/list/table.tsx'
import { formatDate, formatDateTime, formatInteger, formatMoney, formatVolume } from '#locales/format.ts'
import type { OrderView } from './order-view.ts'

/** The basket with its prices, and where the order stands. */
export function OrderFacts({ order }: { order: OrderView }) {
  const { t, locale } = useWords()
  const { status, total, paid, validUntil, reason, comment } = order
  const money = (tiyn: number) => formatMoney(tiyn, locale)
  const moment = (at: string, by: string) => `${formatDateTime(at, locale)} · ${by}`
  return (
    <>
      {status === 'cancelled' && reason ? (
        <Alert tone="bad" title={t('orders:cancelledBecause')}>
          <p className="lines">{reason}</p>
        </Alert>
      ) : null}
      <OrderLines order={order} />
      <Panel>
        <DescriptionList
          items={[
            [t('orders:contract'), order.contract],
            [t('orders:paid'), paid === 0 ? null : money(paid)],
            [t('orders:left'), paid === 0 || paid >= total ? null : money(total - paid)],
            [t('orders:validUntil'), validUntil && formatDate(validUntil, locale)],
            [t('orders:createdBy'), order.createdBy],
            [t('orders:sentAt'), order.sentAt && moment(order.sentAt, order.sentBy ?? '')],
            [
              t('common:field.comment'),
              comment && (
                <span key="comment" className="lines">
                  {comment}
                </span>
              ),
            ],
          ]}
        />
      </Panel>
    </>
  )
}

function OrderLines({ order: { lines, total, vat } }: { order: OrderView }) {
  const { t, locale } = useWords()
  const fuels = useProducts()
  const money = (tiyn: number) => formatMoney(tiyn, locale)
  const head = (
    <>
      <th scope="col">{t('orders:what')}</th>
      <th scope="col" className="num">
        {t('orders:quantity')}
      </th>
      <th scope="col" className="num">
        {t('orders:price')}
      </th>
      <th scope="col" className="num">
        {t('orders:amount')}
      </th>
    </>
  )
  const foot = (
    <tr>
      <td className="main" colSpan={3}>
        {t('orders:total')}
        {vat === 0 ? null : <span className="block quiet small">{t('orders:vat', { sum: money(vat) })}</span>}
      </td>
      <td data-label={t('orders:amount')} className="num">
        {money(total)}
      </td>
    </tr>
  )
  return (
    <Table label={t('orders:basket')} head={head} foot={foot}>
      {lines.map((line) => (
        <tr key={`${line.product}-${line.nominal}-${line.quantity}`}>
          <td className="main">
            {line.product && line.nominal !== null
              ? t('orders:coupon', {
                  product: fuels.nameOf(line.product),
                  nominal: formatVolume(line.nominal, locale),
                })
              : t('orders:card')}
          </td>
          <td data-label={t('orders:quantity')} className="num">
            {formatInteger(line.quantity, locale)}
          </td>
          <td data-label={t('orders:price')} className="num">
            {line.kind === 'card' ? '—' : money(line.price)}
          </td>
          <td data-label={t('orders:amount')} className="num">
            {money(line.amount)}
          </td>
        </tr>
      ))}
    </Table>
  )
}
