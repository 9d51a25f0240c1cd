/** Rows of a file -> records and faults. */
import { BodyRows } from './body-rows.ts'
import { CellReader } from './cell-reader.server.ts'
import type { Mapping } from './columns.ts'
import { type RegisterKind, requiredFields, secretFields } from './kinds.ts'
import type { ProductWords } from './product-words.ts'
import { recordReaders, type Units } from './record-readers.ts'
import type { ParsedRow, Records } from './records.ts'
import type { SheetRow } from './sheet-row.ts'

export interface RowLayout<Kind extends RegisterKind> {
  kind: Kind
  /** 0: the file has no header. */
  headerRow: number
  titles: readonly string[]
  mapping: Mapping
  units: Units
  products: ProductWords
  /** CSV writes every cell of a row, so a short one was cut; a workbook leaves empty cells out. */
  writesEveryCell: boolean
}

/** Reads one row at a time, in the file's order: it remembers numbers already seen. Blank rows, totals: null. */
export function rowParser<Kind extends RegisterKind>(
  layout: RowLayout<Kind>,
): (row: SheetRow) => ParsedRow<Kind> | null {
  const { kind, mapping, titles } = layout
  const body = new BodyRows(kind, mapping, titles)
  const cells = new CellReader(kind, mapping, titles)
  const read = recordReaders[kind]
  const secret = new Set(secretFields(kind).flatMap((field) => mapping[field] ?? []))
  const tail = new TailLength(titles.length)
  const fewest = 1 + Math.max(...requiredFields(kind).map((field) => mapping[field] ?? 0))

  return (row) => {
    if (row.row <= layout.headerRow || !body.belongs(row)) return null
    cells.load(row)
    const record = isWholeRow(row, layout, row.isUnended ? titles.length : fewest, cells, tail)
      ? read(cells, layout.units, layout.products)
      : null
    if (record !== null && cells.faults.length === 0) return new WholeRow(row, record, secret)
    const faults = cells.faults.toSorted((a, b) => (a.column ?? 0) - (b.column ?? 0))
    return { row: row.row, faults, cells: withoutSecrets(row.cells, secret) }
  }
}

class WholeRow<Kind extends RegisterKind> {
  readonly row: number
  readonly #sheetRow: SheetRow
  readonly #secret: ReadonlySet<number>

  constructor(
    row: SheetRow,
    readonly record: Records[Kind],
    secret: ReadonlySet<number>,
  ) {
    this.row = row.row
    this.#sheetRow = row
    this.#secret = secret
  }

  cells(): string[] {
    return withoutSecrets(this.#sheetRow.cells, this.#secret)
  }
}

/** A row whose cells may stand in the wrong columns is not read further: one fault says it all. */
function isWholeRow(
  row: SheetRow,
  layout: RowLayout<RegisterKind>,
  fewestCells: number,
  cells: CellReader,
  tail: TailLength,
): boolean {
  if (row.flaw) {
    cells.fault(row.flaw, null)
    return false
  }
  const width = layout.titles.length
  if (layout.writesEveryCell && row.cells.slice(width).some((cell) => cell.trim() !== '')) {
    cells.fault('row_too_long', null, { cells: row.cells.length, expected: width }, width)
    return false
  }
  const whole = tail.isCut(row) ? width - 1 : row.cells.length
  if (layout.writesEveryCell && whole < fewestCells) {
    cells.fault('row_cut_short', null, { cells: whole, expected: width }, whole)
    return false
  }
  return true
}

/**
 * Notices that a file was cut inside its very last cell, where only the length can tell: QR payloads are all as
 * long as each other, and half of one would be refused at the pump.
 */
class TailLength {
  private rows = 0
  private length: number | null = null

  constructor(private readonly width: number) {}

  isCut(row: SheetRow): boolean {
    const length = row.cells[this.width - 1]?.length ?? 0
    if (row.isUnended) return this.rows >= 3 && this.length !== null && length < this.length
    this.length = this.rows === 0 || this.length === length ? length : null
    this.rows++
    return false
  }
}

function withoutSecrets(cells: readonly string[], secret: ReadonlySet<number>): string[] {
  return cells.map((cell, column) => (secret.has(column) ? '' : cell))
}
