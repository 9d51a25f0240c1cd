import { formatDateTime } from '#app/domain/kernel/format.ts'
import { Panel } from '#app/ui/layout/panel.tsx'
import { useWords } from '#app/ui/layout/words.ts'
import { Timeline } from '#app/ui/list/timeline.tsx'

export interface HistoryRow {
  /** Wall clock of Almaty. */
  at: string
  what: 'blocked' | 'unblocked' | 'qr_shown' | 'status_changed'
  by: string | null
  reason: string | null
  status: string | null
}

/** What was done with a card or a coupon, newest first. `states` are the words of its states. */
export function History({ rows, states }: { rows: readonly HistoryRow[]; states: Record<string, string> }) {
  const { t, locale } = useWords()
  const what = {
    blocked: t('common:history.blocked'),
    unblocked: t('common:history.unblocked'),
    qr_shown: t('common:history.qrShown'),
  }
  const entries = rows.map((row, index) => ({
    id: index,
    what:
      row.what === 'status_changed'
        ? t('common:history.statusChanged', { status: states[row.status ?? ''] ?? '' })
        : what[row.what],
    when: formatDateTime(row.at, locale),
    who: row.by ?? t('common:history.supplier'),
    why: row.reason,
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
