/** Which rows below the header are the register's, and which are totals, notes, blanks or the header again. */
import type { Mapping } from './columns.ts'
import { keyFields, type RegisterKind, requiredFields } from './kinds.ts'
import { plainWords } from './normalise-text.ts'
import { isBlank, type SheetRow } from './sheet-row.ts'

const total =
  /^(?:итого|всего|общий итог|общая сумма|барлығы|жиыны|жиынтығы|қорытынды|total|totals|grand total)(?: |$)/

export class BodyRows {
  private afterTotal = false
  private readonly keys: number[]
  private readonly required: number[]
  private readonly mapped: number[]

  constructor(
    kind: RegisterKind,
    mapping: Mapping,
    private readonly titles: readonly string[],
  ) {
    this.keys = keyFields[kind].flatMap((field) => mapping[field] ?? [])
    this.required = requiredFields(kind).flatMap((field) => mapping[field] ?? [])
    this.mapped = Object.values(mapping)
  }

  /** Rows come in the file's order: what follows a total without a number of its own is its continuation. */
  belongs(row: SheetRow): boolean {
    if (row.flaw) return true
    if (isBlank(row) || this.isHeaderAgain(row)) return false
    if (this.isTotal(row)) {
      this.afterTotal = true
      return false
    }
    return !(this.afterTotal && this.lacks(row, this.keys)) && !this.isNote(row)
  }

  private text(row: SheetRow, column: number): string {
    return row.cells[column]?.trim() ?? ''
  }

  private lacks(row: SheetRow, columns: number[]): boolean {
    return columns.every((column) => this.text(row, column) === '')
  }

  /** "Итого" at the front, and a cell empty that every row of the register fills. */
  private isTotal(row: SheetRow): boolean {
    const first = row.cells.find((cell) => cell.trim() !== '') ?? ''
    if (/^\s*\d/.test(first)) return false
    return total.test(plainWords(first)) && this.required.some((column) => this.text(row, column) === '')
  }

  /** The header once more, as on each page of a printed form. */
  private isHeaderAgain(row: SheetRow): boolean {
    return this.required.every((column) => this.text(row, column) === (this.titles[column] ?? '').trim())
  }

  /**
   * Words outside the register's columns and nothing in them ("Ответственный: ..."). A lone row number is none:
   * it is what is left of a row where a file was cut.
   */
  private isNote(row: SheetRow): boolean {
    return this.lacks(row, this.mapped) && row.cells.some((cell) => /\p{L}/u.test(cell))
  }
}
