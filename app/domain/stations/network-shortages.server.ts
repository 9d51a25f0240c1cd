import { record } from '#app/domain/audit/audit.server.ts'
import type { Context } from '#app/domain/kernel/context.ts'
import { reject } from '#app/domain/kernel/errors.ts'
import { requireRight } from '#app/domain/kernel/rights.ts'
import { transact } from '#app/domain/kernel/transact.server.ts'
import { activeProducts } from '#app/domain/products/catalogue.server.ts'
import {
  insertOutage,
  selectNetworkOutages,
  selectOutage,
  updateOutageLifted,
} from '#db/queries/stations/outages.ts'
import { inText, NO_END, outageOf, periodOf } from './outages.server.ts'
import type { Outage } from './station-fuel.ts'
import type { RecordNetworkShortage } from './stations.input.server.ts'

const MAX_SHOWN = 200

/** In force and planned ones, by when they begin. */
export async function listNetworkShortages(ctx: Context): Promise<Outage[]> {
  requireRight(ctx, 'see_staff_pages')
  return (await selectNetworkOutages(ctx.db, ctx.now, MAX_SHOWN)).map(outageOf)
}

/** No fill of the product takes more than the cap, at any station. @throws DomainError period_invalid, product_not_found */
export function recordNetworkShortage(ctx: Context, input: RecordNetworkShortage): Promise<void> {
  requireRight(ctx, 'edit_stations')
  return transact(ctx, async (ctx) => {
    const { startsAt, endsAt } = periodOf(ctx.now, input)
    const { product, cap, reason } = input
    const products = await activeProducts(ctx)
    if (!products.some(({ code }) => code === product)) reject('product_not_found', { field: 'product' })
    await insertOutage(ctx.db, {
      station_id: null,
      kind: 'shortage',
      product,
      cap_per_fill: cap,
      reason,
      starts_at: startsAt,
      ends_at: endsAt ?? NO_END,
    })
    await record(ctx, 'product.network_capped', null, {
      product,
      cap,
      ...inText(startsAt, endsAt),
      reason,
    })
  })
}

/** Ends it now, or calls off one that is planned. @throws DomainError not_found, outage_over */
export function liftNetworkShortage(ctx: Context, id: number): Promise<void> {
  requireRight(ctx, 'edit_stations')
  return transact(ctx, async (ctx) => {
    const { product } = (await selectOutage(ctx.db, null, id)) ?? reject('not_found')
    if (!(await updateOutageLifted(ctx.db, id, ctx.now))) reject('outage_over')
    if (product === null) reject('not_found')
    await record(ctx, 'product.network_uncapped', null, { product })
  })
}
