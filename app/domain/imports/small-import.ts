/** What an import of a client's own list would do, row by row. Client-safe. */

export const smallFaultCodes = [
  'required',
  'invalid',
  'too_long',
  'duplicate',
  'unknown_product',
  'ambiguous',
] as const

export interface SmallFault {
  row: number
  code: (typeof smallFaultCodes)[number]
  /** The file's own title of the column. */
  column: string
  value: string
  /** Of a duplicate: the row that was first. */
  other: number
}

export interface SmallCounts {
  added: number
  changed: number
  same: number
}

/** What a row of a file becomes. `id`: what it changes; null: it is new. */
export interface PlannedRow<Facts> {
  row: number
  id: number | null
  change: 'added' | 'changed' | 'same'
  facts: Facts
}

export interface SmallPlan<Facts> {
  rows: PlannedRow<Facts>[]
  faults: SmallFault[]
}

export function countsOf(rows: readonly { change: keyof SmallCounts }[]): SmallCounts {
  const of = (change: keyof SmallCounts) => rows.filter((row) => row.change === change).length
  return { added: of('added'), changed: of('changed'), same: of('same') }
}
