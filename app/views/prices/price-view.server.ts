import type { Day } from '#app/domain/kernel/calendar.ts'
import type { findPriceList } from '#app/domain/prices/prices.server.ts'
import type { PriceLine } from './price-table.tsx'

type Row = Awaited<ReturnType<typeof findPriceList>>['prices'][number]

/** @param rows the newest first: of those that have begun, a product's first is in force */
export function priceLines(rows: readonly Row[], today: Day): PriceLine[] {
  const known = new Set<string>()
  return rows.map(({ id, product, starts_on: startsOn, price }) => {
    if (startsOn > today) return { id, product, startsOn, price, status: 'planned' }
    const status = known.has(product) ? 'over' : 'in_force'
    known.add(product)
    return { id, product, startsOn, price, status }
  })
}
