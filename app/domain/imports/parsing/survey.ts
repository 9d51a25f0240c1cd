/**
 * Looks at a whole register before a value of it is read: what its other cells prove of a decimal mark or of a
 * date's order, which operations it names, which signs its sales have. What they do not prove is asked.
 */

import { noHabits } from './decisions/habits.ts'
import type { Field, RegisterKind } from './kinds.ts'
import { memoized } from './memoized.ts'
import type { FileTotal } from './records.ts'
import type { BodyRows } from './rows/body-rows.ts'
import { DayHeads } from './rows/day-heads.ts'
import { withPeriod } from './rows/limit-words.ts'
import { type Side, sideOf } from './rows/payment-sides.ts'
import { RunningTotals } from './rows/running-totals.ts'
import { operationOfSection } from './rows/sections.ts'
import { isExplained } from './rows/sums.ts'
import { type Sample, Seen } from './seen.ts'
import { cleanCell, type SheetRow } from './sheet-row.ts'
import { type DateOrder, isNoDate, orderOf, yearOfTwoDigits } from './values/dates.ts'
import { type DecimalMark, markOf, unitInCell } from './values/decimals.ts'
import { isOfDocument, type OperationChoice, operationOf, operationOfDocument } from './values/operations.ts'

export const decimalFields: readonly Field[] = [
  'volume',
  'price',
  'sum',
  'fee',
  'credit',
  'debit',
  'remaining',
  'balance',
  'dailyLimit',
  'weeklyLimit',
  'monthlyLimit',
  'limit',
]
export const dateFields: readonly Field[] = ['date', 'validFrom', 'validUntil', 'contractDate']
const saidAbove: readonly Field[] = ['number', 'date', 'station', 'product']
const MAX_OPERATIONS = 40
const LOOKED_AT_FOR_LETTERS = 200
const MAX_TOTALS = 20

export interface OperationSeen {
  value: string
  known: OperationChoice | null
  seen: Seen
  negative: number
  positive: number
}

export class Survey {
  readonly orders = new Set<DateOrder>()
  readonly eitherDays = new Seen()
  /** Days of which only the first two digits can be a year, and those of which only the last can. */
  readonly yearFirst = new Seen()
  readonly yearLast = new Seen()
  readonly marks = new Map<Field, Set<DecimalMark>>()
  readonly eitherNumbers = new Map<Field, Seen>()
  /** Cells with no unit of their own. */
  readonly unitless = new Map<Field, Seen>()
  readonly operations = new Map<string, OperationSeen>()
  readonly negative = new Seen()
  /** Columns with a number below nothing. */
  readonly hasMinus = new Set<Field>()
  positive = 0
  /** A cell of the date or the time says a time of day. */
  hasTime = false
  readonly days = new Seen()
  readonly plates = new Seen()
  /** Which sides of the account a column names, each with the first row that does. */
  readonly sides = new Map<Side, Sample[]>()
  /** Amounts that no price in whole tiyn explains, where no column says the price. */
  readonly unexplained = new Seen()
  /** What stands above rows, where no cell of theirs says it. */
  readonly heads = new Map<Field, Seen>()
  readonly dayHeads = new DayHeads()
  hiddenRows = 0
  /** Some cell is written in our letters: the file is of a neighbour's, with litres and without gallons. */
  hasCyrillic = false
  /** Cells of the longest row, and the last column that a row fills. */
  widest = 0
  lastFilled = -1
  private looked = 0
  private above: Readonly<Partial<Record<Field, string | null>>> = {}

  private readonly totals: FileTotal[] = []
  private readonly sums: RunningTotals
  private readonly knownOperation: (text: string) => OperationChoice | null
  private readonly decimals: [Field, number][]
  private readonly dates: [Field, number][]

  constructor(
    private readonly kind: RegisterKind,
    private readonly mapping: Partial<Record<Field, number>>,
    titles: readonly string[],
  ) {
    this.knownOperation = memoized(
      isOfDocument(titles[mapping.operation ?? -1] ?? '') ? operationOfDocument : operationOf,
    )
    this.sums = new RunningTotals(mapping, noHabits)
    const mapped = (fields: readonly Field[]) =>
      fields.flatMap((field): [Field, number][] => {
        const column = mapping[field]
        return column === undefined ? [] : [[field, column]]
      })
    this.decimals = mapped(decimalFields)
    this.dates = mapped(dateFields)
  }

  take(row: SheetRow, body: BodyRows): void {
    if (row.isHidden) this.hiddenRows++
    const { leftOut, above } = body.classify(row)
    this.above = above
    if (leftOut === 'total') this.totals.push(...this.sums.compare(row))
    if (leftOut !== null || this.sums.isBareTotal(row)) return
    this.sums.add(row, this.weightOf(row))
    this.widest = Math.max(this.widest, row.cells.length)
    for (let column = row.cells.length - 1; column > this.lastFilled; column--)
      if (row.cells[column]?.trim()) this.lastFilled = column
    if (this.looked++ < LOOKED_AT_FOR_LETTERS)
      this.hasCyrillic ||= row.cells.some((cell) => /[\u0400-\u04FF]/.test(cell))
    for (const [field, column] of this.decimals)
      this.takeNumber(row, field, cleanCell(row.cells[column] ?? ''))
    for (const [field, column] of this.dates) this.takeDay(row.row, field, cleanCell(row.cells[column] ?? ''))
    if (this.kind === 'payments') this.takeSide(row)
    if (this.kind !== 'transactions') return
    for (const field of saidAbove) {
      const text = above[field]
      if (text && this.cellIn(row, field) === '') this.takeAbove(row, field, text)
    }
    const plate = this.cellOf(row, 'plate')
    if (plate !== '') this.plates.add(row.row, plate)
    if (this.mapping.price === undefined) this.takeAmount(row)
    this.takeOperation(row)
  }

