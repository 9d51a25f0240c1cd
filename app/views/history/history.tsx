import type { HistoryEntry } from '#app/domain/history/life.ts'
import { Panel } from '#app/ui/layout/panel.tsx'
import { useWords } from '#app/ui/layout/words.ts'
import { Timeline } from '#app/ui/list/timeline.tsx'
import { formatDateTime } from '#locales/format.ts'
import type { Translate } from '#locales/translate.ts'

/** `at`: wall clock of Almaty. */
export type HistoryRow = Omit<HistoryEntry, 'at'> & { at: string }

interface HistoryProps {
  rows: readonly HistoryRow[]
  /** The words of its states. */
  states: Record<string, string>
  /** Imports have pages for staff only. */
  forStaff?: boolean
  /** A processor decides: what people did here was to ask it. */
  isAsked: boolean
}

/** What was done with a card or a coupon and what became of it, newest first. */
export function History({ rows, states, forStaff = false, isAsked }: HistoryProps) {
  const { t, locale } = useWords()
  const entries = rows.map((row, index) => ({
    id: index,
    what: (isAsked && askedOf(t, row)) || whatOf(t, row, states),
    when: formatDateTime(row.at, locale),
    who:
      forStaff && row.by.kind === 'import' ? (
        <a href={`/admin/imports/${row.by.id}`}>{whoOf(t, row.by)}</a>
      ) : (
        whoOf(t, row.by)
      ),
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

/** Null: what was done needed nobody else. */
function askedOf(t: Translate, { what }: HistoryRow): string | null {
  if (what === 'blocked') return t('instructions:status.block')
  return what === 'unblocked' ? t('instructions:status.unblock') : null
}

function whatOf(t: Translate, { what, from, to }: HistoryRow, states: HistoryProps['states']): string {
  switch (what) {
    case 'blocked':
      return t('common:history.blocked')
    case 'unblocked':
    case 'cleared':
      return t('common:history.unblocked')
    case 'suspected':
      return t('common:history.suspected')
    case 'block_planned':
      return t('common:history.blockPlanned')
    case 'block_cancelled':
      return t('common:history.blockCancelled')
    case 'reported_lost':
      return t('common:history.reportedLost')
    case 'assigned':
      return t('common:history.assigned')
    case 'handed_over':
      return t('common:history.handedOver')
    case 'taken_back':
      return t('common:history.takenBack')
    case 'exchanged':
      return t('common:history.exchanged')
    case 'extended':
      return t('common:history.extended')
    case 'pin_set':
      return t('common:history.pinSet')
    case 'pin_removed':
      return t('common:history.pinRemoved')
    case 'rule_set':
      return t('common:history.ruleSet')
    case 'group_set':
      return t('common:history.groupSet')
    case 'rule_removed':
      return t('common:history.ruleRemoved')
    case 'rule_permitted':
      return t('common:history.rulePermitted')
    case 'rule_permission_ended':
      return t('common:history.rulePermissionEnded')
    case 'qr_shown':
      return t('common:history.qrShown')
    case 'qr_printed':
      return t('common:history.qrPrinted')
    default: {
      const [before, after] = [states[from ?? ''], states[to ?? '']]
      return before ? `${before} → ${after}` : (after ?? '')
    }
  }
}

function whoOf(t: Translate, by: HistoryRow['by']): string {
  switch (by.kind) {
    case 'person':
      return by.name
    case 'staff':
      return t('common:history.supplierStaff', { email: by.name })
    case 'import':
      return `${t('common:history.supplier')}, ${t(
        by.isUndo ? 'common:history.importUndone' : 'common:history.import',
        { number: by.id },
      )}`
    case 'supplier':
      return t('common:history.supplier')
    case 'station':
      return by.station ?? t('common:history.station')
    case 'date':
      return t('common:history.byDate')
  }
}
