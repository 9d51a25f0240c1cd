/**
 * The one entry to a file of 1C's: what it is, how it is laid out, and its rows as records and faults. Nothing
 * here knows the database: whether a company exists is for the verbs to say.
 */
import { openCsv } from './csv-table.server.ts'
import { type FaultCode, faultCodes, UnreadableFile } from './faults.ts'
import { fileFormat } from './file-format.server.ts'
import { findHeader, headerWorth } from './header.ts'
import type { RegisterKind } from './kinds.ts'
import { layoutOf } from './layout.server.ts'
import { rowParser } from './parse-rows.server.ts'
import type { ProductWords } from './product-words.ts'
import type { ParsedRow } from './records.ts'
import type { Layout, Register, RegisterOptions } from './register.ts'
import type { SheetRow } from './sheet-row.ts'
import type { Table } from './table.ts'
import { openXlsx } from './xlsx-table.server.ts'

/**
 * Reads only the file's beginning (and a workbook's shared strings). Never throws because of what the bytes are:
 * a file that cannot be read has `fileFaults`.
 */
export async function openRegister<Kind extends RegisterKind = RegisterKind>(
  bytes: Uint8Array,
  options: RegisterOptions<Kind> = {},
): Promise<Register<Kind>> {
  try {
    const table = await openTable(bytes, options)
    return register(layoutOf(table, options), table)
  } catch (error) {
    if (error instanceof UnreadableFile) return register(unreadable(error, options), null)
    throw error
  }
}

async function openTable(bytes: Uint8Array, options: RegisterOptions): Promise<Table> {
  const format = fileFormat(bytes)
  if (typeof format !== 'string') throw new UnreadableFile(format.code, format.params)
  const judge = (rows: SheetRow[]) => headerWorth(findHeader(rows, options.kind))
  return format === 'zip' ? openXlsx(bytes, options, judge) : openCsv(bytes, options, judge)
}

function unreadable({ code, params }: UnreadableFile, options: RegisterOptions): Layout {
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
  }
}

function register<Kind extends RegisterKind>(layout: Layout, table: Table | null): Register<Kind> {
  const ready = layout.kind !== null && layout.missing.length === 0 && layout.fileFaults.length === 0
  return {
    ...layout,
    ready,
    rows(products, onProgress) {
      if (!ready || table === null) throw new Error('The rows of a register that is not ready were asked for')
      return parsedRows(layout, layout.kind as Kind, table, products, onProgress)
    },
  }
}

async function* parsedRows<Kind extends RegisterKind>(
  layout: Layout,
  kind: Kind,
  table: Table,
  products: ProductWords,
  onProgress?: (fraction: number) => void,
): AsyncGenerator<ParsedRow<Kind>> {
  const units = new Map(layout.columns.map(({ field, unit }) => [field, unit]))
  const parse = rowParser({
    kind,
    headerRow: layout.headerRow,
    titles: layout.columns.map(({ title }) => title),
    mapping: layout.mapping,
    units: (field) => units.get(field) ?? null,
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
