/** The sums of a file's rows, to be held against the totals that it shows. */
import type { Mapping } from '../columns.ts'
import type { Habits } from '../decisions/habits.ts'
import type { FileTotal } from '../records.ts'
import { cleanCell, type SheetRow } from '../sheet-row.ts'
import { parseDecimal } from '../values/decimals.ts'

const counted = [
  { field: 'volume', decimals: 3 },
  { field: 'sum', decimals: 2 },
] as const

type Counted = (typeof counted)[number]

interface Sums {
  volume: number
  sum: number
}

/** As the file writes them, and with what it calls a return subtracted and what is no sale left out. */
const readings = ['written', 'net'] as const
type Readings = Record<(typeof readings)[number], Sums>

const nothing = (): Readings => ({ written: { volume: 0, sum: 0 }, net: { volume: 0, sum: 0 } })

export class RunningTotals {
  private readonly all = nothing()
  private block = nothing()

  constructor(
    private readonly mapping: Mapping,
    private readonly habits: Habits,
  ) {}

  private value({ cells }: SheetRow, { field, decimals }: Counted): number | null {
    const text = cleanCell(cells[this.mapping[field] ?? -1] ?? '')
    if (text === '') return null
    const parsed = parseDecimal(text, decimals, this.habits.marks[field] ?? null)
    return 'value' in parsed ? parsed.value : null
  }

  /** @param weight 1 for a sale, -1 for a return that is written as a sale is, 0 for what is no sale. */
  add(row: SheetRow, weight: -1 | 0 | 1 = 1): void {
    for (const each of counted) {
      const value = this.value(row, each) ?? 0
      if (value === 0) continue
      for (const sums of [this.all, this.block]) {
        sums.written[each.field] += value
        sums.net[each.field] += weight * value
      }
    }
  }

  /** A total is of all rows so far, or of those since the total before it. */
  private isSumOf(shown: number, field: Counted['field']): boolean {
    return [this.all, this.block].some((sums) => readings.some((reading) => sums[reading][field] === shown))
  }

  compare(row: SheetRow): FileTotal[] {
    const totals: FileTotal[] = []
    for (const each of counted) {
      const shown = this.value(row, each)
      if (shown === null || this.isSumOf(shown, each.field)) continue
      totals.push({ row: row.row, field: each.field, shown, counted: this.all.net[each.field] })
    }
    this.endBlock()
    return totals
  }

  endBlock(): void {
    this.block = nothing()
  }

  /** Only numbers, which are the sums of what stands above: a total without its word. */
  isBareTotal(row: SheetRow): boolean {
    if (this.all.written.volume === 0) return false
    let filled = 0
    for (const [column, cell] of row.cells.entries()) {
      const isUnit = column === this.mapping.unit || column === this.mapping.currency
      if (cell.trim() !== '' && !isUnit && ++filled > counted.length) return false
    }
    if (filled === 0) return false
    const matches = counted.filter((each) => {
      const shown = this.value(row, each)
      return shown !== null && this.isSumOf(shown, each.field)
    })
    return matches.length === filled
  }
}
