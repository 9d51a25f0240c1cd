/**
 * Reads one row's cells by field and notes what is wrong with them. Each method gives null for a cell that is
 * empty, absent or faulty; an empty cell of a required field is a fault.
 */
import { normaliseEmail } from '#app/domain/kernel/email.input.server.ts'
import { isUnreadable } from '#app/domain/kernel/plain-text.ts'
import type { Mapping } from '../columns.ts'
import type { Habits } from '../decisions/habits.ts'
import { type CellFault, columnLetter, type FaultCode, type FaultParams, shownValue } from '../faults.ts'
import { type Field, neededForNew, type RegisterKind, secretFields } from '../kinds.ts'
import { MAX_MILLILITRES, MAX_TIYN } from '../limits.ts'
import { cleanCell, type SheetRow } from '../sheet-row.ts'
import type { Unit } from '../titles/title-dictionary.ts'
import { isNoDate, type LocalDateTime, parseDateTime } from '../values/dates.ts'
import { looksScientific, type Parsed, parseDecimal, unitInCell } from '../values/decimals.ts'
import { FirstRows } from './first-rows.ts'
import { binIn, dash, degreesIn, nothing, tidiedNumber } from './identifiers.ts'

const MAX_NUMBER_LENGTH = 32
/** `Т?лп?р`: what an encoding without Kazakh letters leaves of them. */
const lostLetter = /\?[\u0400-\u04FF]/
const numberShape = /^[\p{L}\p{N}][\p{L}\p{N}\-_/.$#№ ]*$/u
export interface CellReaderOptions {
  mapping: Mapping
  titles: readonly string[]
  units: ReadonlyMap<Field, Unit>
  habits: Habits
}

export class CellReader {
  faults: CellFault[] = []
  readonly habits: Habits
  current: SheetRow = { row: 0, cells: [] }
  /** What heads above the row say. */
  private above: Readonly<Partial<Record<Field, string | null>>> = {}
  readonly mapping: Mapping
  private readonly titles: readonly string[]
  private readonly units: ReadonlyMap<Field, Unit>
  private readonly required: ReadonlySet<Field>
  private readonly secret: ReadonlySet<Field>
  private readonly fromHeads: ReadonlySet<Field>
  /** Names of this register are stored: a letter that a program could not write is missed in them. */
  private readonly keepsNames: boolean
  private readonly firstRows = new FirstRows()

  constructor(kind: RegisterKind, { mapping, titles, units, habits }: CellReaderOptions) {
    this.mapping = mapping
    this.titles = titles
    this.units = units
    this.habits = habits
    this.required = new Set(neededForNew(kind))
    this.secret = new Set(secretFields(kind))
    this.fromHeads = new Set<Field>(['number', ...habits.heads])
    this.keepsNames = kind !== 'transactions' && kind !== 'payments'
  }

  load(row: SheetRow, above: Readonly<Partial<Record<Field, string | null>>>): void {
    this.current = row
    this.above = above
    this.faults = []
  }

  has(field: Field): boolean {
    return this.mapping[field] !== undefined
  }

  titleOf(column: number): string {
    return this.titles[column]?.trim() ?? ''
  }

  /** What the column's title says. */
  unitOfColumn(field: Field): Unit | null {
    return this.units.get(field) ?? null
  }

  /** Notes a fault of a field, or of the whole row. */
  fault(code: FaultCode, field: Field | null, params: FaultParams = {}, column = this.columnOf(field)): null {
    const columnName = column === null ? null : this.titleOf(column) || columnLetter(column)
    const at = column === null ? null : column + 1
    this.faults.push({ row: this.current.row, column: at, columnName, field, code, params })
    return null
  }

  private columnOf(field: Field | null): number | null {
    return (field === null ? undefined : this.mapping[field]) ?? null
  }

  /** Notes a fault of a cell, with what the cell says unless that is a secret. */
  refuse(code: FaultCode, field: Field, text = this.raw(field), params: FaultParams = {}): null {
    const value = this.secret.has(field) ? '' : shownValue(text)
    return this.fault(code, field, { ...params, value })
  }

  /** The cell's text; empty where it says nothing. */
  raw(field: Field): string {
    const column = this.columnOf(field)
    const text = column === null ? '' : cleanCell(this.current.cells[column] ?? '')
    return text === '' ? (this.above[field] ?? '') : text
  }

  private cell(field: Field): string | null {
    const column = this.columnOf(field)
    if (column === null && !this.fromHeads.has(field)) return null
    const text = this.raw(field)
    if (this.current.marks?.get(column ?? -1) === 'error') return this.refuse('excel_error', field, text)
    if (text === '' || dash.test(text))
      return this.required.has(field) ? this.fault('missing_value', field) : null
    return text
  }

  private isFormula(field: Field, text: string): boolean {
    return text.startsWith('=') || this.current.marks?.get(this.columnOf(field) ?? -1) === 'formula'
  }

  text(field: Field, maxLength: number): string | null {
    const cell = this.cell(field)
    if (cell === null || (nothing.test(cell) && !this.required.has(field))) return null
    if (cell.startsWith('=')) return this.refuse('formula', field, cell)
    const text = /[^\S ]| {2}/.test(cell) ? cell.replace(/\s+/g, ' ') : cell
    if (isUnreadable(text) || (this.keepsNames && lostLetter.test(text)))
      return this.refuse('unreadable_characters', field, text)
    return text.length > maxLength ? this.refuse('too_long', field, text, { max: maxLength }) : text
  }

  /** A card's, a coupon's, a receipt's number: text that must have come through Excel unharmed. */
  number(field: Field, maxLength = MAX_NUMBER_LENGTH): string | null {
    const cell = this.cell(field)
    if (cell === null) return null
    if (this.isFormula(field, cell)) return this.refuse('formula', field, cell)
    if (cell.length <= maxLength && /^\d+$/.test(cell)) return cell
    if (nothing.test(cell)) return this.required.has(field) ? this.fault('missing_value', field) : null
    if (looksScientific(cell)) return this.refuse('number_destroyed', field, cell)
    if (isUnreadable(cell)) return this.refuse('unreadable_characters', field, cell)
    const text = tidiedNumber(cell)
    if (text.length > maxLength) return this.refuse('too_long', field, text, { max: maxLength })
    return numberShape.test(text) ? text : this.refuse('number_malformed', field, text)
  }

  /** A secret text, kept to the letter. */
  secretText(field: Field, maxLength: number): string | null {
    const cell = this.cell(field)
    if (cell === null) return null
    if (this.isFormula(field, cell)) return this.refuse('formula', field, cell)
    if (looksScientific(cell) && /[+.,]/.test(cell)) return this.refuse('number_destroyed', field, cell)
    if (isUnreadable(cell)) return this.refuse('unreadable_characters', field, cell)
    return cell.length > maxLength ? this.refuse('too_long', field, cell, { max: maxLength }) : cell
  }

  bin(field: Field): string | null {
    const cell = this.cell(field)
    if (cell === null) return null
    if (this.isFormula(field, cell)) return this.refuse('formula', field, cell)
    if (looksScientific(cell)) return this.refuse('number_destroyed', field, cell)
    const { bin, fault } = binIn(cell)
    return fault ? this.refuse(fault, field, cell) : bin
  }

  email(field: Field): string | null {
    const text = this.text(field, 254)
    if (text === null) return null
    return normaliseEmail(text) ?? this.refuse('email_malformed', field, text)
  }

  /** Millilitres. */
  volume(field: Field, sign: Sign): number | null {
    return this.decimal(field, 3, sign, 'volume', MAX_MILLILITRES)
  }

  /** Tiyn. */
  money(field: Field, sign: Sign, max = MAX_TIYN): number | null {
    return this.decimal(field, 2, sign, 'money', max)
  }

  private decimal(field: Field, decimals: number, sign: Sign, unit: Unit, max: number): number | null {
    const text = this.raw(field)
    const said = unitInCell(text)
    if (said !== null && said !== unit) {
      const name = typeof said === 'object' ? said.foreign : text.replace(/^[^\p{L}₸]+/u, '')
      const code = unit === 'money' ? 'foreign_currency' : 'foreign_unit'
      return this.refuse(code, field, text, { unit: name, currency: name })
    }
    const mark = this.habits.marks[field] ?? null
    const value = this.parsed(field, (cell) => parseDecimal(cell, decimals, mark), { decimals })
    if (value === null) return null
    if (Math.abs(value) > max) {
      return this.refuse('beyond_bounds', field, text, { max: unit === 'money' ? max / 100 : max / 1000 })
    }
    if (sign === 'any') return value
    if (sign === 'positive' && value <= 0) return this.refuse('not_positive', field)
    return value < 0 ? this.refuse('negative', field) : value
  }

  /** Degrees, rounded to six decimals (10 cm); `max` is 90 or 180. */
  degrees(field: Field, max: number): number | null {
    const cell = this.cell(field)
    return cell === null ? null : this.degreesOf(field, cell, max)
  }

  /** Of a text within a cell of a field: `55.684488, 37.265344`; also `43°52'56"`. */
  degreesOf(field: Field, cell: string | undefined, max: number): number | null {
    if (cell === undefined) return null
    const degrees = degreesIn(cell)
    return Math.abs(degrees) <= max
      ? Math.round(degrees * 1e6) / 1e6
      : this.refuse('bad_coordinate', field, cell)
  }

  moment(field: Field): LocalDateTime | null {
    if (isNoDate(this.raw(field))) return this.required.has(field) ? this.fault('missing_value', field) : null
    return this.parsed(field, (text) => parseDateTime(text, this.habits.dates))
  }

  day(field: Field): string | null {
    const text = this.raw(field)
    if (nothing.test(text) && !this.required.has(field)) return null
    return this.moment(field)?.day ?? null
  }

  /** What `look` makes of the cell's words; null from it is the fault `code`. */
  word<T extends NonNullable<unknown>>(
    field: Field,
    look: (text: string) => T | null,
    code: FaultCode,
  ): T | null {
    return this.parsed(field, (text): Parsed<T> => {
      const value = look(text)
      return value === null ? { fault: code } : { value }
    })
  }

  parsed<T>(field: Field, parse: (text: string) => Parsed<T>, params: FaultParams = {}): T | null {
    const cell = this.cell(field)
    if (cell === null) return null
    if (cell.startsWith('=')) return this.refuse('formula', field, cell)
    const result = parse(cell)
    return 'fault' in result ? this.refuse(result.fault, field, cell, params) : result.value
  }

  /** Notes a fault when an earlier row of the file gave the same key. */
  unique(field: Field, key: string | null): void {
    if (key === null) return
    const first = this.firstRows.before(field, key, this.current.row)
    if (first !== undefined) this.fault('duplicate_in_file', field, { first })
  }
}

export type Sign = 'positive' | 'not_negative' | 'any'
