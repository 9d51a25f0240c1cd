import { type Day, startOfMonth } from '#app/domain/kernel/calendar.ts'
import type { Context } from '#app/domain/kernel/context.ts'
import { amountOf } from '#app/domain/kernel/money.ts'
import { REGISTER_SLOT, singleChangeSlot } from '#app/domain/kernel/sum-slots.server.ts'
import type { CouponRow } from '#db/queries/coupons/coupons.ts'
import { type CouponTotalsRow, upsertCouponTotals } from '#db/queries/coupons/totals.ts'

/** What a coupon adds to its company's sums. */
export type CountedCoupon = Pick<
  CouponRow,
  'company_id' | 'product' | 'status' | 'valid_until' | 'volume' | 'remaining' | 'price'
>

/**
 * Changes of a company's sums, gathered and written together. Make it inside the transaction's callback: a repeat
 * begins with an empty one.
 */
export class CouponTotalsDelta {
  readonly #rows = new Map<string, CouponTotalsRow>()

  add(coupon: CountedCoupon): void {
    this.#count(coupon, 1)
  }

  subtract(coupon: CountedCoupon): void {
    this.#count(coupon, -1)
  }

  /** Once, at the end: the rows stay locked until the commit. */
  async write(ctx: Context, slot = REGISTER_SLOT): Promise<void> {
    const changed = [...this.#rows].filter(
      ([, row]) => row.coupons || row.volume || row.remaining || row.amount || row.remaining_amount,
    )
    const rows = changed.sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => ({ ...row, slot }))
    this.#rows.clear()
    await upsertCouponTotals(ctx.db, rows)
  }

  #count(coupon: CountedCoupon, sign: 1 | -1): void {
    this.#countIn('day', coupon.valid_until, coupon, sign)
    this.#countIn('month', startOfMonth(coupon.valid_until), coupon, sign)
  }

  #countIn(span: CouponTotalsRow['span'], starts_on: Day, coupon: CountedCoupon, sign: 1 | -1): void {
    const { company_id, product, status } = coupon
    const key = `${String(company_id).padStart(16, '0')} ${span} ${product} ${status} ${starts_on}`
    const row = this.#rows.get(key) ?? {
      ...{ company_id, span, product, status, starts_on, slot: 0 },
      ...{ coupons: 0, volume: 0, remaining: 0, amount: 0, remaining_amount: 0 },
    }
    row.coupons += sign
    row.volume += sign * coupon.volume
    row.remaining += sign * coupon.remaining
    row.amount += sign * amountOf(coupon.volume, coupon.price)
    row.remaining_amount = (row.remaining_amount ?? 0) + sign * amountOf(coupon.remaining, coupon.price)
    this.#rows.set(key, row)
  }
}

/** One coupon's change, in the transaction that makes it. */
export async function moveCouponTotals(
  ctx: Context,
  before: CountedCoupon,
  after: CountedCoupon,
): Promise<void> {
  const delta = new CouponTotalsDelta()
  delta.subtract(before)
  delta.add(after)
  await delta.write(ctx, singleChangeSlot())
}
