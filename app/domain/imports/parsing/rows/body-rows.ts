/** Which rows below the header are the register's, and which are totals, notes, blanks or the header again. */
import type { Mapping } from '../columns.ts'
import { orderOf, parseDateTime } from '../dates.ts'
import { isUnitsRow } from '../header.ts'
import { type Field, keyFields, neededForNew, type RegisterKind } from '../kinds.ts'
import { plainWords } from '../normalise-text.ts'
import type { LeftOutKind } from '../records.ts'
import { isBlank, type SheetRow } from '../sheet-row.ts'
import { likenesses, WHOLE_TITLE } from '../titles/titles.ts'
import { endsDay, groupDayOf } from './day-heads.ts'
import { groupNumberOf, isTotalText } from './group-heads.ts'

const balance =
  /(?:^| )(?:сальдо|остаток на|баланс на|входящий остаток|исходящий остаток|opening balance|closing balance)(?: |$)/u
const page = /^(?:страница|стр|лист|page|бет) \d+/u
/** A total of a part of a group: rows of the same card may follow it. */
const partial = /(?:^| )(?:за|по дат\p{L}{1,3}|по дн\p{L}{1,3}|по топлив\p{L}{1,2}|по вид\p{L}{1,3}) /u

/** What every row of the trade counts in one of. */
const counted: readonly Field[] = ['volume', 'sum', 'price', 'credit', 'debit']

export interface BodyRow {
  /** Null: a row of the register. `blank` is not counted. */
  leftOut: LeftOutKind | 'blank' | null
  /** The number that a group's head gives to the rows below it. */
  groupNumber: string | null
  /** And the day. */
  groupDay: string | null
  /** A header above it names other columns than the register's: the row is another table's. */
  isMoved: boolean
}

/** What stands above the rows of the register and says something of each of them. */
export interface Heads {
  hasGroups?: boolean
  hasDays?: boolean
}

export class BodyRows {
  private afterTotal = false
  private seenRecord = false
  private groupNumber: string | null = null
  private groupDay: string | null = null
  /** Which of the two heads stands above the other. */
  private outer: 'card' | 'day' | null = null
  private isMoved = false
  private readonly keys: number[]
  private readonly required: number[]
  private readonly mapped: [Field, number][]

  constructor(
    private readonly kind: RegisterKind,
    private readonly mapping: Mapping,
    private readonly titles: readonly string[],
    private readonly heads: Heads = {},
  ) {
    this.keys = keyFields[kind].flatMap((field) => mapping[field] ?? [])
    const needed = neededForNew(kind).filter((field) => !(field === 'date' && heads.hasDays))
    this.required = needed.flatMap((field) => mapping[field] ?? [])
    this.mapped = Object.entries(mapping) as [Field, number][]
  }

  /** A group's head may stand above the header: it serves the rows below that. */
  above(row: SheetRow): void {
    const number = this.heads.hasGroups ? groupNumberOf(row) : null
    if (number !== null) this.groupNumber = number
  }

  /** Rows come in the file's order: what follows a total without a number of its own is its continuation. */
  classify(row: SheetRow): BodyRow {
    const leftOut = this.kindOf(row)
    if (leftOut === null) this.seenRecord = true
    if (this.heads.hasGroups && this.endsGroup(row, leftOut)) this.groupNumber = null
    if (this.heads.hasDays && (leftOut === 'total' ? endsDay(row) : this.endsGroup(row, leftOut)))
      this.groupDay = null
    return { leftOut, groupNumber: this.groupNumber, groupDay: this.groupDay, isMoved: this.isMoved }
  }

  /** The head of a card or of a day. Below one that stands above the other, what the other said before is over. */
  private isHead(row: SheetRow): boolean {
    const number = this.heads.hasGroups ? groupNumberOf(row) : null
    const day = number === null && this.heads.hasDays ? groupDayOf(row, this.mapping) : null
    if (number === null && day === null) return false
    const kind = number === null ? 'day' : 'card'
    this.outer ??= kind
    if (number !== null || this.outer === 'day') this.groupNumber = number
    if (day !== null || this.outer === 'card') this.groupDay = day
    return true
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
    if (this.isHead(row)) return 'group_head'
    if (this.lacksAny(row)) {
      const words = row.cells.filter((cell) => /\p{L}/u.test(cell) && cell.length < 200).map(plainWords)
      if (words.some(isTotalText)) {
        this.afterTotal = true
        return 'total'
      }
      if (words.some((text) => balance.test(text))) return 'balance'
    }
    if (this.afterTotal && this.lacks(row, this.keys)) return 'total'
    return this.isNote(row) ? 'note' : null
  }

  /**
   * After the total of a card, or a line that may be the head of another one in words that nobody knows here, a row
   * without a number is no longer known to be of the card above.
   */
  private endsGroup(row: SheetRow, kind: LeftOutKind | 'blank' | null): boolean {
    if (kind === 'total') return !row.cells.some((cell) => partial.test(plainWords(cell)))
    if (kind !== null && kind !== 'note') return false
    const filled = this.required.filter((column) => this.text(row, column) !== '')
    return filled.length * 2 < this.required.length && !isPageMark(textsOf(row)) && !isRule(textsOf(row))
  }

  private text(row: SheetRow, column: number): string {
    return row.cells[column]?.trim() ?? ''
  }

  private lacks(row: SheetRow, columns: number[]): boolean {
    return columns.every((column) => this.text(row, column) === '')
  }

  /** A cell is empty that every row of the register fills. A total that stands in the only filled ones is one too. */
  private lacksAny(row: SheetRow): boolean {
    if (this.required.some((column) => this.text(row, column) === '')) return true
    // Where the day is all that a row must have, what stands in its place is looked at.
    const [day, ...others] = this.required
    return (
      this.kind === 'payments' && day !== undefined && others.length === 0 && !isDated(this.text(row, day))
    )
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

function isFilled(cell: string): boolean {
  return cell.trim() !== ''
}

function textsOf(row: SheetRow): string[] {
  return row.cells.filter(isFilled)
}

function hasLetter(text: string): boolean {
  for (let at = 0; at < text.length; at++) {
    // Digits and the marks between them, which most cells consist of.
    if (text.charCodeAt(at) > 0x39) return /\p{L}/u.test(text)
  }
  return false
}

function isDated(text: string): boolean {
  return orderOf(text) !== null || !('fault' in parseDateTime(text))
}

/** A line that is drawn across a printed page. */
function isRule(texts: readonly string[]): boolean {
  return texts.every((cell) => /^[\s\-_=.*+—–\u2500-\u257F]+$/.test(cell))
}

/** `Страница 2`; a row that begins with anything but a letter is none. */
function isPageMark([first = '', ...rest]: readonly string[]): boolean {
  if (!/^[^\p{L}\p{N}]*\p{L}/u.test(first)) return false
  return page.test(plainWords([first, ...rest].join(' ').slice(0, 100)))
}

/** `1;2;3;4`: the numbers of the columns, which 1C writes below its header. */
function isCounting({ cells }: SheetRow): boolean {
  const filled = cells.map((cell) => cell.trim()).filter((cell) => cell !== '')
  return filled.length >= 3 && filled.every((cell, index) => cell === String(index + 1))
}
