import type { RegisterKind } from '#app/domain/imports/parsing/kinds.ts'
import { Panel } from '#app/ui/layout/panel.tsx'
import { useWords } from '#app/ui/layout/words.ts'
import { formatInteger } from '#locales/format.ts'
import { OutcomeTable, type OutcomeTableProps } from './outcome-table.tsx'

type Row = Omit<OutcomeTableProps['rows'][number], 'outcome'>

export interface ImportDifferenceProps {
  kind: RegisterKind
  same: number
  onlyHere: { count: number; rows: readonly Row[] }
  onlyThere: { count: number; rows: readonly Row[] }
  differs: { count: number; rows: readonly Row[] }
}

/** What this import says otherwise than an earlier one. */
export function ImportDifference({ kind, same, onlyHere, onlyThere, differs }: ImportDifferenceProps) {
  const { t, locale } = useWords()
  const n = (value: number) => formatInteger(value, locale)
  const part = (
    title: string,
    { count, rows }: ImportDifferenceProps['differs'],
    outcome: 'new' | 'changed',
  ) =>
    count === 0 ? null : (
      <Panel title={`${title}: ${n(count)}`} flush>
        <OutcomeTable kind={kind} label={title} rows={rows.map((row) => ({ ...row, outcome }))} />
        {count > rows.length ? (
          <p className="quiet">{t('imports:difference.shown', { n: n(rows.length) })}</p>
        ) : null}
      </Panel>
    )
  return (
    <>
      <p>{t('imports:difference.same', { n: n(same) })}</p>
      {part(t('imports:difference.differs'), differs, 'changed')}
      {part(t('imports:difference.onlyHere'), onlyHere, 'new')}
      {part(t('imports:difference.onlyThere'), onlyThere, 'new')}
    </>
  )
}
