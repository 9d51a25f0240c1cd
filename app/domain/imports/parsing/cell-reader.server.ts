/**
 * Reads one row's cells by field and notes what is wrong with them. Each method gives null for a cell that is
 * empty, absent or faulty; an empty cell of a required field is a fault.
 */
import { binFault, cleanBin, restoreBinZeros } from '#app/domain/companies/bin.ts'
import { normaliseEmail } from '#app/domain/kernel/email.input.server.ts'
import type { Mapping } from './columns.ts'
import { type LocalDateTime, parseDateTime } from './dates.ts'
import { looksScientific, type Parsed, parseDecimal } from './decimals.ts'
import { type CellFault, columnLetter, type FaultCode, type FaultParams, shownValue } from './faults.ts'
import { type Field, type RegisterKind, requiredFields, secretFields } from './kinds.ts'
import { ownCopy } from './own-copy.ts'
import { cleanCell, type SheetRow } from './sheet-row.ts'

const MAX_NUMBER_LENGTH = 32
const unreadable = /[\p{Cc}\p{Cs}\u202A-\u202E\u2066-\u2069\uFFFD]/u
const numberShape = /^[\p{L}\p{N}][\p{L}\p{N}\-_/.$#№ ]*$/u

export class CellReader {
  faults: CellFault[] = []
  private current: SheetRow = { row: 0, cells: [] }
  private readonly required: ReadonlySet<Field>
  private readonly secret: ReadonlySet<Field>
  /** By field and text; the row that said it first. */
  private readonly seen = new Map<string, number>()

  constructor(
    kind: RegisterKind,
    private readonly mapping: Mapping,
    private readonly titles: readonly string[],
  ) {
    this.required = new Set(requiredFields(kind))
    this.secret = new Set(secretFields(kind))
  }

  load(row: SheetRow): void {
    this.current = row
    this.faults = []
  }

  /** Notes a fault of a field, or of the whole row. */
  fault(code: FaultCode, field: Field | null, params: FaultParams = {}, column = this.columnOf(field)): null {
    const columnName = column === null ? null : this.titles[column]?.trim() || columnLetter(column)
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

  private raw(field: Field): string {
    const column = this.columnOf(field)
    return column === null ? '' : cleanCell(this.current.cells[column] ?? '')
  }

  private cell(field: Field): string | null {
    const column = this.columnOf(field)
    if (column === null) return null
    const text = this.raw(field)
    if (this.current.marks?.get(column) === 'error') return this.refuse('excel_error', field, text)
    if (text === '') return this.required.has(field) ? this.fault('missing_value', field) : null
    return text
  }

  private isFormula(field: Field, text: string): boolean {
    return text.startsWith('=') || this.current.marks?.get(this.columnOf(field) ?? -1) === 'formula'
  }

  text(field: Field, maxLength: number): string | null {
    const cell = this.cell(field)
    if (cell === null) return null
    if (cell.startsWith('=')) return this.refuse('formula', field, cell)
    const text = /[^\S ]| {2}/.test(cell) ? cell.replace(/\s+/g, ' ') : cell
    if (unreadable.test(text)) return this.refuse('unreadable_characters', field, text)
    return text.length > maxLength ? this.refuse('too_long', field, text, { max: maxLength }) : text
  }

  /** A card's, a coupon's, a receipt's number: text that must have come through Excel unharmed. */
  number(field: Field, maxLength = MAX_NUMBER_LENGTH): string | null {
    const cell = this.cell(field)
    if (cell === null) return null
    if (this.isFormula(field, cell)) return this.refuse('formula', field, cell)
    if (cell.length <= maxLength && /^\d+$/.test(cell)) return cell
    if (looksScientific(cell) && /[+.,]/.test(cell)) return this.refuse('number_destroyed', field, cell)
    if (unreadable.test(cell)) return this.refuse('unreadable_characters', field, cell)
    const text = /^[\d\s]+$/.test(cell) ? cell.replace(/\s+/g, '') : cell
    if (text.length > maxLength) return this.refuse('too_long', field, text, { max: maxLength })
    return numberShape.test(text) ? text : this.refuse('number_malformed', field, text)
  }

  /** A secret text, kept to the letter. */
  secretText(field: Field, maxLength: number): string | null {
    const cell = this.cell(field)
    if (cell === null) return null
    if (this.isFormula(field, cell)) return this.refuse('formula', field, cell)
    if (looksScientific(cell) && /[+.,]/.test(cell)) return this.refuse('number_destroyed', field, cell)
    if (unreadable.test(cell)) return this.refuse('unreadable_characters', field, cell)
    return cell.length > maxLength ? this.refuse('too_long', field, cell, { max: maxLength }) : cell
  }

  bin(field: Field): string | null {
    const cell = this.cell(field)
    if (cell === null) return null
    if (this.isFormula(field, cell)) return this.refuse('formula', field, cell)
    if (looksScientific(cell)) return this.refuse('number_destroyed', field, cell)
    const bin = restoreBinZeros(cleanBin(cell))
    const fault = binFault(bin)
    return fault ? this.refuse(fault, field, cell) : bin
  }

  email(field: Field): string | null {
    const text = this.text(field, 254)
    if (text === null) return null
    return normaliseEmail(text) ?? this.refuse('email_malformed', field, text)
  }

  /** Millilitres. */
  volume(field: Field, sign: Sign): number | null {
    return this.decimal(field, 3, sign)
  }

  /** Tiyn. */
  money(field: Field, sign: Sign): number | null {
    return this.decimal(field, 2, sign)
  }

  private decimal(field: Field, decimals: number, sign: Sign): number | null {
    const value = this.parsed(field, (text) => parseDecimal(text, decimals), { decimals })
    if (value === null || sign === 'any') return value
    if (sign === 'positive' && value <= 0) return this.refuse('not_positive', field)
    return value < 0 ? this.refuse('negative', field) : value
  }

  /** Degrees, rounded to six decimals (10 cm); `max` is 90 or 180. */
  degrees(field: Field, max: number): number | null {
    const cell = this.cell(field)
    if (cell === null) return null
    const degrees = /^-?\d{1,3}(?:[.,]\d+)?$/.test(cell) ? Number(cell.replace(',', '.')) : Number.NaN
    return Math.abs(degrees) <= max
      ? Math.round(degrees * 1e6) / 1e6
      : this.refuse('bad_coordinate', field, cell)
  }

  moment(field: Field): LocalDateTime | null {
    return this.parsed(field, parseDateTime)
  }

  day(field: Field): string | null {
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
    const entry = ownCopy(`${field}\n${key}`)
    const first = this.seen.get(entry)
    if (first === undefined) this.seen.set(entry, this.current.row)
    else this.fault('duplicate_in_file', field, { first })
  }
}

export type Sign = 'positive' | 'not_negative' | 'any'
