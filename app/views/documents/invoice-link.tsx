import { invoiceNumber } from '#app/domain/documents/invoice-content.ts'
import { useWords } from '#app/ui/layout/words.ts'

/** On the page of its order. */
export function InvoiceLink({ number, order }: { number: number; order: string }) {
  const { t } = useWords()
  return (
    <a className="btn" href={`${order}/invoice`}>
      {t('orders:invoiceNumbered', { number: invoiceNumber(number) })}
    </a>
  )
}
