import { Icon } from '#app/ui/layout/icon.tsx'
import { PageHead } from '#app/ui/layout/page-head.tsx'
import { PrintButton } from '#app/ui/layout/print-button.tsx'
import { useWords } from '#app/ui/layout/words.ts'
import { formatDate } from '#locales/format.ts'
import { InvoiceFacts } from './invoice-facts.tsx'
import type { InvoiceView } from './invoice-view.ts'

/** @param orders where the reader's orders are: `/orders`, `/admin/orders` */
export function InvoicePage({ invoice, orders }: { invoice: InvoiceView; orders: string }) {
  const { t, locale } = useWords()
  const { orderId, number, issuedOn } = invoice
  const order = `${orders}/${orderId}`
  return (
    <>
      <PageHead
        title={t('documents:numbered', { number, date: formatDate(issuedOn, locale) })}
        crumbs={[
          { label: t('orders:title'), href: orders },
          { label: t('orders:numbered', { number: String(orderId) }), href: order },
        ]}
        lead={t('documents:lead')}
      >
        <a className="btn btn-primary" href={`${order}/invoice.pdf`} data-reload>
          <Icon name="download" className="icon-sm" />
          {t('documents:file')}
        </a>
        <PrintButton />
      </PageHead>
      <div className="stack">
        <InvoiceFacts invoice={invoice} />
      </div>
    </>
  )
}
