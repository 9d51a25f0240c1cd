import type { TransactionOperation } from '#app/domain/transactions/transactions.ts'
import { useWords } from '#app/ui/layout/words.ts'
import { badges } from '#app/ui/list/status-badge.tsx'
import { formatDate } from '#locales/format.ts'

interface TransactionWhenProps {
  row: {
    /** Wall clock of Almaty. */
    at: string
    /** Of its own page; null where there is none. */
    pageHref: string | null
    operation: TransactionOperation
  }
}

/** Day and time, and what it is where it is no sale. */
export function TransactionWhen({ row: { at, pageHref, operation } }: TransactionWhenProps) {
  const { t, locale } = useWords()
  const day = formatDate(at, locale)
  return (
    <>
      {pageHref ? <a href={pageHref}>{day}</a> : day}
      <small>{at.slice(11, 16)}</small>
      {operation === 'sale' ? null : (
        <span className={badges.operation[operation]}>{t(`transactions:operation.${operation}`)}</span>
      )}
    </>
  )
}
