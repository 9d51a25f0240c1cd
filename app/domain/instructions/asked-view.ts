/** What a page says of a card or a coupon that a processor decides about. Client-safe. */

import { almatyWallClock } from '#app/domain/kernel/calendar.ts'
import type { AskedOf } from './instructions.ts'

export const askedLabels = [
  'block',
  'unblock',
  'change',
  'block_refused',
  'unblock_refused',
  'change_refused',
  'unasked',
] as const
export type AskedLabel = (typeof askedLabels)[number]

export interface AskedView {
  /** Null: what is wanted is in force, or nothing was ever asked. */
  label: AskedLabel | null
  /** It is told instead of the state, which would be said too early. */
  isInsteadOfState: boolean
  reason: string | null
  /** Wall clocks. */
  askedAt: string | null
  deliveredAt: string | null
  settledAt: string | null
  isSilent: boolean
}

export interface HeldView {
  amount: number
  unit: 'ml' | 'tiyn'
  /** Wall clock. */
  asOf: string
}

interface AtProcessor {
  asked: AskedOf | undefined
  balance: { amount: number; unit: 'ml' | 'tiyn'; asOf: Date } | undefined
}

/** Null: the cabinet itself decides about it. */
export function askedAtProcessor(at: AtProcessor | null, state: string): AskedView | null {
  return at && askedView(at.asked, state)
}

/** Null: none is known but the register's. */
export function heldAtProcessor(at: AtProcessor | null): HeldView | null {
  if (!at?.balance) return null
  const { amount, unit, asOf } = at.balance
  return { amount, unit, asOf: almatyWallClock(asOf) }
}

/** A fill as a page shows it. */
export function fillAtProcessor({
  id,
  at,
  station,
  volume,
}: {
  id: number
  at: Date
  station: string
  volume: number
}) {
  return { key: String(id), at: almatyWallClock(at), station, volume }
}

/** States that a client's or the supplier's block makes or lifts; of the others the issuer has said so. */
const BLOCKABLE = ['active', 'issued', 'reserved', 'blocked_by_client']

/** @param asked undefined: the processor was never asked for anything */
function askedView(asked: AskedOf | undefined, state: string): AskedView {
  const label = labelOf(asked, state)
  const clock = (moment: Date | null | undefined) => (moment ? almatyWallClock(moment) : null)
  return {
    label,
    isInsteadOfState: label !== null && !label.startsWith('change') && BLOCKABLE.includes(state),
    reason: asked?.reason ?? null,
    askedAt: clock(asked?.askedAt),
    deliveredAt: clock(asked?.deliveredAt),
    settledAt: clock(asked?.settledAt),
    isSilent: asked?.isSilent ?? false,
  }
}

/** A block from before the processor was connected is known to nobody but us. */
function labelOf(asked: AskedOf | undefined, state: string): AskedLabel | null {
  if (!asked) return state === 'blocked_by_client' ? 'unasked' : null
  if (asked.status === 'in_force') return null
  return asked.status === 'refused' ? `${asked.asks}_refused` : asked.asks
}
