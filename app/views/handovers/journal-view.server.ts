import { type JournalEntry, type ShownJournal, totalsOf } from '#app/domain/handovers/journal.server.ts'
import { almatyWallClock } from '#app/domain/kernel/calendar.ts'
import type { JournalLot, JournalRow, JournalView } from './journal-view.ts'

/** Numbers of one row: so that a row of a thousand coupons fits on a page. */
const MAX_NUMBERS = 24

/** `most` numbers stand in a line; where it is one, the coupons are counted instead of the hand-overs. */
export function journalRow(entry: JournalEntry, no: number, most = MAX_NUMBERS): JournalRow {
  return {
    ...{ id: entry.id, name: entry.driver_name, plate: entry.plate },
    at: almatyWallClock(entry.created_at),
    by: entry.handed_by_email ?? '',
    returnedAt: entry.returned_at && almatyWallClock(entry.returned_at),
    lots: lotsOf(entry, most).map((lot, at) => ({ ...lot, no: most === 1 ? at + 1 : no })),
  }
}

function lotsOf({ coupons }: JournalEntry, most: number): Omit<JournalLot, 'no'>[] {
  const same = Map.groupBy(
    coupons,
    ({ product, volume, valid_until }) => `${product}|${volume}|${valid_until}`,
  )
  return [...same.values()].flatMap((lot) => {
    const parts: Omit<JournalLot, 'no'>[] = []
    for (let start = 0; start < lot.length; start += most) {
      const part = lot.slice(start, start + most)
      const [first] = part
      if (!first) continue
      const { product, volume: nominal, valid_until: until } = first
      parts.push({
        ...{ product, nominal, until, volume: nominal * part.length },
        numbers: part.map(({ number }) => number),
      })
    }
    return parts
  })
}

interface Period {
  from: string
  to: string
}

export function periodJournal(
  company: string,
  period: Period,
  { entries, totals, isCut }: ShownJournal,
): JournalView {
  const rows = entries.map((entry, at) => journalRow(entry, at + 1))
  const file = `/handovers/journal.pdf?from=${period.from}&to=${period.to}`
  return { company, period, rows, total: totals, isCut, file }
}

/** Of one hand-over each coupon has a row: it is signed for one by one. */
export function handoverJournal(entry: JournalEntry): JournalView {
  return {
    company: entry.company_name,
    period: null,
    rows: [journalRow(entry, 1, 1)],
    total: totalsOf(entry),
    isCut: false,
    file: `/handovers/${entry.id}/journal.pdf`,
  }
}
