/** What rows that stand above others say of each of them: a card, a day, a station, a fuel, what was done. */
import type { Mapping } from '../columns.ts'
import type { Field } from '../kinds.ts'
import { plainWords } from '../normalise-text.ts'
import { cleanCell, type SheetRow } from '../sheet-row.ts'
import { groupDayOf } from './day-heads.ts'
import { groupNumberOf } from './group-heads.ts'
import { fuelOf, loneText, stationOf } from './place-heads.ts'
import { isDecimal } from './row-texts.ts'
import { inDoubt, operationOfSection, sectionOf } from './sections.ts'

const headFields = ['number', 'date', 'station', 'product'] as const satisfies Field[]
export type HeadField = (typeof headFields)[number]

/** Words of a total that says of which part of the register it is. */
const totals: Record<HeadField, RegExp> = {
  number: /(?:^| )по (?:карт|талон)/u,
  date: /(?:^| )за (?:\d|день|дату|сутки|смену)|(?:^| )по (?:дат|дн|сутк)/u,
  station: /(?:^| )по (?:азс|агзс|казс|азк|станци|объект|точк|то )/u,
  product: /(?:^| )по (?:топлив|вид|нп|гсм|нефтепродукт|продукт|товар|номенклатур)/u,
}

type HeadTexts = Partial<Record<Field, string | null>>

export class Heads {
  private said: HeadTexts = {}
  /** The outer first: below a new one nothing holds that stood within the one before. */
  private readonly order: Field[] = []
  /** A row stands above: what has sums may sum it up. */
  private hasRecord = false

  constructor(
    private readonly fields: readonly HeadField[],
    private readonly mapping: Mapping,
    /** The field that sections tell, where no column does for every row. */
    private readonly section: 'operation' | 'side' | null,
  ) {}

  /** Where the head stands above the header, it serves the rows below that. */
  above(row: SheetRow): void {
    for (const field of this.fields) {
      const text = this.textOf(row, field, true)
      if (text !== null) this.said[field] = text
    }
  }

  take(row: SheetRow): boolean {
    for (const field of this.fields) {
      const text = this.textOf(row, field, false)
      if (text === null) continue
      this.set(field, text)
      return true
    }
    const section = this.section === null ? null : sectionOf(row, this.section, this.mapping.purpose)
    if (this.section === null || section === null) return false
    this.takeSection(this.section, section, row)
    return true
  }

  /** "Возвраты" with sums beside it is the head of the rows below, or what those above come to: then they are asked for. */
  private takeSection(field: 'operation' | 'side', text: string, { cells }: SheetRow): void {
    const sums = cells.map(cleanCell).filter(isDecimal)
    const isSale = field === 'operation' && operationOfSection(text) === 'sale'
    if (sums.length > 0 && sums.every((sum) => !/[1-9]/.test(sum))) this.doubt()
    else if (sums.length === 0 || !this.hasRecord) this.set(field, text)
    else if (!isSale) this.set(field, inDoubt(text))
    else if (this.isSold()) this.set(field, text)
    else this.doubt()
  }

  /** A row of the register came. */
  record(): void {
    this.hasRecord = true
  }

  private isSold(): boolean {
    const said = this.section === null ? null : this.said[this.section]
    return !said || (this.section === 'operation' && operationOfSection(said) === 'sale')
  }

  /** What was said of what was done may hold no longer. */
  private doubt(): void {
    const said = this.section === null ? null : this.said[this.section]
    if (this.section === null || !said || this.isSold()) return
    this.said = { ...this.said, [this.section]: this.section === 'side' ? null : inDoubt(said) }
  }

  private textOf(row: SheetRow, field: HeadField, isAbove: boolean): string | null {
    if (field === 'number') return groupNumberOf(row)
    if (field === 'date') return isAbove ? null : groupDayOf(row, this.mapping)
    return field === 'station' ? stationOf(row, isAbove) : fuelOf(row, isAbove)
  }

  private set(field: Field, text: string): void {
    if (!this.order.includes(field)) this.order.push(field)
    for (const inner of this.order.slice(this.order.indexOf(field) + 1)) this.said[inner] = null
    this.said = { ...this.said, [field]: text }
  }

  /**
   * After the total of a card, or a line that may be the head of another one in words that nobody knows here, a row
   * without a number is no longer known to be of the card above, nor a row below the total of returns to be one.
   */
  endAt(row: SheetRow, isTotal: boolean): void {
    if (!isTotal) this.doubtSection(row)
    const words = isTotal ? row.cells.map(plainWords) : []
    const named = headFields.filter((field) => words.some((text) => totals[field].test(text)))
    const outermost = Math.min(...named.map((field) => this.order.indexOf(field)).filter((at) => at >= 0))
    const ended = named.length === 0 ? this.fields : this.order.slice(outermost)
    // The total of a card within the returns ends the card.
    const isWithin = Number.isFinite(outermost) && !ended.some((field) => field === this.section)
    if (isTotal && !isWithin) this.doubt()
    for (const field of ended) if (field !== this.section) this.said = { ...this.said, [field]: null }
  }

  /** "Прочее" below "Возвраты": whether its rows came back, a person says. */
  private doubtSection(row: SheetRow): void {
    const said = this.section === null ? null : this.said[this.section]
    const text = said ? loneText(row) : null
    if (this.section === null || text === null || this.isSold()) return
    this.said = { ...this.said, [this.section]: text }
  }

  now(): Readonly<HeadTexts> {
    return this.said
  }
}
