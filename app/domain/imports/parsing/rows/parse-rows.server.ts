/** Rows of a file -> records, faults, and what is left out. */

import type { Mapping } from '../columns.ts'
import type { Habits } from '../decisions/habits.ts'
import { type Field, neededForNew, type RegisterKind, secretFields } from '../kinds.ts'
import type { ParsedRow, Records } from '../records.ts'
import type { RegisterOptions } from '../register.ts'
import type { SheetRow } from '../sheet-row.ts'
import type { Unit } from '../titles/title-dictionary.ts'
import type { ProductWords } from '../values/product-words.ts'
import { BodyRows } from './body-rows.ts'
import { CellReader } from './cell-reader.server.ts'
import { recordReaders } from './record-readers.ts'
import { RunningTotals } from './running-totals.ts'

export interface RowLayout<Kind extends RegisterKind> {
  kind: Kind
  /** 0: the file has no header. */
  headerRow: number
  titles: readonly string[]
  mapping: Mapping
  /** What the titles of the columns say of units. */
  units: ReadonlyMap<Field, Unit>
  habits: Habits
  leaveOut: RegisterOptions['leaveOut']
  products: ProductWords
  /** CSV writes every cell of a row, so a short one was cut; a workbook leaves empty cells out. */
  writesEveryCell: boolean
}

/** Reads one row at a time, in the file's order: it remembers numbers already seen. Blank rows: null. */
export function rowParser<Kind extends RegisterKind>(
  layout: RowLayout<Kind>,
): (row: SheetRow) => ParsedRow<Kind> | null {
  const { kind, mapping, titles, habits } = layout
  const body = new BodyRows(kind, mapping, titles, habits.heads)
  const cells = new CellReader(kind, layout)
  const read = recordReaders[kind]
  const secret = new Set(secretFields(kind).flatMap((field) => mapping[field] ?? []))
  const mapped = new Set(Object.values(mapping).filter((column) => !secret.has(column)))
  const tail = new TailLength(titles.length)
  const fewest = 1 + Math.max(...neededForNew(kind).map((field) => mapping[field] ?? 0))
  const totals = new RunningTotals(mapping, habits)
  const merged = mergedCells(habits.merges)
  const leftOutRows = new Set(layout.leaveOut?.rows)
  const leftOutFaults = new Set(layout.leaveOut?.faults)

  return (given) => {
    if (given.row <= layout.headerRow) {
      body.above(given)
      return null
    }
    const row = merged(given)
    const { leftOut, above, isMoved } = body.classify(row)
    if (leftOut === 'blank') return null
    const shown = () => onlyMapped(row.cells, mapped)
    if (leftOut === null && leftOutRows.has(row.row))
      return { row: row.row, leftOut: 'by_hand', cells: shown() }
    if (leftOut === 'total') totals.endBlock()
    if (leftOut !== null) return { row: row.row, leftOut, cells: shown() }
    if (totals.isBareTotal(row)) return { row: row.row, leftOut: 'total', cells: shown() }
    cells.load(row, above)
    if (isMoved) cells.fault('columns_moved', null)
    const record =
      !isMoved && isWholeRow(row, layout, row.isUnended ? titles.length : fewest, cells, tail)
        ? read(cells, layout.products)
        : null
    if (record !== null && 'leftOut' in record)
      return { row: row.row, leftOut: record.leftOut, cells: shown() }
    if (record !== null && cells.faults.length === 0) {
      totals.add(row)
      return new WholeRow(row, record, mapped)
    }
    const faults = cells.faults.toSorted((a, b) => (a.column ?? 0) - (b.column ?? 0))
    if (faults.some(({ code }) => leftOutFaults.has(code)))
      return { row: row.row, leftOut: 'by_hand', cells: shown() }
    return { row: row.row, faults, cells: shown() }
  }
}

class WholeRow<Kind extends RegisterKind> {
  readonly row: number
  readonly #sheetRow: SheetRow
  readonly #mapped: ReadonlySet<number>

  constructor(
    row: SheetRow,
    readonly record: Records[Kind],
    mapped: ReadonlySet<number>,
  ) {
    this.row = row.row
    this.#sheetRow = row
    this.#mapped = mapped
  }

  cells(): string[] {
    return onlyMapped(this.#sheetRow.cells, this.#mapped)
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
  // A delimiter that was lost in the middle of a row moves its other cells, and no value of them tells.
  if (layout.writesEveryCell && row.cells.length < layout.habits.fewestCells) {
    cells.fault('row_short', null, { cells: row.cells.length, expected: width }, row.cells.length)
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

/** A cell that is merged with those below it says the same for each of their rows. */
function mergedCells(merges: Habits['merges']): (row: SheetRow) => SheetRow {
  const held = new Map<number, string>()
  return (row) => {
    let cells: string[] | null = null
    for (const [index, [column, from, to]] of merges.entries()) {
      if (row.row === from) held.set(index, row.cells[column] ?? '')
      const text = held.get(index)
      if (row.row <= from || row.row > to || text === undefined) continue
      cells ??= [...row.cells]
      while (cells.length <= column) cells.push('')
      cells[column] = text
    }
    return cells ? { ...row, cells } : row
  }
}

/** Nobody knows what the other columns hold: it may be payloads of coupons. */
function onlyMapped(cells: readonly string[], mapped: ReadonlySet<number>): string[] {
  return cells.map((cell, column) => (mapped.has(column) ? cell : ''))
}
