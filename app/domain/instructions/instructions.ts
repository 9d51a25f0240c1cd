/** What a processor is asked for, as pages show it. Client-safe. Source: docs/decisions/0034 */

import type { LimitPeriodName } from '#app/domain/kernel/limit-periods.ts'
import type { InstructionAsks, InstructionStatus } from '#db/schema/index.ts'

export type { InstructionAsks, InstructionStatus }

export const outcomes = ['in_force', 'refused'] as const satisfies readonly InstructionStatus[]
export type Outcome = (typeof outcomes)[number]

/** So many minutes without an outcome are silence: pages warn, and the instruction is handed out again. */
export const SILENCE_MINUTES = 5

/** How the last change of a card or coupon that is processed elsewhere stands there. */
export interface AskedOf {
  asks: InstructionAsks
  status: Exclude<InstructionStatus, 'superseded'>
  /** Why it was refused, in the processor's words. */
  reason: string | null
  askedAt: Date
  deliveredAt: Date | null
  settledAt: Date | null
  /** Nothing is heard of it for longer than usual. */
  isSilent: boolean
}

/**
 * What is asked, when the state before may not be in force yet: who blocks, unblocks and blocks again has asked for a block,
 * and who changes a limit while a block is waiting still asks for the block.
 */
export function asksOf(
  isBlocked: boolean,
  before: { isBlocked: boolean; asks: InstructionAsks; status: InstructionStatus } | undefined,
): InstructionAsks {
  if (isBlocked !== (before?.isBlocked ?? false)) return isBlocked ? 'block' : 'unblock'
  return before === undefined || before.status === 'in_force' ? 'change' : before.asks
}

/** The parts of a card or a coupon that a processor is told, whole each time. Volumes are millilitres, money tiyn. */
export interface DesiredState {
  blocked: boolean
  /** Whose block it is; none: it is not blocked. */
  blocked_by: ('client' | 'supplier' | 'issuer')[]
  valid_from: string | null
  valid_until: string | null
  /** Null: any. */
  products: string[] | null
  limits: { period: LimitPeriodName; limit: number; unit: 'ml' | 'tiyn' }[]
  stations: { are: 'only' | 'not'; codes: string[] } | null
  /** Of a card: what its company allows within all that; null: as much. */
  rule: DesiredRule | null
  /** Of a card: the group whose cards share these limits; null: it is in none that has a rule. */
  group: (DesiredLimits & { id: number; name: string }) | null
  /** Of a card: reported lost. */
  lost: boolean
  /** Of a card: three wrong PINs blocked it here. */
  pin_locked: boolean
  /** Of a coupon. */
  volume_ml: number | null
}

/** What a company allows: null and none of a list ask nothing. */
export interface DesiredLimits {
  /** Of the four limits and of `extra`. */
  unit: 'ml' | 'tiyn'
  per_fill: number | null
  per_day: number | null
  per_week: number | null
  per_month: number | null
  fills_per_day: number | null
  products: string[]
  /** 1 is Monday. */
  weekdays: number[]
  /** Minutes after midnight in Almaty; an end at or before the beginning is the next morning. */
  minute_from: number | null
  minute_until: number | null
  stations: { are: 'only' | 'not'; codes: string[] } | null
  /** A station has to tell the odometer. */
  odometer_required: boolean
}

/** The company's rule of a card. */
export interface DesiredRule extends DesiredLimits {
  /** The template that it comes from; null: the card's own. */
  template: string | null
  /** What widens it until then: so much more, or for any fill, or for one fill nothing is asked. */
  permission: { kind: 'extra' | 'open' | 'fill'; extra: number | null; from: string; until: string } | null
}
