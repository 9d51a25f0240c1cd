import { findCouponsByNumbers } from '#app/domain/coupons/coupon-register.server.ts'
import { holdCoupons } from '#app/domain/coupons/coupons.server.ts'
import { canBeSettled, isOpen } from '#app/domain/coupons/coupons.ts'
import { endExchanged } from '#app/domain/coupons/settling.server.ts'
import { onlyOne } from '#app/domain/events/event.ts'
import { recordEvent } from '#app/domain/events/events.server.ts'
import { businessDay, isPast } from '#app/domain/kernel/calendar.ts'
import type { CompanyId, Context } from '#app/domain/kernel/context.ts'
import { reject } from '#app/domain/kernel/errors.ts'
import { requireRight } from '#app/domain/kernel/rights.ts'
import { transact } from '#app/domain/kernel/transact.server.ts'
import { isDuplicateKey } from '#db/connection/client.server.ts'
import {
  insertRequestCoupons,
  selectGivenNumbers,
  selectRequestCoupons,
  updateRequestCoupon,
} from '#db/queries/service-requests/request-coupons.ts'
import { settleServiceRequest } from './answering.server.ts'
import type { ExchangeCoupons } from './coupon-requests.input.server.ts'

/** How many coupons ended, how many stay as they were, and how many were given. */
export interface Exchanged {
  exchanged: number
  kept: number
  given: number
}

/**
 * Staff end the ticked coupons of a request at once and name those that are given for them: ones that a register has brought
 * to this company, or will bring. Those not ticked, used meanwhile or at a pump stay as they are. Who sent the request gets
 * a letter.
 * @throws DomainError service_request_not_found, service_request_not_open, coupon_not_found, coupon_at_pump: nothing of it
 * can be exchanged now, coupon_number_taken: another company's, one of the set, used or ended, or given before
 */
export function exchangeCouponsOf(
  ctx: Context,
  id: number,
  { couponIds, numbers, answer }: ExchangeCoupons,
): Promise<Exchanged> {
  requireRight(ctx, 'answer_service_requests')
  return transact(ctx, async (ctx) => {
    const request = await settleServiceRequest(ctx, id, 'exchange', { status: 'done', answer })
    const companyId = request.company_id as CompanyId
    const rows = await selectRequestCoupons(ctx.db, companyId, id)
    const ids = rows.flatMap((row) => (row.id !== null && couponIds.includes(row.id) ? [row.id] : []))
    if (ids.length < new Set(couponIds).size) reject('coupon_not_found')
    const isAtPump = (until: Date | null) => until !== null && until > ctx.now
    const coupons = (await holdCoupons(ctx, companyId, ids)).filter(
      (coupon) => canBeSettled(coupon) && !isAtPump(coupon.hold_until),
    )
    if (coupons.length === 0) reject('coupon_at_pump', { params: { number: rows[0]?.number ?? '' } })
    const given = await givenCoupons(ctx, companyId, numbers, new Set(rows.map(({ number }) => number)))
    await endExchanged(ctx, companyId, coupons, answer)
    const ended = new Set(coupons.map(({ number }) => number))
    for (const { number } of rows)
      await updateRequestCoupon(ctx.db, id, { number, outcome: ended.has(number) ? 'exchanged' : 'kept' })
    await give(ctx, id, given)
    await recordEvent(ctx, {
      kind: 'coupon.changed',
      companyId,
      couponId: onlyOne(coupons.map(({ id }) => id)),
    })
    return { exchanged: coupons.length, kept: rows.length - coupons.length, given: given.length }
  })
}

/** The database keeps a number from being given twice, also by two who decide at once. */
async function give(
  ctx: Context,
  requestId: number,
  given: readonly { number: string; couponId: number | null }[],
): Promise<void> {
  try {
    await insertRequestCoupons(
      ctx.db,
      given.map(({ number, couponId }) => ({
        ...{ request_id: requestId, number, coupon_id: couponId, open_coupon_id: null },
        outcome: 'given' as const,
      })),
    )
  } catch (error) {
    if (!isDuplicateKey(error)) throw error
    reject('coupon_number_taken', { field: 'numbers', params: { number: given[0]?.number ?? '' } })
  }
}

/**
 * Those that are here already belong to the company and can be used whole; the others are known by their numbers until a
 * register brings them.
 */
async function givenCoupons(
  ctx: Context,
  companyId: CompanyId,
  numbers: readonly string[],
  asked: ReadonlySet<string>,
): Promise<{ number: string; couponId: number | null }[]> {
  const here = await findCouponsByNumbers(ctx, numbers, { lock: true })
  const found = new Map(here.map((coupon) => [coupon.number, coupon]))
  const before = new Set(await selectGivenNumbers(ctx.db, numbers))
  const today = businessDay(ctx.now)
  const isWhole = ({ status, remaining, volume, valid_until: until }: (typeof here)[number]) =>
    isOpen(status) && remaining === volume && !isPast(until, today)
  return numbers.map((number) => {
    const coupon = found.get(number)
    const isFit = !coupon || (coupon.company_id === companyId && isWhole(coupon))
    if (!isFit || asked.has(number) || before.has(number))
      reject('coupon_number_taken', { field: 'numbers', params: { number } })
    return { number, couponId: coupon?.id ?? null }
  })
}
