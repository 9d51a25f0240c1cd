import type { HistoryEntry } from '#app/domain/history/history.server.ts'
import { almatyWallClock } from '#app/domain/kernel/calendar.ts'
import type { HistoryRow } from './history.tsx'

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
