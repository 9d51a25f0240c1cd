import { NOTHING_SAID } from '../values/status-words.ts'
import type { CellReader } from './cell-reader.server.ts'

/** Null also for a word that says nothing of the stored status. */
export function readStatus<Status extends string>(
  cells: CellReader,
  look: (text: string) => Status | typeof NOTHING_SAID | null,
): Status | null {
  const status = cells.word<Status | typeof NOTHING_SAID>('status', look, 'unknown_status')
  return status === NOTHING_SAID ? null : status
}
