/** One change of many cards or coupons: what it can do and what it would do to each. Client-safe. */

import type { CardState } from '#app/domain/cards/cards.ts'
import type { CouponState } from '#app/domain/coupons/coupons.ts'
import { HOUR_MS } from '#app/domain/kernel/calendar.ts'
import type { Module } from '#app/domain/kernel/modules.ts'
import type { CompanyRight } from '#app/domain/kernel/rights-table.ts'
import type { BulkAction, BulkStatus, InstrumentKind } from '#db/schema/index.ts'

export type { BulkAction, BulkStatus }

export const bulkActions = {
  card: ['block', 'unblock', 'template', 'rule', 'no_rule', 'group', 'holder'],
  coupon: ['block', 'unblock', 'holder'],
} as const satisfies Record<InstrumentKind, readonly BulkAction[]>

/** What of a card or a coupon an action changes. */
export const aspectOf = {
  block: 'block',
  unblock: 'block',
  template: 'rule',
  rule: 'rule',
  no_rule: 'rule',
  group: 'group',
  holder: 'holder',
} as const satisfies Record<BulkAction, BulkState['of']>

/** Actions that leave nothing to choose before what they would do is shown. */
const WITHOUT_CHOICE: readonly BulkAction[] = ['block', 'unblock', 'no_rule']

export function needsChoice(action: BulkAction): boolean {
  return !WITHOUT_CHOICE.includes(action)
}

/** The right that a single change of that kind asks for. */
export function rightFor(kind: InstrumentKind, action: BulkAction): CompanyRight {
  const aspect = aspectOf[action]
  if (aspect === 'block') return kind === 'card' ? 'block_cards' : 'block_coupons'
  return aspect === 'holder' ? 'manage_fleet' : 'manage_card_rules'
}

/** The part of the product without which there is nothing to set. */
export function moduleFor(action: BulkAction): Module | null {
  const aspect = aspectOf[action]
  if (aspect === 'block') return null
  return aspect === 'holder' ? 'fleet' : 'rules'
}

/** How long a change can be undone after it was done. */
export const UNDO_HOURS = 24

export function canUndo({ status, finishedAt }: { status: BulkStatus; finishedAt: Date | null }, now: Date) {
  if (status !== 'done' || finishedAt === null) return false
  return finishedAt.getTime() + UNDO_HOURS * HOUR_MS > now.getTime()
}

interface Named {
  id: number
  name: string
}

/** One aspect of a card or a coupon, as it is stored and shown. */
export type BulkState =
  | { of: 'block'; status: CardState | CouponState; since: string | null; until: string | null }
  /** `version` 0: there is no rule. `own`: the columns of the card's own rule. */
  | { of: 'rule'; version: number; template: Named | null; own: unknown }
  | { of: 'group'; group: Named | null }
  | { of: 'holder'; driver: Named | null; vehicle: Named | null }

/** Two with the same key are the same state: a group that was renamed is the same group. */
export function keyOf(state: BulkState): string {
  switch (state.of) {
    case 'block':
      return `${state.status} ${state.since} ${state.until}`
    case 'rule':
      return `${state.version} ${state.template?.id ?? null}`
    case 'group':
      return String(state.group?.id ?? null)
    case 'holder':
      return `${state.driver?.id ?? null} ${state.vehicle?.id ?? null}`
  }
}
