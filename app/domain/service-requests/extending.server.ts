import { holdCoupons } from '#app/domain/coupons/coupons.server.ts'
import { canBeSettled } from '#app/domain/coupons/coupons.ts'
import { extendCoupons } from '#app/domain/coupons/settling.server.ts'
import { onlyOne } from '#app/domain/events/event.ts'
import { recordEvent } from '#app/domain/events/events.server.ts'
import type { CompanyId, Context } from '#app/domain/kernel/context.ts'
import { reject } from '#app/domain/kernel/errors.ts'
import { requireRight } from '#app/domain/kernel/rights.ts'
import { transact } from '#app/domain/kernel/transact.server.ts'
import {
  type CouponDecision,
  selectRequestCoupons,
  updateRequestCoupon,
} from '#db/queries/service-requests/request-coupons.ts'
import { settleServiceRequest } from './answering.server.ts'
import type { ExtendCoupons } from './coupon-requests.input.server.ts'
import { creditedOutageDays } from './coupon-requests.server.ts'
import { extendedUntil } from './service-requests.ts'

/** How many coupons got a later last day, and how many stay as they were. */
export interface Extended {
  extended: number
  kept: number
}

/**
 * Staff give the ticked coupons of a request another last day at once; the others, and those that were used or ended
 * otherwise meanwhile, stay as they are. Who sent the request gets a letter.
 * @throws DomainError service_request_not_found, service_request_not_open, until_not_later: no coupon would end later,
 * coupon_code_not_extendable
 */
export function extendCouponsOf(
  ctx: Context,
  id: number,
  { couponIds, until, withOutages, answer }: ExtendCoupons,
): Promise<Extended> {
  requireRight(ctx, 'answer_service_requests')
  return transact(ctx, async (ctx) => {
    const request = await settleServiceRequest(ctx, id, 'extension', { status: 'done', answer })
    const companyId = request.company_id as CompanyId
    const rows = await selectRequestCoupons(ctx.db, companyId, id)
    const ids = rows.flatMap((row) => (row.id !== null && couponIds.includes(row.id) ? [row.id] : []))
    if (ids.length < new Set(couponIds).size) reject('coupon_not_found')
    const coupons = (await holdCoupons(ctx, companyId, ids)).filter(canBeSettled)
    const outages = withOutages ? await creditedOutageDays(ctx, coupons) : new Map<number, number>()
    const extensions = coupons.flatMap((coupon) => {
      const outageDays = outages.get(coupon.id) ?? 0
      const later = extendedUntil(coupon.valid_until, until, outageDays)
      return later > coupon.valid_until ? [{ coupon, until: later, outageDays }] : []
    })
    if (extensions.length === 0) reject('until_not_later', { field: 'until' })
    await extendCoupons(ctx, companyId, extensions, answer)
    for (const decision of rows.map(({ number }) => decisionOf(number, extensions)))
      await updateRequestCoupon(ctx.db, id, decision)
    await recordEvent(ctx, {
      kind: 'coupon.changed',
      companyId,
      couponId: onlyOne(extensions.map(({ coupon }) => coupon.id)),
    })
    return { extended: extensions.length, kept: rows.length - extensions.length }
  })
}

function decisionOf(
  number: string,
  extensions: readonly {
    coupon: { number: string; valid_until: string }
    until: string
    outageDays: number
  }[],
): CouponDecision {
  const extension = extensions.find(({ coupon }) => coupon.number === number)
  if (!extension) return { number, outcome: 'kept' }
  const { coupon, until, outageDays } = extension
  return {
    ...{ number, outcome: 'extended', until_before: coupon.valid_until, until_after: until },
    outage_days: outageDays,
  }
}
