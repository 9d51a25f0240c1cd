import type { SmallCounts, SmallFault } from '#app/domain/imports/small-import.ts'

/** What a client's own list would change, before it does. */
export interface FleetPreview {
  problem: 'header' | 'too_many' | null
  counts: SmallCounts
  faults: SmallFault[]
  /** The rows that change something, each with what it says. */
  rows: { row: number; change: 'added' | 'changed'; text: string }[]
  /** What the button that imports sends. */
  lines: string
  file: string
}
