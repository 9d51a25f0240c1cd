/** What becomes of a bank's payments. Client-safe. */

import type { MatchedBy, PaymentReason, PaymentStatus } from '#db/schema/index.ts'

export type { MatchedBy, PaymentReason, PaymentStatus }

export const paymentStatuses = [
  'new',
  'waiting',
  'in_part',
  'credited',
  'outgoing',
  'set_aside',
] as const satisfies readonly PaymentStatus[]

/** Something of it is left to be credited. */
export function isOpen(status: PaymentStatus): boolean {
  return status === 'new' || status === 'waiting' || status === 'in_part'
}

/** Somebody was credited with a part of it. */
export function isCredited(status: PaymentStatus): boolean {
  return status === 'in_part' || status === 'credited'
}

/** Nothing of it was credited: it can be set aside. */
export function canSetAside(status: PaymentStatus): boolean {
  return status === 'new' || status === 'waiting'
}
