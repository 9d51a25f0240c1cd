/**
 * What a coupon is to whoever looks at it: its state by today's date and what may be done with it. Client-safe.
 * Volumes are millilitres, money tiyn, days of Asia/Almaty.
 */

import { addDays, type Day, isPast } from '#app/domain/kernel/calendar.ts'
import type { CouponIssuerStatus, CouponStatus } from '#db/schema/index.ts'

export type CouponState = CouponStatus

/** What a list can be narrowed to, in the order in which people read it; either block is `blocked`. */
export const couponFilters = [
  'active',
  'issued',
  'reserved',
  'blocked',
  'redeemed',
  'expired',
  'exchanged',
  'refunded',
  'cancelled',
] as const
export type CouponFilterState = (typeof couponFilters)[number]

/** `valid_until` descending is `-valid_until`. */
export const couponSorts = ['valid_until', '-valid_until', 'number', '-number', 'newest'] as const
export type CouponSort = (typeof couponSorts)[number]

/** Everything that is stored. */
export const couponStatuses = [
  'issued',
  'active',
  'reserved',
  'redeemed',
  'blocked_by_client',
  'blocked_by_issuer',
  'expired',
  'exchanged',
  'refunded',
  'cancelled',
] as const satisfies CouponStatus[]

/** Not over by itself: the date still ends it. */
export const openStatuses = [
  'issued',
  'active',
  'reserved',
  'blocked_by_client',
  'blocked_by_issuer',
] as const satisfies CouponStatus[]

export function isOpen(status: CouponStatus): boolean {
  return openStatuses.some((open) => open === status)
}

/** The stored status: the issuer's word goes before the client's own block, which waits underneath. */
export function storedCouponStatus(issuer: CouponIssuerStatus, isBlockedByClient: boolean): CouponStatus {
  if (issuer === 'blocked') return 'blocked_by_issuer'
  return isBlockedByClient && (issuer === 'issued' || issuer === 'active') ? 'blocked_by_client' : issuer
}

/** The last days of a coupon, in which lists and the overview point it out. */
export const EXPIRES_SOON_DAYS = 30

interface Dated {
  status: CouponStatus
  valid_until: Day
}

/** Expiry is the date's: the last day counts. */
export function couponState({ status, valid_until }: Dated, today: Day): CouponState {
  return isOpen(status) && isPast(valid_until, today) ? 'expired' : status
}

/** The client may stop what still works or will. */
export function canBlockCoupon(coupon: Dated, today: Day): boolean {
  const state = couponState(coupon, today)
  return state === 'issued' || state === 'active'
}

/** The client lifts only its own block; there is no point in it after the last day. */
export function canUnblockCoupon(coupon: Dated, today: Day): boolean {
  return couponState(coupon, today) === 'blocked_by_client'
}

/** The client got something else for it. */
export function isGivenUp(issuerStatus: CouponIssuerStatus): boolean {
  return issuerStatus === 'exchanged' || issuerStatus === 'refunded' || issuerStatus === 'cancelled'
}

/** Another last day or an exchange gives its fuel back a use: not for one that was used, exchanged, refunded or cancelled. */
export function canBeSettled({ status, remaining }: { status: CouponStatus; remaining: number }): boolean {
  return remaining > 0 && (isOpen(status) || status === 'expired')
}

/** The stored statuses and days behind a state: what a list narrowed to it selects. */
export function couponSlicesOf(
  state: CouponFilterState,
  today: Day,
): { status: CouponStatus | 'open'; from?: Day | undefined; to?: Day | undefined }[] {
  switch (state) {
    case 'expired':
      return [{ status: 'expired' }, { status: 'open', to: addDays(today, -1) }]
    case 'blocked':
      return [
        { status: 'blocked_by_client', from: today },
        { status: 'blocked_by_issuer', from: today },
      ]
    case 'active':
    case 'issued':
    case 'reserved':
      return [{ status: state, from: today }]
    default:
      return [{ status: state }]
  }
}

export function couponFilterOf(state: CouponState): CouponFilterState {
  return state === 'blocked_by_client' || state === 'blocked_by_issuer' ? 'blocked' : state
}
