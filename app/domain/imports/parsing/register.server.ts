/**
 * The one entry to a file of 1C's: what it is, how it is laid out, and its rows as records and faults. Nothing
 * here knows the database: whether a company exists is for the verbs to say.
 */

import { noHabits } from './decisions/habits.ts'
import { type FaultCode, type FileFault, faultCodes, UnreadableFile } from './faults.ts'
import { openTable } from './formats/open-table.server.ts'
import { findHeader, headerWorth } from './header.ts'
import type { RegisterKind } from './kinds.ts'
import { layoutOf } from './layout.server.ts'
import type { ParsedRow } from './records.ts'
import type { Layout, Register, RegisterOptions } from './register.ts'
import { rowParser } from './rows/parse-rows.server.ts'
import type { SheetRow } from './sheet-row.ts'
import type { Table } from './table.ts'
import type { ProductWords } from './values/product-words.ts'

/**
 * Reads only the file's beginning (and a workbook's shared strings). Never throws because of what the bytes are:
 * a file that cannot be read has `fileFaults`.
 */
export async function openRegister<Kind extends RegisterKind = RegisterKind>(
  bytes: Uint8Array,
  options: RegisterOptions<Kind> = {},
): Promise<Register<Kind>> {
  try {
    const table = await openTable(bytes, options, scoreOf(options))
    return register(await layoutOf(table, options), table, options)
  } catch (error) {
    if (error instanceof UnreadableFile) return register(unreadable(error, options), null, options)
    throw error
  }
}

function scoreOf(options: RegisterOptions): (rows: SheetRow[]) => number {
  return (rows) => headerWorth(findHeader(rows, options.kind))
}

/** The layout of a file that cannot be read. */
export function unreadable({ code, params }: FileFault, options: RegisterOptions): Layout {
  return {
    format: null,
    kind: options.kind ?? null,
    kinds: [],
    encoding: null,
    confidence: null,
    encodings: [],
    delimiter: null,
    sheet: null,
    sheets: [],
    headerRow: 0,
    columns: [],
    mapping: {},
    missing: [],
    ambiguous: [],
    signature: null,
    sample: [],
    fileFaults: [{ code, params }],
    decisions: [],
    ownerHint: null,
    otherSheets: [],
    hiddenRows: 0,
    totals: [],
    habits: noHabits,
  }
}

/** Whether its rows may be read. */
export function isReady(layout: Layout): boolean {
  const isClear = layout.ambiguous.length === 0 && layout.decisions.every(({ choice }) => choice !== null)
  const isWhole = layout.missing.length === 0 && layout.fileFaults.length === 0
  return layout.kind !== null && isWhole && isClear
}

function register<Kind extends RegisterKind>(
  layout: Layout,
  table: Table | null,
  options: RegisterOptions,
): Register<Kind> {
  const ready = isReady(layout)
  return {
    ...layout,
    ready,
    rows(products, onProgress) {
      if (!ready || table === null) throw new Error('The rows of a register that is not ready were asked for')
      return parsedRows(layout, layout.kind as Kind, table, options, products, onProgress)
    },
  }
}

async function* parsedRows<Kind extends RegisterKind>(
  layout: Layout,
  kind: Kind,
  table: Table,
  { leaveOut }: RegisterOptions,
  products: ProductWords,
  onProgress?: (fraction: number) => void,
): AsyncGenerator<ParsedRow<Kind>> {
  const parse = rowParser({
    kind,
    headerRow: layout.headerRow,
    titles: layout.columns.map(({ title }) => title),
    mapping: layout.mapping,
    units: new Map(
      layout.columns.flatMap(({ field, unit }) => (field && unit ? [[field, unit] as const] : [])),
    ),
    habits: layout.habits,
    leaveOut,
    products,
    writesEveryCell: table.format === 'csv',
  })
  let row = 0
  try {
    for await (const sheetRow of table.rows(onProgress)) {
      row = sheetRow.row
      const parsed = parse(sheetRow)
      if (parsed) yield parsed
    }
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error
    yield endedEarly(row + 1, error)
  }
}

function endedEarly(row: number, { code, params }: UnreadableFile): ParsedRow<never> {
  const known: FaultCode = faultCodes.find((each) => each === code) ?? 'file_damaged'
  return {
    row,
    cells: [],
    faults: [{ row, column: null, columnName: null, field: null, code: known, params }],
  }
}
