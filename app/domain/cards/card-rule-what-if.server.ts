import { cardAndPredecessors } from '#app/domain/authorizations/usage.server.ts'
import { addDays, businessDay, dayBounds, startOfMonth, startOfWeek } from '#app/domain/kernel/calendar.ts'
import type { CompanyId, Context } from '#app/domain/kernel/context.ts'
import { reject } from '#app/domain/kernel/errors.ts'
import { requireRightIn } from '#app/domain/kernel/rights.ts'
import { enforceRateLimit } from '#app/domain/rate-limits/rate-limits.server.ts'
import { selectCard } from '#db/queries/cards/cards.ts'
import { selectReplayedFills } from '#db/queries/cards/replayed-fills.ts'
import type { CardRule } from './card-rule.ts'
import { type PastFill, type WhatIf, whatIf } from './card-rule-what-if.ts'

/** Days that are asked about, up to now. */
const WHAT_IF_DAYS = 30
/** A card that refuels every quarter of an hour for two months. */
const MAX_FILLS = 6_000

/** What the rule would have done with the refuellings of a card in the last days. @throws DomainError card_not_found */
export async function tryCardRule(
  ctx: Context,
  companyId: CompanyId,
  id: number,
  rule: CardRule,
): Promise<WhatIf> {
  requireRightIn(ctx, companyId, 'manage_card_rules')
  await enforceRateLimit(ctx, 'trial')
  const card = (await selectCard(ctx.db, companyId, id)) ?? reject('card_not_found')
  const ids = await cardAndPredecessors(ctx, companyId, card)
  const { fills, from } = await fillsToReplay(ctx, companyId, ids, MAX_FILLS)
  return whatIf(rule, fills, from)
}

/** The fills of the days that are asked about, which begin at `from`, and those before them that count in their sums. */
export async function fillsToReplay(
  ctx: Context,
  companyId: CompanyId,
  cardIds: readonly number[],
  most: number,
): Promise<{ fills: PastFill[]; from: Date }> {
  const first = addDays(businessDay(ctx.now), -WHAT_IF_DAYS)
  // The first day's week and month began earlier, and what was used in them counts.
  const earliest = [startOfWeek(first), startOfMonth(first)].sort()[0] ?? first
  const span = { from: dayBounds(earliest).from, until: ctx.now }
  const rows = await selectReplayedFills(ctx.db, companyId, cardIds, span, most)
  const fills = rows.map(({ occurred_at: at, station_code: station, card_id: card, ...row }) => ({
    ...row,
    ...{ at, station, card },
  }))
  return { fills, from: dayBounds(first).from }
}
