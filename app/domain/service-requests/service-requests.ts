/** What a client asks the issuer of its cards for, as pages show it. Client-safe. */

import type {
  LimitPeriodName,
  ReplacementCause,
  ServiceRequestKind,
  ServiceRequestStatus,
} from '#db/schema/index.ts'

export type { LimitPeriodName, ReplacementCause, ServiceRequestKind, ServiceRequestStatus }

export const serviceRequestKinds = [
  'replacement',
  'raise_limit',
  'new_cards',
  'correction',
] as const satisfies readonly ServiceRequestKind[]

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

export const limitPeriods = ['daily', 'weekly', 'monthly'] as const satisfies readonly LimitPeriodName[]

/** Waits for the issuer's answer. */
export function isOpen(status: ServiceRequestStatus): boolean {
  return status === 'sent' || status === 'in_work'
}

/** The client takes back only what nobody works on yet. */
export function canWithdraw(status: ServiceRequestStatus): boolean {
  return status === 'sent'
}
