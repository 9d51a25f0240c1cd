import type { EmailTemplate } from '#emails/index.ts'

/**
 * How soon a letter goes, the first before the others; its number is the letter's priority in the outbox.
 * - awaited: somebody sits in front of the screen and waits for it
 * - single: sent one by one, by staff or by an owner, or told about something that happened
 * - bulk: one of many that one act has made
 */
export const urgencies = ['awaited', 'single', 'bulk'] as const
export type Urgency = (typeof urgencies)[number]

export const MAIL_PRIORITIES = urgencies.map((_urgency, priority) => priority)

/** Unless the sender says otherwise: an invitation that its owner asks for again is awaited. */
export const urgencyOf: Record<EmailTemplate, Urgency> = {
  password_reset: 'awaited',
  sign_in_blocked: 'awaited',
  invitation_expired_notice: 'awaited',
  invitation: 'single',
  staff_invitation: 'single',
  company_confirmation: 'single',
  staff_address_invited: 'single',
  password_changed: 'single',
  request_received: 'single',
  request_declined: 'single',
  low_balance: 'single',
  coupons_issued: 'single',
  invoice_issued: 'single',
  import_waiting: 'single',
  service_request_answered: 'single',
  webhook_disabled: 'single',
  // To many companies in one night.
  coupons_expiring: 'bulk',
}

export function priorityOf(urgency: Urgency): number {
  return urgencies.indexOf(urgency)
}

/** Of eight claims one looks first for a single letter and one for a bulk letter, so that none of them waits for ever. */
const CYCLE = 8
const SINGLE_TURN = 3
const BULK_TURN = 7

/** Which priority goes first at each claim. */
export class Turns {
  #taken = 0

  next(): readonly number[] {
    const turn = this.#taken % CYCLE
    const [awaited, single, bulk] = [priorityOf('awaited'), priorityOf('single'), priorityOf('bulk')]
    if (turn === SINGLE_TURN) return [single, awaited, bulk]
    return turn === BULK_TURN ? [bulk, awaited, single] : MAIL_PRIORITIES
  }

  /** A claim found letters: the next one's turn. */
  take(): void {
    this.#taken++
  }
}
