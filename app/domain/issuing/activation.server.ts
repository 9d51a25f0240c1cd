import { type CouponFacts, changeCoupons } from '#app/domain/coupons/coupon-register.server.ts'
import { CouponTotalsDelta } from '#app/domain/coupons/coupon-totals.server.ts'
import { asCompanyId, type Context } from '#app/domain/kernel/context.ts'
import type { CouponRow } from '#db/queries/coupons/coupons.ts'
import { selectCouponsOfOrderForUpdate } from '#db/queries/issuing/order-coupons.ts'

/** A step of orders: what was issued and not activated can be used from now on. @returns how many */
export async function activateCoupons(ctx: Context, orderId: number): Promise<number> {
  const rows = await selectCouponsOfOrderForUpdate(ctx.db, orderId)
  const waiting = rows.filter(({ issuer_status }) => issuer_status === 'issued')
  const delta = new CouponTotalsDelta()
  const changes = waiting.map((before) => ({ before, after: activated(before) }))
  if (changes.length > 0) await changeCoupons(ctx, changes, delta, null)
  await delta.write(ctx)
  return changes.length
}

function activated(row: CouponRow): CouponFacts {
  const { qr_ciphertext: ciphertext, qr_key_id: keyId } = row
  return {
    ...{ companyId: asCompanyId(row.company_id), product: row.product, volume: row.volume },
    ...{ remaining: row.remaining, divisible: row.divisible === 1, price: row.price },
    ...{ validFrom: row.valid_from, validUntil: row.valid_until, issuerStatus: 'active' as const },
    ...{ redeemedAt: row.redeemed_at, batch: row.batch },
    qr: ciphertext && keyId ? { ciphertext, keyId } : null,
  }
}
