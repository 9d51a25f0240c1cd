import { describe, expect, test } from 'vitest'
import { decideCoupon } from '#app/domain/coupons/coupon-fuel.ts'
import { couponState, storedCouponStatus } from '#app/domain/coupons/coupons.ts'
import { addDays, dayBounds } from '#app/domain/kernel/calendar.ts'
import type { CouponIssuerStatus } from '#db/schema/index.ts'
import { TODAY } from '#tests/support/registers.ts'

const NOON = new Date(dayBounds(TODAY).from.getTime() + 12 * 3_600_000)
const yesterday = addDays(TODAY, -1)
const tomorrow = addDays(TODAY, 1)

const coupon = {
  issuer_status: 'active' as CouponIssuerStatus,
  client_blocked_at: null as Date | null,
  valid_from: TODAY,
  valid_until: TODAY,
  product: 'ai95',
  remaining: 20_000,
  divisible: 0 as const,
  redeemed_at: null as Date | null,
  held: 0,
  hold_until: null as Date | null,
  company_closed_at: null as Date | null,
  suspected_at: null as Date | null,
}

/** The code of a decline, or `approved`. */
function answerTo(changes: Partial<typeof coupon>): string {
  const decision = decideCoupon({ ...coupon, ...changes }, NOON)
  return decision.status === 'declined' ? decision.code : decision.status
}

describe('a coupon', () => {
  test('works from its first day to its last, both inclusive', () => {
    expect(answerTo({})).toBe('approved')
    expect(answerTo({ valid_from: tomorrow, valid_until: tomorrow })).toBe('coupon_not_yet_valid')
    expect(answerTo({ valid_from: yesterday, valid_until: yesterday })).toBe('coupon_expired')
  })

  test('of a company that is closed is declined', () => {
    expect(answerTo({ company_closed_at: NOON })).toBe('company_closed')
    expect(answerTo({ suspected_at: NOON })).toBe('suspected_fraud')
  })

  test('is reserved until its hold ends', () => {
    expect(answerTo({ held: 20_000, hold_until: new Date(NOON.getTime() + 1) })).toBe('coupon_reserved')
    expect(answerTo({ held: 20_000, hold_until: NOON })).toBe('approved')
  })

  test('a coupon that its register calls expired before its day is expired', () => {
    expect(answerTo({ issuer_status: 'expired', valid_until: tomorrow })).toBe('coupon_expired')
  })

  test('a coupon that holds nothing has been used, whatever its register says', () => {
    expect(answerTo({ remaining: 0 })).toBe('coupon_used')
  })

  const STATUSES: Record<CouponIssuerStatus, string> = {
    issued: 'coupon_not_yet_valid',
    active: 'approved',
    reserved: 'coupon_reserved',
    redeemed: 'coupon_used',
    blocked: 'coupon_blocked_by_issuer',
    expired: 'coupon_expired',
    exchanged: 'coupon_cancelled',
    refunded: 'coupon_cancelled',
    cancelled: 'coupon_cancelled',
  }

  test.each(Object.entries(STATUSES))('one that the issuer calls %s: %s', (status, answer) => {
    const issuer = Object.keys(STATUSES).find((known) => known === status) as CouponIssuerStatus
    expect(answerTo({ issuer_status: issuer })).toBe(answer)
  })

  test('says of itself what lists say of it: active is what works or will', () => {
    for (const issuer of Object.keys(STATUSES) as CouponIssuerStatus[]) {
      for (const isBlocked of [false, true]) {
        for (const valid_until of [yesterday, TODAY]) {
          const status = storedCouponStatus(issuer, isBlocked)
          const isActive = couponState({ status, valid_until }, TODAY) === 'active'
          const answer = answerTo({
            issuer_status: issuer,
            client_blocked_at: isBlocked ? NOON : null,
            valid_from: yesterday,
            valid_until,
          })
          expect([issuer, isBlocked, valid_until, answer === 'approved']).toEqual([
            issuer,
            isBlocked,
            valid_until,
            isActive,
          ])
        }
      }
    }
  })
})
