import { openStatuses } from '#app/domain/coupons/coupons.ts'
import { addDays, businessDay, type Day, dayBounds } from '#app/domain/kernel/calendar.ts'
import type { CompanyId, Context } from '#app/domain/kernel/context.ts'
import { requireRightIn } from '#app/domain/kernel/rights.ts'
import { allProductCodes } from '#app/domain/products/catalogue.server.ts'
import type { ProductCode } from '#app/domain/products/products.ts'
import { type StockRow, sumFuelledByCoupons, sumStock } from '#db/queries/expiries/stock.ts'
import type { CouponStatus } from '#db/schema/index.ts'
import { forecast, type Lot, type LotForecast, PACE_DAYS, paceOf, type Sums, sumOf } from './forecast.ts'

export interface ProductForecast extends Sums {
  product: ProductCode
  /** Millilitres that were fuelled in PACE_DAYS, and a day of it. */
  fuelled: number
  pace: number
  /** The earliest to end first. */
  lots: LotForecast[]
}

/** Coupons that have ended with fuel in them. */
export interface ExpiredSums {
  remaining: number
  worth: number
}

export interface ExpiryForecast extends Sums {
  today: Day
  products: ProductForecast[]
  expired: ExpiredSums
}

const BLOCKED: readonly CouponStatus[] = ['blocked_by_client', 'blocked_by_issuer']

/** What a company's coupons hold, and what of it ends unused and when, by product; out of sums, so their number does not matter. */
export async function forecastExpiry(ctx: Context, companyId: CompanyId): Promise<ExpiryForecast> {
  requireRightIn(ctx, companyId, 'see_coupons')
  return readForecast(ctx, companyId)
}

/** A step of showing it and of writing about it. */
export async function readForecast(ctx: Context, companyId: CompanyId): Promise<ExpiryForecast> {
  const today = businessDay(ctx.now)
  const products = await allProductCodes(ctx)
  const days = { from: dayBounds(addDays(today, -PACE_DAYS)).from, until: dayBounds(today).from }
  const [stock, fuelled, expired] = await Promise.all([
    sumStock(ctx.db, [companyId], { products, statuses: openStatuses, from: today }),
    sumFuelledByCoupons(ctx.db, companyId, days),
    readExpired(ctx, companyId),
  ])
  const forecasts = products
    .map((product) => {
      const used = fuelled.find((row) => row.product === product)?.volume ?? 0
      const lots = forecast(lotsOf(stock.filter((row) => row.product === product)), used, today)
      return { product, fuelled: used, pace: paceOf(used), lots, ...sumOf(lots) }
    })
    .filter(({ lots }) => lots.length > 0)
  return { today, products: forecasts, ...sumOf(forecasts.flatMap(({ lots }) => lots)), expired }
}

/** The stock of one product by last day. */
function lotsOf(stock: readonly StockRow[]): Lot[] {
  const lots = new Map<Day, Lot>()
  for (const { until, status, coupons, remaining, worth } of stock) {
    const lot = lots.get(until) ?? { until, coupons: 0, remaining: 0, blocked: 0, worth: 0 }
    lot.coupons += coupons
    lot.remaining += remaining
    lot.worth += worth
    if (BLOCKED.includes(status)) lot.blocked += remaining
    lots.set(until, lot)
  }
  return [...lots.values()]
}

/** What a company's coupons held when they ended, of one product or of all. */
export async function expiredSums(
  ctx: Context,
  companyId: CompanyId,
  product?: ProductCode,
): Promise<ExpiredSums> {
  requireRightIn(ctx, companyId, 'see_coupons')
  return readExpired(ctx, companyId, product)
}

/**
 * A step of whoever may see the coupons: what ended with fuel in it, of one product or of all.
 * @internal tests of requests compare it before and after one
 */
export async function readExpired(
  ctx: Context,
  companyId: CompanyId,
  product?: ProductCode,
): Promise<ExpiredSums> {
  const products = product === undefined ? await allProductCodes(ctx) : [product]
  const yesterday = addDays(businessDay(ctx.now), -1)
  const [byDate, byIssuer] = await Promise.all([
    sumStock(ctx.db, [companyId], { products, statuses: openStatuses, to: yesterday }),
    sumStock(ctx.db, [companyId], { products, statuses: ['expired'] }),
  ])
  return [...byDate, ...byIssuer].reduce(
    (sums, row) => ({ remaining: sums.remaining + row.remaining, worth: sums.worth + row.worth }),
    { remaining: 0, worth: 0 },
  )
}
