/** Which rows below the header are the register's, and which are totals, notes, blanks or the header again. */
import type { Mapping } from '../columns.ts'
import { isUnitsRow } from '../header.ts'
import { type Field, keyFields, neededForNew, type RegisterKind } from '../kinds.ts'
import { plainWords } from '../normalise-text.ts'
import type { LeftOutKind } from '../records.ts'
import { isBlank, type SheetRow } from '../sheet-row.ts'
import { likenesses, WHOLE_TITLE } from '../titles/titles.ts'
import { isTotalText } from './group-heads.ts'
import { type HeadField, Heads } from './heads.ts'
import { hasLetter, isCounting, isDated, isFilled, isPageMark, isRule, textsOf } from './row-texts.ts'

const balance =
  /(?:^| )(?:сальдо|остаток на|баланс на|входящий остаток|исходящий остаток|opening balance|closing balance)(?: |$)/u
/** A head may fill so many columns of a register that needs no more. */
const MIN_NEEDED = 3
/** What every row of the trade counts in one of. */
const counted: readonly Field[] = ['volume', 'sum', 'price', 'credit', 'debit']

export interface BodyRow {
  /** Null: a row of the register. `blank` is not counted. */
  leftOut: LeftOutKind | 'blank' | null
  /** What heads above give to the row. */
  above: Readonly<Partial<Record<Field, string | null>>>
  /** A header above it names other columns than the register's: the row is another table's. */
  isMoved: boolean
}

export class BodyRows {
  private afterTotal = false
  private seenRecord = false
  private readonly heads: Heads
  private readonly clock: number | undefined
  private isMoved = false
  private readonly keys: number[]
  private readonly required: number[]
  private readonly mapped: [Field, number][]

  constructor(
    private readonly kind: RegisterKind,
    mapping: Mapping,
    private readonly titles: readonly string[],
    heads: readonly HeadField[] = [],
  ) {
    this.keys = keyFields[kind].flatMap((field) => mapping[field] ?? [])
    this.clock = mapping.time ?? mapping.date
    this.heads = new Heads(heads, mapping, sectionsOf(kind, mapping))
    const needed = neededForNew(kind).filter((field) => !heads.some((head) => head === field))
    this.required = needed.flatMap((field) => mapping[field] ?? [])
    this.mapped = Object.entries(mapping) as [Field, number][]
  }

  /** A group's head may stand above the header: it serves the rows below that. */
  above(row: SheetRow): void {
    this.heads.above(row)
  }

  /** Rows come in the file's order: what follows a total without a number of its own is its continuation. */
  classify(row: SheetRow): BodyRow {
    const leftOut = this.kindOf(row)
    if (leftOut === null) {
      this.seenRecord = true
      this.heads.record()
    }
    if (leftOut === 'total') this.heads.endAt(row, true)
    else if (this.mayBeHead(row, leftOut)) this.heads.endAt(row, false)
    return { leftOut, above: this.heads.now(), isMoved: this.isMoved }
  }

  private kindOf(row: SheetRow): LeftOutKind | 'blank' | null {
    if (row.flaw) return null
    if (isBlank(row)) return 'blank'
    const header = this.headerIn(row)
    if (header !== null) {
      this.isMoved = header === 'other'
      return 'header_again'
    }
    if (!this.seenRecord && isCounting(row)) return 'column_numbers'
    if (!this.seenRecord && isUnitsRow(row)) return 'header_again'
    const isLacking = this.lacksAny(row)
    // Most rows say all that a record needs, and cost no closer look.
    const mayBeHead = isLacking || this.required.length < MIN_NEEDED
    if (mayBeHead && this.heads.take(row)) return 'group_head'
    const telling = isLacking ? row.cells : this.undated(row)
    if (telling.length > 0) {
      const words = telling.filter((cell) => /\p{L}/u.test(cell) && cell.length < 200).map(plainWords)
      if (words.some(isTotalText)) {
        this.afterTotal = true
        return 'total'
      }
      if (words.some((text) => balance.test(text))) return 'balance'
    }
    if (this.afterTotal && this.saysNothingOf(row, this.keys.length > 0 ? this.keys : this.required))
      return 'total'
    return this.isNote(row) ? 'note' : null
  }

  /** A line that may be the head of a group in words that nobody knows here. */
  private mayBeHead(row: SheetRow, kind: LeftOutKind | 'blank' | null): boolean {
    if (kind !== null && kind !== 'note') return false
    const texts = textsOf(row)
    // A statement needs no more than a day, in whose place the words stand.
    if (this.kind === 'payments' && texts.length === 1 && !/\d/.test(texts[0] ?? '')) return true
    const filled = this.required.filter((column) => this.text(row, column) !== '')
    return filled.length * 2 < this.required.length && !isPageMark(texts) && !isRule(texts)
  }

  private text(row: SheetRow, column: number): string {
    return row.cells[column]?.trim() ?? ''
  }

