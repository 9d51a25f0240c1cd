/** What the pages and the sender both know of a letter. */
import type { DeliveryStatus, OutboxStatus } from '#db/schema/index.ts'

export type { DeliveryStatus, OutboxStatus }

export const mailStatuses = ['pending', 'sending', 'sent', 'dead', 'parked'] as const satisfies OutboxStatus[]

/** What the outbox can be narrowed to: a status, or what will not go out by itself. */
export const mailFilters = [...mailStatuses, 'stopped', 'unneeded'] as const
export type MailFilterStatus = (typeof mailFilters)[number]

/** Only a person sends these again. */
const stoppedStatuses = ['dead', 'parked'] as const satisfies OutboxStatus[]

/** As people are told it: a link that was used or replaced before its email went is nothing that failed. */
export type ShownMailStatus = OutboxStatus | 'unneeded'

export function shownMailStatus(status: OutboxStatus, reason: string | null): ShownMailStatus {
  return status === 'dead' && reason === 'superseded' ? 'unneeded' : status
}

/** The stored statuses behind a filter. */
export function mailStatusesOf(filter: MailFilterStatus): readonly OutboxStatus[] {
  if (filter === 'unneeded') return ['dead']
  return filter === 'stopped' ? stoppedStatuses : [filter]
}

/** From what proves least to what proves most: a later, lower event never takes back a higher one. */
export const deliveries = [
  'sent',
  'delayed',
  'delivered',
  'bounced',
  'complained',
] as const satisfies DeliveryStatus[]

/**
 * Why a letter is not on its way; the words are `mail:reason.<code>`.
 * - no_answer: the outcome is unknown (no answer, a cut connection, an answer that is none)
 * - provider_failed: 5xx, or the provider is busy with this very letter
 * - slow_down, provider_refused, daily_quota_exceeded, monthly_quota_exceeded: it certainly was not sent
 * - invalid_letter: the provider will never take it
 * - key_reused: it has another body under this letter's key, so one version went out; a bug
 * - superseded: its link was used, revoked or ran out before the letter went
 * - link_missing: it has a place for a link and none to fill it
 * - outcome_unknown: too late for a blind repeat, a person decides
 */
export const mailReasons = [
  'no_answer',
  'provider_failed',
  'slow_down',
  'provider_refused',
  'daily_quota_exceeded',
  'monthly_quota_exceeded',
  'invalid_letter',
  'key_reused',
  'superseded',
  'link_missing',
  'outcome_unknown',
] as const
export type MailReason = (typeof mailReasons)[number]

/** A repeat of these would fail again, or reach somebody twice for certain. */
export const neverRetried: readonly MailReason[] = ['key_reused', 'superseded', 'link_missing']

export interface LetterState {
  status: OutboxStatus
  delivery: DeliveryStatus | null
  reason: string | null
}

/** Whether staff may send it again: what was refused or parked, and what came back. */
export function canRetryLetter({ status, delivery, reason }: LetterState): boolean {
  if (status === 'sent') return delivery === 'bounced'
  return (
    stoppedStatuses.some((stopped) => stopped === status) &&
    !(neverRetried as readonly (string | null)[]).includes(reason)
  )
}
