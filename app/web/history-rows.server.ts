import type { HistoryRow } from '#app/components/history.tsx'
import type { HistoryEntry } from '#app/domain/history/history.server.ts'
import { almatyWallClock } from '#app/domain/kernel/calendar.ts'

/** What a history shows, and no more. */
export function historyRows(history: readonly HistoryEntry[]): HistoryRow[] {
  return history.map(({ at, what, by, reason, status }) => ({
    at: almatyWallClock(at),
    what,
    by,
    reason,
    status,
  }))
}
