import { type Day, dayBounds } from '#app/domain/kernel/calendar.ts'
import type { Context } from '#app/domain/kernel/context.ts'
import type { ProductCode } from '#app/domain/products/products.ts'
import { selectOnlyStations, selectOutagesSince } from '#db/queries/stations/past-outages.ts'
import { outageDays } from './outage-days.ts'
import { stationsIn } from './station-rules.ts'

interface Dated {
  id: number
  product: ProductCode
  valid_from: Day
  valid_until: Day
}

/**
 * A step of asking for a later last day: for how many days up to now each of these coupons could be used nowhere, because all
 * stations at which alone it works were closed or had none of its fuel. Those that work anywhere are left out.
 */
export async function outageDaysOf(ctx: Context, coupons: readonly Dated[]): Promise<Map<number, number>> {
  const ids = coupons.map(({ id }) => id)
  const rules = new Map(
    (await selectOnlyStations(ctx.db, ids)).map(({ couponId, codes }) => [
      couponId,
      stationsIn({ station_mode: 'only', station_codes: codes })?.codes ?? [],
    ]),
  )
  const codes = [...new Set([...rules.values()].flat())]
  const bound = coupons.filter(({ id }) => rules.has(id))
  const since = bound.map(({ valid_from: from }) => from).sort()[0]
  if (since === undefined) return new Map()
  const outages = await selectOutagesSince(ctx.db, codes, dayBounds(since).from, ctx.now)
  const days = bound.map(({ id, product, valid_from: from, valid_until: until }) => {
    const end = Math.min(dayBounds(until).until.getTime(), ctx.now.getTime())
    const within = { from: dayBounds(from).from.getTime(), until: end }
    const stations = (rules.get(id) ?? []).map((code) =>
      outages
        .filter((outage) => outage.station_code === null || outage.station_code === code)
        .filter((outage) => outage.product === null || outage.product === product)
        .map((outage) => ({ from: outage.starts_at.getTime(), until: outage.ends_at.getTime() })),
    )
    return [id, outageDays(stations, within)] as const
  })
  return new Map(days.filter(([, count]) => count > 0))
}