  /** Where a decimal mark is in doubt, or what an operation is, the sums tell nothing. */
  differingTotals(): FileTotal[] {
    const isUnknown = [...this.operations.values()].some(({ value, known }) => value !== '' && known === null)
    if (isUnknown) return []
    return this.totals.filter(({ field }) => !this.eitherNumbers.has(field)).slice(0, MAX_TOTALS)
  }

  /** Of a row in the total that a file shows: a sale counts, a return that is written as a sale is subtracted. */
  private weightOf(row: SheetRow): -1 | 0 | 1 {
    const operation = this.cellIn(row, 'operation')
    const section = this.above.operation ?? ''
    const said = operation === '' ? section : operation
    const known = said === '' ? 'sale' : said === operation ? this.knownOperation(said) : knownSection(said)
    if (known === 'return') return isNegative(this.cellOf(row, 'volume')) ? 1 : -1
    return known === null || known === 'sale' || known === 'correction' ? 1 : 0
  }

  private cellOf(row: SheetRow, field: Field): string {
    return this.cellIn(row, field) || (this.above[field] ?? '')
  }

  private cellIn(row: SheetRow, field: Field): string {
    const column = this.mapping[field]
    return column === undefined ? '' : cleanCell(row.cells[column] ?? '')
  }

  private takeAbove(row: SheetRow, field: Field, text: string): void {
    if (field === 'date') this.takeDay(row.row, 'date', text)
    if (field === 'date')
      this.dayHeads.take(row, { day: text, within: this.above.number ?? '' }, this.mapping)
    seenIn(this.heads, field).add(row.row, text)
  }

  private takeNumber(row: SheetRow, field: Field, cell: string): void {
    const text = (field === 'limit' ? withPeriod(cell)?.limit : null) ?? cell
    if (text === '' || text.length > 40) return
    const mark = markOf(text)
    if (mark === 'either') seenIn(this.eitherNumbers, field).add(row.row, text)
    else if (mark !== null) {
      const marks = this.marks.get(field) ?? new Set()
      this.marks.set(field, marks.add(mark))
    }
    if (isNegative(text)) this.hasMinus.add(field)
    if (/\d/.test(text) && unitInCell(text) === null) seenIn(this.unitless, field).add(row.row, text)
  }

  private takeDay(row: number, field: Field, text: string): void {
    if (text === '' || text.length > 40) return
    const order = orderOf(text)
    if (order === 'either') this.eitherDays.add(row, text)
    else if (order !== null) this.orders.add(order)
    const year = yearOfTwoDigits(text)
    if (year !== null) (year === 'first' ? this.yearFirst : this.yearLast).add(row, text)
    if (field !== 'date') return
    this.days.add(row, text)
    if (/\d:\d|\d-\d+-\d+ \d|\d \d{1,2}\.\d{2}(?:\.|$)|^\d{5}[.,]\d/.test(text) && !isNoDate(text))
      this.hasTime = true
  }

  private takeSide(row: SheetRow): void {
    const text = this.cellOf(row, 'side')
    const side = text === '' ? null : sideOf(text)
    if (side !== null && !this.sides.has(side))
      this.sides.set(side, [{ row: row.row, text: text.slice(0, 60) }])
  }

  private takeAmount(row: SheetRow): void {
    const [volume, amount] = [this.cellOf(row, 'volume'), this.cellOf(row, 'sum')]
    if (!isExplained(volume, amount)) this.unexplained.add(row.row, amount)
  }

  private takeOperation(row: SheetRow): void {
    const volume = this.cellOf(row, 'volume')
    const takesBack = isNegative(volume)
    const isPositive = !takesBack && /[1-9]/.test(volume)
    if (takesBack) this.negative.add(row.row, volume)
    if (isPositive) this.positive++
    const section = this.above.operation ?? ''
    if (this.mapping.operation === undefined && section === '') return
    const own = this.cellIn(row, 'operation')
    const value = (own === '' ? section : own).slice(0, 60)
    let seen = this.operations.get(value)
    if (!seen) {
      if (this.operations.size >= MAX_OPERATIONS) return
      seen = {
        value,
        known: value === '' ? null : own === '' ? knownSection(value) : this.knownOperation(value),
        seen: new Seen(),
        negative: 0,
        positive: 0,
      }
      this.operations.set(value, seen)
    }
    seen.seen.add(row.row, value)
    if (takesBack) seen.negative++
    if (isPositive) seen.positive++
  }
}

const knownSection = memoized(operationOfSection)

function isNegative(volume: string): boolean {
  return /^(?:[-\u2212\u2013(])|[-\u2212\u2013]$/.test(volume)
}

function seenIn(map: Map<Field, Seen>, field: Field): Seen {
  const seen = map.get(field) ?? new Seen()
  map.set(field, seen)
  return seen
}
