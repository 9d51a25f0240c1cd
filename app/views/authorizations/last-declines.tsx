import { Panel } from '#app/ui/layout/panel.tsx'
import { useWords } from '#app/ui/layout/words.ts'
import { RefusalTable } from './decline-table.tsx'
import type { RefusalRowView } from './declines-view.ts'

export interface LastRefusalsProps {
  rows: readonly RefusalRowView[]
  /** Of the whole list. */
  href: string
  ofOne?: boolean
}

/** Nothing where nothing was refused. */
export function LastRefusals({ rows, href, ofOne }: LastRefusalsProps) {
  const { t } = useWords()
  if (rows.length === 0) return null
  return (
    <Panel title={t('refusals:last')} action={<a href={href}>{t('common:action.showAll')}</a>} flush>
      <RefusalTable rows={rows} {...(ofOne ? { ofOne } : {})} />
    </Panel>
  )
}
