import { Panel } from '#app/ui/layout/panel.tsx'
import { useWords } from '#app/ui/layout/words.ts'
import { Timeline } from '#app/ui/list/timeline.tsx'
import { formatDateTime } from '#locales/format.ts'

export interface StationEventRow {
  /** Wall clock of Almaty. */
  at: string
  what: 'edited' | 'closed' | 'reopened' | 'shortage_recorded' | 'shortage_lifted'
  by: string
  reason: string
}

/** What staff did with a station, newest first. */
export function StationHistory({ rows }: { rows: readonly StationEventRow[] }) {
  const { t, locale } = useWords()
  const entries = rows.map(({ at, what, by, reason }, index) => ({
    id: index,
    what: t(`stations:event.${what}`),
    when: formatDateTime(at, locale),
    who: by,
    why: reason,
  }))
  return (
    <Panel title={t('common:history.title')}>
      {entries.length > 0 ? (
        <Timeline entries={entries} />
      ) : (
        <p className="quiet">{t('common:history.empty')}</p>
      )}
    </Panel>
  )
}
