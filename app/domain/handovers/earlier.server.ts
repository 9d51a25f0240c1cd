import { businessDay, type Day } from '#app/domain/kernel/calendar.ts'
import type { CompanyId, Context } from '#app/domain/kernel/context.ts'
import { requireClientRightIn } from '#app/domain/kernel/rights.ts'
import type { ProductCode } from '#app/domain/products/products.ts'
import { selectStock } from '#db/queries/handovers/stock.ts'
import { handedStatuses, MAX_SET } from './handovers.ts'

interface Chosen {
  id: number
  product: ProductCode
  remaining: number
  valid_until: Day
}

/** Free coupons of a product that end before the last of the chosen ones; `volume`: of the chosen, in millilitres. */
export interface EarlierCoupons {
  product: ProductCode
  volume: number
  until: Day
}

/** What ends earlier than the coupons that somebody is about to give away, and would burn sooner. */
export async function findEarlierCoupons(
  ctx: Context,
  companyId: CompanyId,
  chosen: readonly Chosen[],
): Promise<EarlierCoupons[]> {
  requireClientRightIn(ctx, companyId, 'hand_over_coupons')
  const found: EarlierCoupons[] = []
  for (const product of new Set(chosen.map((coupon) => coupon.product))) {
    const own = chosen.filter((coupon) => coupon.product === product)
    const last =
      own
        .map((coupon) => coupon.valid_until)
        .sort()
        .at(-1) ?? ''
    const wish = { product, statuses: handedStatuses, on: businessDay(ctx.now) }
    // As many as are chosen may stand in front of the first that is not.
    const stock = await selectStock(ctx.db, companyId, wish, MAX_SET + 1)
    const first = stock.find(({ id }) => !own.some((coupon) => coupon.id === id))
    if (first && first.valid_until < last) {
      const volume = own.reduce((all, coupon) => all + coupon.remaining, 0)
      found.push({ product, volume, until: first.valid_until })
    }
  }
  return found
}
