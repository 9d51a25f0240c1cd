import type { Context } from '#app/domain/kernel/context.ts'
import { requireRight } from '#app/domain/kernel/rights.ts'
import { selectImportFaults } from '#db/queries/imports/faults.ts'
import { type RowFault, readFaultRows, type StoredFaultRow } from './fault-rows.server.ts'
import { findImport } from './import-lists.server.ts'
import { readOutcomes } from './outcome-store.server.ts'
import { type LeftOutKind, recordsLeftOut } from './parsing/records.ts'

const AT_ONCE = 1_000

/** A row that does not come in. */
export interface UnimportedRow extends StoredFaultRow {
  /** Without faults: why it is left out. */
  leftOut?: LeftOutKind
}

export interface UnimportedRows {
  /** The titles of the imported file's own columns. */
  titles: string[]
  rows: AsyncGenerator<UnimportedRow>
}

/**
 * All records of an import's file that do not come in, in its order, read as they are asked for: the faulty ones, and
 * those that were left out. Totals, headings and notes are no records.
 * @throws DomainError import_not_found
 */
export async function openUnimportedRows(ctx: Context, id: number): Promise<UnimportedRows> {
  const { layout } = await findImport(ctx, id)
  const rows = inOrder(faultyRows(ctx, id), leftOutRows(ctx, id))
  return { titles: layout?.columns.map(({ title }) => title) ?? [], rows }
}

export interface ListedFault {
  /** Its place in the list, from 1. */
  id: number
  row: number
  /** As the file calls it. */
  column: string | null
  code: string
  params: Record<string, string | number>
  /** The whole row, once a row. */
  cells: readonly string[] | null
}

/** The first faults in the order of the file. */
export function listFaults(
  ctx: Context,
  importId: number,
  { limit }: { limit: number },
): Promise<ListedFault[]> {
  requireRight(ctx, 'see_imports')
  return readFaults(ctx, importId, limit)
}

export async function readFaults(ctx: Context, importId: number, limit: number): Promise<ListedFault[]> {
  const listed: ListedFault[] = []
  for await (const { row, cells, faults } of faultyRows(ctx, importId)) {
    for (const [index, { columnName, code, params }] of faults.entries()) {
      if (listed.length >= limit) return listed
      const id = listed.length + 1
      listed.push({ id, row, column: columnName, code, params, cells: index === 0 ? cells : null })
    }
  }
  return listed
}

async function* faultyRows(ctx: Context, id: number): AsyncGenerator<StoredFaultRow> {
  let count = 0
  for await (const row of readFaultRows(ctx, id)) {
    count++
    yield row
  }
  if (count === 0) yield* earlierFaultyRows(ctx, id)
}

/** Of an import that an earlier release checked: the rows of its table are faults, those of the file are rows. */
async function* earlierFaultyRows(ctx: Context, id: number): AsyncGenerator<StoredFaultRow> {
  let row: { row: number; cells: string[]; faults: RowFault[] } | undefined
  for (let after = 0; ; ) {
    const faults = await selectImportFaults(ctx.db, id, after, AT_ONCE)
    for (const { row_number: number, cells, code, params, column_name: columnName } of faults) {
      if (row?.row !== number) {
        if (row) yield row
        row = { row: number, cells: cells === null ? [] : (JSON.parse(cells) as string[]), faults: [] }
      }
      row.faults.push({ code, params: JSON.parse(params) as RowFault['params'], columnName })
    }
    if (faults.length < AT_ONCE) break
    after = faults.at(-1)?.id ?? after
  }
  if (row) yield row
}

async function* leftOutRows(ctx: Context, id: number): AsyncGenerator<UnimportedRow> {
  for await (const { leftOut } of readOutcomes(ctx, id)) {
    const records = leftOut.filter((each) => recordsLeftOut.has(each.leftOut))
    for (const { row, cells, leftOut } of records.sort((a, b) => a.row - b.row))
      yield { row, cells, faults: [], leftOut }
  }
}

/** Two lists that are in order each, as one. */
async function* inOrder(
  first: AsyncGenerator<UnimportedRow>,
  second: AsyncGenerator<UnimportedRow>,
): AsyncGenerator<UnimportedRow> {
  let [a, b] = [await first.next(), await second.next()]
  while (!a.done || !b.done) {
    if (!a.done && (b.done || a.value.row <= b.value.row)) {
      yield a.value
      a = await first.next()
    } else if (!b.done) {
      yield b.value
      b = await second.next()
    }
  }
}