  private saysNothingOf(row: SheetRow, columns: readonly number[]): boolean {
    return columns.every((column) => this.text(row, column) === '')
  }

  /** A cell is empty that every row of the register fills. A total that stands in the only filled ones is one too. */
  private lacksAny(row: SheetRow): boolean {
    return this.required.some((column) => this.text(row, column) === '')
  }

  /** The first words of a row in which no day, or no time, stands in the place of one: where little else is needed. */
  private undated(row: SheetRow): string[] {
    const isStatement = this.kind === 'payments'
    const column = isStatement ? this.required[0] : this.required.length < MIN_NEEDED ? this.clock : undefined
    if (column === undefined) return []
    const text = this.text(row, column)
    return (isStatement ? isDated(text) : /^\d/.test(text)) ? [] : textsOf(row).slice(0, 1)
  }

  /**
   * The header once more, as on each page of a printed form, or in another language below the first; `other`: one whose
   * titles stand over other columns, as of a second table on the sheet.
   */
  private headerIn(row: SheetRow): 'same' | 'other' | null {
    if (this.required.every((column) => this.text(row, column) === (this.titles[column] ?? '').trim()))
      return this.isOther(row) ? 'other' : 'same'
    // Titles have words: most rows of a register have fewer words than a header, and cost no closer look.
    if (!this.isWordy(row)) return null
    const likes = this.mapped.map(([field, column]) => ({
      field,
      likes: likenesses(this.text(row, column)).filter(({ kind }) => kind === this.kind),
    }))
    const own = likes.filter((each) => each.likes.some(({ field }) => field === each.field)).length
    if (own >= 2 && own >= this.mapped.length / 2) return this.isOther(row) ? 'other' : 'same'
    const whole = likes.filter((each) => each.likes.some(({ score }) => score >= WHOLE_TITLE)).length
    return whole >= 3 && whole >= this.mapped.length / 2 ? 'other' : null
  }

  /** Two columns at least, and half of the register's, say something in letters. */
  private isWordy(row: SheetRow): boolean {
    const needed = Math.max(2, this.mapped.length / 2)
    let wordy = 0
    let left = this.mapped.length
    for (const [, column] of this.mapped) {
      if (hasLetter(row.cells[column] ?? '')) wordy++
      if (wordy >= needed) return true
      if (wordy + --left < needed) return false
    }
    return false
  }

  /** A title of one field of the register stands over the column of another. */
  private isOther(row: SheetRow): boolean {
    return this.mapped.some(([field, column]) => {
      const text = this.text(row, column)
      const title = plainWords(this.titles[column] ?? '')
      if (text === '' || title.includes(plainWords(text))) return false
      const likes = likenesses(text).filter(({ kind, score }) => kind === this.kind && score >= WHOLE_TITLE)
      return (
        likes.length > 0 &&
        !likenesses(text).some((like) => like.kind === this.kind && like.field === field) &&
        likes.some((like) => this.mapped.some(([other]) => other === like.field))
      )
    })
  }

  /**
   * Words, and next to nothing in the register's columns ("Ответственный: ..."). A lone row number is none: it is
   * what is left of a row where a file was cut.
   */
  private isNote(row: SheetRow): boolean {
    if (this.cannotBeNote(row)) return false
    const texts = textsOf(row)
    if (isRule(texts)) return true
    if (!texts.some(hasLetter)) return false
    const filled = this.mapped.filter(([, column]) => this.text(row, column) !== '')
    if (filled.length === 0 || isPageMark(texts) || this.isSignature(row, texts)) return true
    if (filled.length > 2 || this.required.length <= 3) return false
    // "Март 2026" alone is no record that was cut.
    if (texts.length === 1 && /^\s*\p{L}{3}/u.test(texts[0] ?? '')) return true
    return !filled.some(([, column]) => /\d{3}/.test(this.text(row, column)))
  }

  /** `Директор ______ Иванов`: a line to be signed, and nothing that is counted. */
  private isSignature(row: SheetRow, texts: readonly string[]): boolean {
    const isCounted = counted.some((field) =>
      this.mapped.some(([each, at]) => each === field && this.text(row, at) !== ''),
    )
    return !isCounted && texts.some((text) => /_{3}/.test(text))
  }

  /** Begins with a number and fills the register's columns, as most rows do: neither a rule nor the mark of a page. */
  private cannotBeNote(row: SheetRow): boolean {
    if (!/^\s*\d/.test(row.cells.find(isFilled) ?? '')) return false
    let filled = 0
    for (const [, column] of this.mapped) if (this.text(row, column) !== '' && ++filled > 2) return true
    return false
  }
}

/** A bank or a processor may write what was done above the rows; a column that says it counts more, cell by cell. */
function sectionsOf(kind: RegisterKind, mapping: Mapping): 'operation' | 'side' | null {
  if (kind === 'transactions') return 'operation'
  const isTold = mapping.side !== undefined || mapping.credit !== undefined || mapping.debit !== undefined
  return kind === 'payments' && !isTold ? 'side' : null
}
