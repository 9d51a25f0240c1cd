import { Panel } from '#app/ui/layout/panel.tsx'
import { useWords } from '#app/ui/layout/words.ts'
import { DeclineTable } from './decline-table.tsx'
import type { DeclineRowView } from './declines-view.ts'

export interface LastDeclinesProps {
  rows: readonly DeclineRowView[]
  /** Of the whole list. */
  href: string
  ofOne?: boolean
}

/** Nothing where nothing was declined. */
export function LastDeclines({ rows, href, ofOne }: LastDeclinesProps) {
  const { t } = useWords()
  if (rows.length === 0) return null
  return (
    <Panel title={t('refusals:last')} action={<a href={href}>{t('common:action.showAll')}</a>} flush>
      <DeclineTable rows={rows} {...(ofOne ? { ofOne } : {})} />
    </Panel>
  )
}
