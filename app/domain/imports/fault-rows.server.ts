import type { Context } from '#app/domain/kernel/context.ts'
import { deleteImportFaults, selectFaultBatch, upsertFaultBatch } from '#db/queries/imports/faults.ts'
import type { MergeFault } from './merging/merge.ts'
import type { FaultParams } from './parsing/faults.ts'
import type { FaultyRow, GoodRow, LeftOutRow } from './parsing/records.ts'
import type { Layout } from './parsing/register.ts'
import { openJson, sealJson } from './sealed-json.server.ts'
import { type IsSecret, openCells, secretColumns } from './secret-columns.ts'

/** What is wrong with a row: a code and its variables, and the title of the column when it is about one. */
export interface RowFault {
  code: string
  params: FaultParams
  columnName: string | null
}

/** A row that may not come in. */
export interface StoredFaultRow {
  row: number
  /** As they were read; secret cells are empty. */
  cells: readonly string[]
  faults: readonly RowFault[]
}

/** What the faulty rows of a file have in common; a part of what a check found out. */
export interface FaultTotals {
  /** Code -> rows that have it. */
  rowsByCode: Record<string, number>
  /** What the file calls stations that nobody knows, the first of them. */
  unknownStations: string[]
}

/** Values that a person is asked for at once; the next check asks for the rest. */
const ASKED_AT_ONCE = 20
/** Of one record of the store; a row may be much longer than most. */
const MAX_ROWS = 2_000
const MAX_CHARACTERS = 2_000_000

/** Keeps the faulty rows of a file, all of them, in its order. */
export class FaultWriter {
  rows = 0
  total = 0
  readonly totals: FaultTotals = { rowsByCode: {}, unknownStations: [] }
  #position = 0
  #pending: StoredFaultRow[] = []
  #characters = 0
  readonly #isSecret: IsSecret

  constructor(
    private readonly importId: number,
    private readonly layout: Layout,
  ) {
    this.#isSecret = secretColumns(layout)
  }

  /** In place of what an earlier check kept. */
  async begin(ctx: Context): Promise<void> {
    await deleteImportFaults(ctx.db, this.importId)
  }

  async write(
    ctx: Context,
    faulty: readonly FaultyRow[],
    good: readonly GoodRow[],
    found: readonly MergeFault[],
  ): Promise<void> {
    const rows: StoredFaultRow[] = [...faulty]
    if (found.length > 0) {
      const byRow = new Map(good.map((row) => [row.row, row]))
      for (const fault of found) {
        const faults = [{ ...fault, columnName: this.#titleOf(fault.field) }]
        rows.push({ row: fault.row, cells: byRow.get(fault.row)?.cells() ?? [], faults })
      }
      rows.sort((a, b) => a.row - b.row)
    }
    for (const row of rows) {
      this.#add(row)
      if (this.#pending.length >= MAX_ROWS || this.#characters >= MAX_CHARACTERS) await this.end(ctx)
    }
  }

  /** What is left, after the last batch. */
  async end(ctx: Context): Promise<void> {
    const rows = this.#pending
    if (rows.length === 0) return
    this.#pending = []
    this.#characters = 0
    const position = this.#position++
    const sealed = await sealJson(ctx, rows, placeOf(this.importId, position))
    await upsertFaultBatch(ctx.db, {
      import_id: this.importId,
      position,
      rows_faulty: rows.length,
      ...sealed,
    })
  }

  /** For lists: as they were read, but for what may be a QR payload. */
  withoutSecrets(rows: readonly LeftOutRow[]): LeftOutRow[] {
    return rows.map((row) => ({ ...row, cells: openCells(this.#isSecret, row.cells) }))
  }

  /** A QR payload under a title that says nothing of it is left out with all that is not imported anyway. */
  #add({ row, cells, faults }: StoredFaultRow): void {
    const open = openCells(this.#isSecret, cells)
    const told = faults.map(({ code, params, columnName }) => ({ code, params, columnName }))
    this.#pending.push({ row, cells: open, faults: told })
    this.#characters += open.reduce((sum, cell) => sum + cell.length, 0)
    this.rows++
    this.total += told.length
    const { rowsByCode, unknownStations } = this.totals
    for (const code of new Set(told.map((fault) => fault.code)))
      rowsByCode[code] = (rowsByCode[code] ?? 0) + 1
    for (const { code, params } of told) {
      if (code !== 'station_not_found' || unknownStations.length >= ASKED_AT_ONCE) continue
      const value = String(params.value ?? '')
      if (!unknownStations.includes(value)) unknownStations.push(value)
    }
  }

  #titleOf(field: string): string | null {
    const column = this.layout.columns.find((each) => each.field === field)
    return column ? column.title || column.letter : null
  }
}

/** In the file's order, read as they are asked for. */
export async function* readFaultRows(ctx: Context, importId: number): AsyncGenerator<StoredFaultRow> {
  for (let position = 0; ; position++) {
    const batch = await selectFaultBatch(ctx.db, importId, position)
    if (!batch) return
    yield* openJson<StoredFaultRow[]>(ctx, batch, placeOf(importId, position))
  }
}

function placeOf(importId: number, position: number): string {
  return `import:${importId}:faults:${position}`
}
