import { useMonthName } from '#app/ui/chart/month-name.ts'
import { useWords } from '#app/ui/layout/words.ts'
import { useListHref } from './list-hrefs.ts'

export interface MonthRange {
  from: string
  to: string
}

/** The whole of each of the last months by one press, under the filters in force. */
export function MonthLinks({ months, current }: { months: readonly MonthRange[]; current: MonthRange }) {
  const { t } = useWords()
  const href = useListHref()
  const nameOf = useMonthName()
  return (
    <nav className="months no-print" aria-label={t('common:wholeMonth')}>
      <span className="quiet small">{t('common:wholeMonth')}</span>
      {months.map(({ from, to }) => (
        <a
          key={from}
          className="btn btn-quiet btn-sm"
          href={href({ from, to })}
          aria-current={current.from === from && current.to === to ? 'true' : undefined}
        >
          {nameOf(from.slice(0, 7), true)}
        </a>
      ))}
    </nav>
  )
}
