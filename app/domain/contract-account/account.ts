/** What a contract account holds, in tiyn. Client-safe. */

import type { Day } from '#app/domain/kernel/calendar.ts'
import type { AccountEntryKind } from '#db/schema/index.ts'

export type { AccountEntryKind }

/** What staff book by hand; the rest follows transactions. */
export const enteredKinds = ['payment', 'refund', 'issue', 'opening', 'correction'] as const
export type EnteredKind = (typeof enteredKinds)[number]

/** Kinds whose direction is theirs; the others are typed with a sign. */
const DIRECTIONS: Partial<Record<EnteredKind, 1 | -1>> = { payment: 1, refund: -1, issue: -1 }

export function isSigned(kind: EnteredKind): boolean {
  return DIRECTIONS[kind] === undefined
}

/** What is typed, as the ledger has it. */
export function bookedAmount(kind: EnteredKind, typed: number): number {
  return typed * (DIRECTIONS[kind] ?? 1)
}

export interface AccountFigures {
  /** What came in less what went out. */
  balance: number
  /** Coupons that are paid from the account when they are redeemed, at their price. */
  coupons: number
  /** Fuel that stations hold for cards. */
  held: number
  /** Promised, not paid yet, and in time. */
  promised: number
}

/** What cards may spend before the stop limit is asked. */
export function freeBalance({ balance, coupons, held }: AccountFigures): number {
  return balance - coupons - held
}

/** What cards may still spend: a promise counts, and the stop limit is where they stop. */
export function spendable(figures: AccountFigures, stopLimit: number): number {
  return freeBalance(figures) + figures.promised - stopLimit
}

/** The days over which the pace is measured. */
export const PACE_DAYS = 30

/** For how many whole days what is free lasts, at so much spent in PACE_DAYS; null: nothing is spent. */
export function daysLeft(free: number, spent: number): number | null {
  if (spent <= 0) return null
  return Math.max(0, Math.floor((free * PACE_DAYS) / spent))
}

/** The day that counts: its own while its month is open, or else today. */
export function bookingDay(occurredOn: Day, closedThrough: Day, today: Day): Day {
  if (occurredOn > closedThrough) return occurredOn
  return today > closedThrough ? today : occurredOn
}
