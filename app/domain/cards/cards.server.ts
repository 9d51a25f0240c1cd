import { decideStatus } from '#app/domain/authorizations/decide-status.ts'
import type { Decision } from '#app/domain/authorizations/decision.ts'
import type { FuelLimit, FuelRule, Usage } from '#app/domain/authorizations/fuel-request.ts'
import { leftOf, renewsAt, usedOf } from '#app/domain/authorizations/limits.ts'
import { type CardUsage, readUsageOfCard } from '#app/domain/authorizations/usage.server.ts'
import { spendableOf } from '#app/domain/contract-account/balances.server.ts'
import { historyOf } from '#app/domain/history/history.server.ts'
import type { HistoryEntry } from '#app/domain/history/life.ts'
import {
  type AtProcessor,
  lastFillsAtProcessor,
  type ProcessorFill,
  readAtProcessor,
} from '#app/domain/instructions/asked.server.ts'
import { businessDay, type Day } from '#app/domain/kernel/calendar.ts'
import type { CompanyId, Context } from '#app/domain/kernel/context.ts'
import { reject } from '#app/domain/kernel/errors.ts'
import { requireRightIn } from '#app/domain/kernel/rights.ts'
import { lastCommitOf } from '#app/domain/registers/freshness.server.ts'
import { readReach } from '#app/domain/stations/reach.server.ts'
import type { Reach } from '#app/domain/stations/reach.ts'
import { stationsIn } from '#app/domain/stations/station-rules.ts'
import { type CardRow, type ShownCardRow, selectCard, selectCompanyOfCard } from '#db/queries/cards/cards.ts'
import { asBlockedAt } from './card-blocks.ts'
import { cardFactsOf, cardRulesOf, fuelLimitOf } from './card-fuel.ts'
import { type CardPinState, pinStateOf } from './card-pins.ts'
import {
  countFillsSince,
  type GroupOfCard,
  limitsOfRule,
  permissionAt,
  type StandingRule,
} from './card-rule.ts'
import { type CardLimit, type CardState, canBlockCard, canUnblockCard, cardState, limitsOf } from './cards.ts'
import { groupIn, standingRuleIn } from './stored-rule.ts'

/** A limit and what of it the known transactions and the holds at pumps have used and left, in the limit's unit. */
export interface CardLimitUse extends CardLimit {
  used: number
  left: number
  /** When it is whole again. */
  renews: Date | null
}

/** The client's own rule with what is used and left of it; `permission`: what widens it now. */
export interface RuleInUse extends StandingRule {
  limits: (FuelLimit & { used: number; left: number })[]
}

export interface GroupInUse extends GroupOfCard {
  limits: (FuelLimit & { used: number; left: number })[]
}

export interface CardDetails extends CardRow {
  /** Why staff suspect fraud, for staff only; null: they do not. */
  suspicion: string | null
  state: CardState
  /** Whether it works now, and why not. */
  decision: Decision
  pin: CardPinState
  canBlock: boolean
  canUnblock: boolean
  /** Where it works, as the issuer says; null: nothing is known. */
  stations: FuelRule['stations']
  /** Where a block is in force at once. */
  reach: Reach
  /** Null: the cabinet itself decides about it. */
  atProcessor: AtProcessor | null
  /** What the processor approved last. */
  processorFills: ProcessorFill[]
  limits: CardLimitUse[]
  /** What the client itself allows; null: whatever the issuer does. */
  rule: RuleInUse | null
  /** The group that it is in, with what all its cards have used and left of the group's limits. */
  group: GroupInUse | null
  /** The card that took this one's place, where the company has it. */
  replacement: { id: number; number: string } | null
  /** When the next planned block begins; null: none is planned. */
  next_block_at: Date | null
  /** What was done with it here and by registers, the newest first. */
  history: HistoryEntry[]
  /** When the register of transactions last changed: what the use of limits is counted from. */
  usedAsOf: Date | null
}

