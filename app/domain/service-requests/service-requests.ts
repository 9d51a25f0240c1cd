/** What a client asks the issuer of its cards for, as pages show it. Client-safe. */

import { addDays, type Day } from '#app/domain/kernel/calendar.ts'
import type {
  CouponOutcome,
  ReplacementCause,
  ServiceRequestKind,
  ServiceRequestStatus,
} from '#db/schema/index.ts'

export type { CouponOutcome, ReplacementCause, ServiceRequestKind, ServiceRequestStatus }

/** About cards. */
export const serviceRequestKinds = [
  'replacement',
  'raise_limit',
  'new_cards',
  'correction',
] as const satisfies readonly ServiceRequestKind[]

/** About a set of coupons. */
export const couponRequestKinds = ['extension', 'exchange'] as const satisfies readonly ServiceRequestKind[]
export type CouponRequestKind = (typeof couponRequestKinds)[number]

export function isAboutCoupons(kind: ServiceRequestKind): kind is CouponRequestKind {
  return couponRequestKinds.some((one) => one === kind)
}

/** As many coupons one request is about. */
export const MAX_REQUEST_COUPONS = 1_000

/** The last day of a coupon after an extension: days for closed stations are added; it never comes nearer. */
export function extendedUntil(before: Day, until: Day, outageDays: number): Day {
  const after = addDays(until, outageDays)
  return after > before ? after : before
}

/** In the order in which a request passes through them; the last three are ends. */
export const serviceRequestStatuses = [
  'sent',
  'in_work',
  'done',
  'refused',
  'withdrawn',
] as const satisfies readonly ServiceRequestStatus[]

export const replacementCauses = [
  'lost',
  'stolen',
  'damaged',
  'expiring',
] as const satisfies readonly ReplacementCause[]

/** They wait for the issuer's answer. */
export const openRequestStatuses = ['sent', 'in_work'] as const satisfies readonly ServiceRequestStatus[]

export function isOpen(status: ServiceRequestStatus): boolean {
  return openRequestStatuses.some((open) => open === status)
}

/** The client takes back only what nobody works on yet. */
export function canWithdraw(status: ServiceRequestStatus): boolean {
  return status === 'sent'
}
