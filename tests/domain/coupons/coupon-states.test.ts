import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  canBeSettled,
  canBlockCoupon,
  canUnblockCoupon,
  couponFilterOf,
  couponFilters,
  couponSlicesOf,
  couponState,
  couponStatuses,
  isGivenUp,
  storedCouponStatus,
} from '#app/domain/coupons/coupons.ts'
import { addDays } from '#app/domain/kernel/calendar.ts'
import { amountOf } from '#app/domain/kernel/money.ts'
import { TODAY } from '#tests/support/registers.ts'

const yesterday = addDays(TODAY, -1)
const tomorrow = addDays(TODAY, 1)

test('for an exchanged, refunded or cancelled coupon the client got something else, for no other', () => {
  const stored = couponStatuses.filter(
    (status) => status !== 'blocked_by_client' && status !== 'blocked_by_issuer',
  )
  expect([...stored, 'blocked' as const].filter(isGivenUp)).toEqual(['exchanged', 'refunded', 'cancelled'])
})

test('a coupon with fuel left that may still work or has only expired can be extended or exchanged', () => {
  const settled = (remaining: number) =>
    couponStatuses.filter((status) => canBeSettled({ status, remaining }))
  expect(settled(1)).toEqual([
    'issued',
    'active',
    'reserved',
    'blocked_by_client',
    'blocked_by_issuer',
    'expired',
  ])
  expect(settled(0)).toEqual([])
})

describe('a coupon by its dates', () => {
  test('is expired by the date alone, whatever open status is stored', () => {
    const over = couponStatuses.filter(
      (status) => couponState({ status, valid_until: yesterday }, TODAY) === 'expired',
    )
    expect(over).toEqual([
      'issued',
      'active',
      'reserved',
      'blocked_by_client',
      'blocked_by_issuer',
      'expired',
    ])
    expect(couponState({ status: 'redeemed', valid_until: yesterday }, TODAY)).toBe('redeemed')
    expect(couponState({ status: 'active', valid_until: TODAY }, TODAY)).toBe('active')
  })

  test('an issuer who calls it expired before its day is believed', () => {
    expect(storedCouponStatus('expired', false)).toBe('expired')
    expect(couponState({ status: 'expired', valid_until: tomorrow }, TODAY)).toBe('expired')
  })
})

describe('blocks', () => {
  test("the issuer's goes before the client's, which waits underneath", () => {
    expect(storedCouponStatus('active', true)).toBe('blocked_by_client')
    expect(storedCouponStatus('issued', true)).toBe('blocked_by_client')
    expect(storedCouponStatus('blocked', true)).toBe('blocked_by_issuer')
    expect(storedCouponStatus('redeemed', true)).toBe('redeemed')
    expect(storedCouponStatus('active', false)).toBe('active')
  })

  test('the client stops what works or will, and lifts only its own', () => {
    const can = (rule: typeof canBlockCoupon) =>
      couponStatuses.filter((status) => rule({ status, valid_until: TODAY }, TODAY))
    expect(can(canBlockCoupon)).toEqual(['issued', 'active'])
    expect(can(canUnblockCoupon)).toEqual(['blocked_by_client'])
  })

  test('nothing is blocked or lifted after the last day', () => {
    expect(canBlockCoupon({ status: 'active', valid_until: yesterday }, TODAY)).toBe(false)
    expect(canUnblockCoupon({ status: 'blocked_by_client', valid_until: yesterday }, TODAY)).toBe(false)
  })
})

test('every coupon is in exactly one state of the filter, on any day', () => {
  const day = fc.integer({ min: -400, max: 400 }).map((days) => addDays(TODAY, days))
  fc.assert(
    fc.property(fc.constantFrom(...couponStatuses), day, day, (status, valid_until, today) => {
      const holding = couponFilters.filter((state) =>
        couponSlicesOf(state, today).some((slice) => {
          const open = ['issued', 'active', 'reserved', 'blocked_by_client', 'blocked_by_issuer'].includes(
            status,
          )
          const isOfSlice = slice.status === 'open' ? open : slice.status === status
          return (
            isOfSlice && (!slice.from || valid_until >= slice.from) && (!slice.to || valid_until <= slice.to)
          )
        }),
      )
      expect(holding).toEqual([couponFilterOf(couponState({ status, valid_until }, today))])
    }),
  )
})

test('the amount is exact for any volume and price, rounded half up', () => {
  expect(amountOf(20_000, 32_500)).toBe(650_000)
  expect(amountOf(1, 500)).toBe(1)
  expect(amountOf(1, 499)).toBe(0)
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 10_000_000 }),
      fc.integer({ min: 0, max: 10_000_000 }),
      (volume, price) => {
        const rest = BigInt(volume) * BigInt(price) - BigInt(amountOf(volume, price)) * 1000n
        expect(rest >= -500n && rest < 500n).toBe(true)
      },
    ),
  )
})
