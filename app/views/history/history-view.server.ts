import type { HistoryEntry } from '#app/domain/history/life.ts'
import { almatyWallClock } from '#app/domain/kernel/calendar.ts'
import type { HistoryRow } from './history.tsx'

/** What a history shows, and no more. */
export function historyRows(history: readonly HistoryEntry[]): HistoryRow[] {
  return history.map(({ at, ...entry }) => ({ ...entry, at: almatyWallClock(at) }))
}
