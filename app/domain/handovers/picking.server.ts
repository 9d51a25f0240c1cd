import { businessDay } from '#app/domain/kernel/calendar.ts'
import type { CompanyId, Context } from '#app/domain/kernel/context.ts'
import { requireClientRightIn } from '#app/domain/kernel/rights.ts'
import type { ProductCode } from '#app/domain/products/products.ts'
import { enforceRateLimit } from '#app/domain/rate-limits/rate-limits.server.ts'
import { type StockRow, selectStock } from '#db/queries/handovers/stock.ts'
import { handedStatuses, MAX_SET } from './handovers.ts'
import { pick } from './pick.ts'

/** More than a company holds of one product; what ends first counts. */
const MAX_STOCK = 10_000

export interface PickedSet {
  coupons: StockRow[]
  /** Millilitres, all together and beyond what was wanted. */
  volume: number
  over: number
}

/** `short`: how much there is, in millilitres. `many`: it would take more coupons than go by one link. */
export type Picked = ({ kind: 'set' } & PickedSet) | { kind: 'short'; volume: number } | { kind: 'many' }

/** Coupons of a product for so many millilitres, out of what nobody has yet. Holds none: handing over does. */
export async function pickCoupons(
  ctx: Context,
  companyId: CompanyId,
  { product, volume: wanted }: { product: ProductCode; volume: number },
): Promise<Picked> {
  requireClientRightIn(ctx, companyId, 'hand_over_coupons')
  await enforceRateLimit(ctx, 'trial')
  const wish = { product, statuses: handedStatuses, on: businessDay(ctx.now) }
  const stock = await selectStock(ctx.db, companyId, wish, MAX_STOCK)
  const picked = pick(
    stock.map((coupon) => ({ ...coupon, volume: coupon.remaining, until: coupon.valid_until })),
    wanted,
  )
  const sum = (coupons: readonly StockRow[]) => coupons.reduce((all, { remaining }) => all + remaining, 0)
  if (!picked) return { kind: 'short', volume: sum(stock) }
  if (picked.length > MAX_SET) return { kind: 'many' }
  const volume = sum(picked)
  return { kind: 'set', coupons: picked, volume, over: volume - wanted }
}
