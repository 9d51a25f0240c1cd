/**
 * What a card is to whoever looks at it: its state by today's date and what may be done with it. Client-safe.
 * Limits and balances are millilitres or tiyn, days of Asia/Almaty.
 */

import { type Day, isPast } from '#app/domain/kernel/calendar.ts'
import type { LimitPeriodName } from '#app/domain/kernel/limit-periods.ts'
import type { CardIssuerStatus, CardStatus } from '#db/schema/index.ts'

export type CardState = CardStatus

export const cardStates = [
  'active',
  'blocked_by_client',
  'blocked_by_issuer',
  'expired',
  'lost',
] as const satisfies readonly CardState[]

/** What a list can be narrowed to, in the order in which people read it; either block is `blocked`. */
export const cardFilters = ['active', 'blocked', 'expired', 'lost'] as const
export type CardFilterState = (typeof cardFilters)[number]

export const cardSorts = ['number', '-number', 'holder', '-holder', 'newest'] as const
export type CardSort = (typeof cardSorts)[number]

/** The stored status: the issuer's word goes before the client's own block, which waits underneath. */
export function storedCardStatus(issuer: CardIssuerStatus, isBlockedByClient: boolean): CardStatus {
  if (issuer === 'blocked') return 'blocked_by_issuer'
  return isBlockedByClient && issuer === 'active' ? 'blocked_by_client' : issuer
}

/** A card that its client reported as lost is lost, whatever a register says afterwards. */
export function issuerStatusOf(card: {
  issuer_status: CardIssuerStatus
  client_lost_at: Date | null
}): CardIssuerStatus {
  return card.client_lost_at === null ? card.issuer_status : 'lost'
}

interface Dated {
  status: CardStatus
  valid_until: Day | null
}

/** Expiry is the date's (the last day counts); a lost card stays lost. */
export function cardState({ status, valid_until }: Dated, today: Day): CardState {
  return status !== 'lost' && isPast(valid_until, today) ? 'expired' : status
}

export function canBlockCard(card: Dated, today: Day): boolean {
  return cardState(card, today) === 'active'
}

/** The client lifts only its own block. */
export function canUnblockCard(card: Dated, today: Day): boolean {
  return cardState(card, today) === 'blocked_by_client'
}

/** `•••• 9462`: as a list and a message name a card. */
export function maskedNumber(number: string): string {
  return `••••\u00A0${number.slice(-4)}`
}

/** A card is named by its last four digits, also one that no register brought yet; a coupon in full. */
export function instrumentName(transaction: { instrument_number: string; coupon_id: number | null }): string {
  const { instrument_number: number, coupon_id: couponId } = transaction
  return couponId === null ? maskedNumber(number) : number
}

const ENDS_BY_DATE = ['active', 'blocked_by_client', 'blocked_by_issuer'] as const satisfies CardStatus[]

/** The stored statuses and days behind a state: what a list narrowed to it selects. */
export function cardSlicesOf(
  state: CardFilterState,
  today: Day,
): { status: CardStatus; validOn?: Day; overBefore?: Day }[] {
  switch (state) {
    case 'active':
      return [{ status: 'active', validOn: today }]
    case 'blocked':
      return [
        { status: 'blocked_by_client', validOn: today },
        { status: 'blocked_by_issuer', validOn: today },
      ]
    case 'expired':
      return [{ status: 'expired' }, ...ENDS_BY_DATE.map((status) => ({ status, overBefore: today }))]
    case 'lost':
      return [{ status: 'lost' }]
  }
}

export function cardFilterOf(state: CardState): CardFilterState {
  return state === 'blocked_by_client' || state === 'blocked_by_issuer' ? 'blocked' : state
}

export interface CardLimit {
  period: LimitPeriodName
  /** Of what `limit_unit` says: millilitres or tiyn. */
  limit: number
}

export function limitsOf(card: {
  daily_limit: number | null
  weekly_limit: number | null
  monthly_limit: number | null
}): CardLimit[] {
  const all = [
    { period: 'daily', limit: card.daily_limit },
    { period: 'weekly', limit: card.weekly_limit },
    { period: 'monthly', limit: card.monthly_limit },
  ] as const
  return all.flatMap(({ period, limit }) => (limit === null ? [] : [{ period, limit }]))
}
