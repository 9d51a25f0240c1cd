import type { MergeFault } from './merging/merge.ts'
import type { GoodRow, LeftOutRow } from './parsing/records.ts'

interface SortedFaults {
  faults: MergeFault[]
  leftOut: LeftOutRow[]
}

/** A row with a fault that a person leaves out is left out, whatever else is wrong with it. */
export function sortOutFaults(
  faults: readonly MergeFault[],
  good: readonly GoodRow[],
  leaveOut: readonly string[],
): SortedFaults {
  if (leaveOut.length === 0 || faults.length === 0) return { faults: [...faults], leftOut: [] }
  const out = new Set(faults.filter(({ code }) => leaveOut.includes(code)).map(({ row }) => row))
  return {
    faults: faults.filter(({ row }) => !out.has(row)),
    leftOut: good
      .filter(({ row }) => out.has(row))
      .map((row) => ({ row: row.row, leftOut: 'by_hand', cells: row.cells() })),
  }
}