/** @throws DomainError card_not_found */
export async function findCard(ctx: Context, companyId: CompanyId, id: number): Promise<CardDetails> {
  requireRightIn(ctx, companyId, 'see_cards')
  const stored = (await selectCard(ctx.db, companyId, id)) ?? reject('card_not_found')
  const card = asBlockedAt(stored, ctx.now)
  const today = businessDay(ctx.now)
  const state = cardState(card, today)
  const rule = standingRuleIn(card)
  const [usage, history, usedAsOf, reach, atProcessor, freeBalance] = await Promise.all([
    readUsageOfCard(ctx, companyId, card, null, countFillsSince(rule?.permission ?? null, ctx.now)),
    historyOf(ctx, companyId, {
      kind: 'card',
      id,
      state,
      validUntil: card.valid_until,
      createdAt: card.created_at,
      redeemed: null,
    }),
    lastCommitOf(ctx.db, 'transactions'),
    readReach(ctx, 'card'),
    readAtProcessor(ctx, companyId, 'card', [id]),
    card.has_account ? spendableOf(ctx, companyId) : null,
  ])
  const pin = pinStateOf(card)
  const stations = stationsIn(card)
  return {
    ...card,
    state,
    decision: decideStatus(
      cardFactsOf(stored, usage.held, ctx.now, { pin: pin === 'blocked' ? 'blocked' : 'unset' }),
      cardRulesOf(card, usage, ctx.now),
      ctx.now,
      {
        isCompanyClosed: card.company_closed_at !== null,
        isSuspicious: card.suspected_at !== null,
        freeBalance,
      },
    ),
    suspicion: card.suspected_reason,
    pin,
    stations,
    canBlock: canBlockCard(card, today),
    canUnblock: canUnblockCard(card, today),
    limits: limitsInUse(card, usage, today),
    rule: rule && ruleInUse(rule, usage, ctx.now),
    group: groupInUse(groupIn(card), usage.group, today),
    replacement: replacementOf(card),
    history,
    usedAsOf,
    reach,
    atProcessor: atProcessor?.(id) ?? null,
    processorFills: await lastFillsAtProcessor(ctx, companyId, 'card', id),
  }
}

function ruleInUse(rule: StandingRule, usage: CardUsage, now: Date): RuleInUse {
  const permission = permissionAt(rule, now, usage.fillsSince)
  const today = businessDay(now)
  const limits = limitsOfRule(rule, permission?.kind === 'extra' ? permission.extra : 0)
  return { ...rule, permission, limits: limits.map((limit) => inUse(limit, usage, today)) }
}

function groupInUse(group: GroupOfCard | null, usage: Usage | null, today: Day): GroupInUse | null {
  if (!group) return null
  const limits =
    group.rule && usage ? limitsOfRule(group.rule).map((limit) => inUse(limit, usage, today)) : []
  return { ...group, limits }
}

function inUse(limit: FuelLimit, usage: Usage, today: Day) {
  return { ...limit, used: usedOf(limit, usage, today), left: leftOf(limit, usage, today) }
}

function replacementOf({
  replaced_by: number,
  replacement_id: id,
}: ShownCardRow): CardDetails['replacement'] {
  return number === null || id === null ? null : { id, number }
}

function limitsInUse(card: CardRow, usage: Usage, today: Day): CardLimitUse[] {
  return limitsOf(card).map((limit) => {
    const fuelLimit = fuelLimitOf(limit, card.limit_unit)
    const renews = renewsAt(fuelLimit.period, today)
    return { ...limit, used: usedOf(fuelLimit, usage, today), left: leftOf(fuelLimit, usage, today), renews }
  })
}

/** Which of the person's companies a card belongs to: a link to any of them opens it. */
export function companyOfCard(
  ctx: Context,
  companyIds: readonly CompanyId[],
  id: number,
): Promise<CompanyId | undefined> {
  return selectCompanyOfCard(ctx.db, companyIds, id)
}
