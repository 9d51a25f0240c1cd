import type { ImportFault } from '#db/queries/imports/faults.ts'
import type { MergeFault } from './merging/merge.ts'
import type { FaultyRow, GoodRow } from './parsing/records.ts'
import type { Layout } from './parsing/register.ts'

/** Kept for people to read; all are counted. */
export const KEPT_FAULTS = 20_000
const KEPT_CHARACTERS = 16_000_000
/** The column holds 65,535 bytes; a letter takes up to four. */
const MAX_CELLS = 16_000

/** What is wrong with the rows of a file, in the file's order, as it is stored. */
export class FaultRows {
  readonly kept: ImportFault[] = []
  rows = 0
  total = 0
  #characters = 0

  constructor(
    private readonly importId: number,
    private readonly layout: Layout,
  ) {}

  addBatch(faulty: readonly FaultyRow[], good: readonly GoodRow[], found: readonly MergeFault[]): void {
    const byRow = new Map(good.map((row) => [row.row, row]))
    const judged = found.map((fault) => ({
      row: fault.row,
      cells: () => byRow.get(fault.row)?.cells() ?? [],
      faults: [{ ...fault, columnName: this.#titleOf(fault.field) }],
    }))
    const read = faulty.map(({ row, cells, faults }) => ({ row, cells: () => cells, faults }))
    for (const row of [...read, ...judged].sort((a, b) => a.row - b.row)) this.#add(row)
  }

  #add(row: {
    row: number
    cells: () => string[]
    faults: readonly {
      field: string | null
      columnName: string | null
      code: string
      params: Record<string, string | number>
    }[]
  }): void {
    this.rows++
    this.total += row.faults.length
    if (this.kept.length + row.faults.length > KEPT_FAULTS) return
    for (const [index, { field, columnName, code, params }] of row.faults.entries()) {
      this.kept.push({
        import_id: this.importId,
        row_number: row.row,
        field,
        column_name: columnName?.slice(0, 200) ?? null,
        code,
        params: JSON.stringify(params),
        // Once a row: the file of faults has one line for it.
        cells: index === 0 ? this.#textOf(row.cells()) : null,
      })
    }
  }

  /** A QR payload under a title that says nothing of it is left out with all that is not imported anyway. */
  #textOf(cells: readonly string[]): string | null {
    const hidesRest = this.layout.kind === 'coupons'
    const shown = cells.map((cell, index) => (hidesRest && !this.layout.columns[index]?.field ? '' : cell))
    const text = JSON.stringify(shown)
    this.#characters += text.length
    return text.length > MAX_CELLS || this.#characters > KEPT_CHARACTERS ? null : text
  }

  #titleOf(field: string): string | null {
    const column = this.layout.columns.find((each) => each.field === field)
    return column ? column.title || column.letter : null
  }
}
