/** What rows that stand above others say of each of them: a card, a day, a station, a fuel, what was done. */
import type { Mapping } from '../columns.ts'
import type { Field } from '../kinds.ts'
import { plainWords } from '../normalise-text.ts'
import type { SheetRow } from '../sheet-row.ts'
import { groupDayOf } from './day-heads.ts'
import { groupNumberOf } from './group-heads.ts'
import { fuelOf, loneText, stationOf } from './place-heads.ts'
import { operationOfSection, sectionOf } from './sections.ts'

const headFields = ['number', 'date', 'station', 'product'] as const satisfies Field[]
export type HeadField = (typeof headFields)[number]

/** Words of a total that says of which part of the register it is. */
const totals: Record<HeadField, RegExp> = {
  number: /(?:^| )по (?:карт|талон)/u,
  date: /(?:^| )за (?:\d|день|дату|сутки|смену)|(?:^| )по (?:дат|дн|сутк)/u,
  station: /(?:^| )по (?:азс|агзс|казс|азк|станци|объект|точк|то )/u,
  product: /(?:^| )по (?:топлив|вид|нп|гсм|нефтепродукт|продукт|товар|номенклатур)/u,
}

type Said = Partial<Record<Field, string | null>>

export class Heads {
  private said: Said = {}
  /** The outer first: below a new one nothing holds that stood within the one before. */
  private readonly order: Field[] = []

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
    const section = this.section === null ? null : sectionOf(row, this.section)
    if (this.section === null || section === null) return false
    this.set(this.section, section)
    return true
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
   * without a number is no longer known to be of the card above. What was done stays until something else is said.
   */
  endAt(row: SheetRow, isTotal: boolean): void {
    if (!isTotal) this.doubtSection(row)
    if (this.fields.length === 0) return
    const words = isTotal ? row.cells.map(plainWords) : []
    const named = headFields.filter((field) => words.some((text) => totals[field].test(text)))
    const outermost = Math.min(...named.map((field) => this.order.indexOf(field)).filter((at) => at >= 0))
    const ended = named.length === 0 ? this.fields : this.order.slice(outermost)
    for (const field of ended) if (field !== this.section) this.said = { ...this.said, [field]: null }
  }

  /** "Прочее" below "Возвраты": whether its rows came back, a person says. */
  private doubtSection(row: SheetRow): void {
    const said = this.section === null ? null : this.said[this.section]
    const text = said ? loneText(row) : null
    if (this.section === null || text === null || operationOfSection(said ?? '') === 'sale') return
    this.said = { ...this.said, [this.section]: text }
  }

  now(): Readonly<Said> {
    return this.said
  }
}
