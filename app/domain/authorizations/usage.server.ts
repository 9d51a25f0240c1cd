import { businessDay, type Day, dayBounds, startOfMonth, startOfWeek } from '#app/domain/kernel/calendar.ts'
import type { CompanyId, Context } from '#app/domain/kernel/context.ts'
import { sumUsedNearLimits, type UsedCard } from '#db/queries/authorizations/near-limits.ts'
import {
  type Span,
  selectCardWithPredecessors,
  sumUsedByGroup,
  sumUsedWithCards,
} from '#db/queries/authorizations/usage.ts'
import type { Usage } from './fuel-request.ts'
import { renewsAt } from './limits.ts'

/** Of a company: more than any has. */
const MAX_CARDS = 1_000_000
const NOTHING = { volume: 0, amount: 0, fills: 0 }

export interface CardUsage extends Usage {
  /** What of the card's own wallet is held. */
  held: { volume: number; amount: number }
  /** Fills since the instant that was asked for; 0 without one. */
  fillsSince: number
  /** What the whole group used, where the card is in one that has a rule. */
  group: Usage | null
}

/** A card, and the group whose rule counts for it. */
export interface CountedCard {
  id: number
  number: string
  group_id?: number | null
  /** Null: the group has no rule. */
  group_unit?: unknown
}

/**
 * What was completed and is held with a card today, this week and this month, and with those whose place it took. Of a moment
 * that is over, what came after its day, week or month does not count in them.
 * `fill`: the fill that is asked for. `since`: an instant from which fills are counted, too.
 */
export async function readUsageOfCard(
  ctx: Context,
  companyId: CompanyId,
  card: CountedCard,
  fill: string | null = null,
  since: Date | null = null,
): Promise<CardUsage> {
  const today = businessDay(ctx.now)
  const ids = await selectCardWithPredecessors(ctx.db, companyId, card)
  const spans = [...periodsOf(today), ...(since ? [{ from: since, until: null }] : [])]
  const used = await sumUsedWithCards(ctx.db, companyId, ids, { spans, fill })
  const { group_id = null, group_unit = null } = card
  const group =
    group_id === null || group_unit === null ? null : await readUsageOfGroup(ctx, companyId, group_id, fill)
  const [day = NOTHING, week = NOTHING, month = NOTHING, later = NOTHING] = used.periods
  const { held } = used
  const ofFill = fill === null ? NOTHING : used.fill
  return { on: today, day, week, month, fill: ofFill, held, fillsSince: later.fills, group }
}

/** What was completed and is held with the cards that are in a group now. */
export async function readUsageOfGroup(
  ctx: Context,
  companyId: CompanyId,
  groupId: number,
  fill: string | null = null,
): Promise<Usage> {
  const today = businessDay(ctx.now)
  const used = await sumUsedByGroup(ctx.db, companyId, groupId, { spans: periodsOf(today), fill })
  const [day = NOTHING, week = NOTHING, month = NOTHING] = used.periods
  return { on: today, day, week, month, ...(fill === null ? {} : { fill: used.fill }) }
}

/** The card and those whose place it took. */
export function cardAndPredecessors(
  ctx: Context,
  companyId: CompanyId,
  card: { id: number; number: string },
): Promise<number[]> {
  return selectCardWithPredecessors(ctx.db, companyId, card)
}

/** The same for the cards of a company that may have used most of a limit, or for `limit` of them. It counts no fills. */
export async function readUsageNearLimits(
  ctx: Context,
  companyId: CompanyId,
  limit = MAX_CARDS,
): Promise<{ card: UsedCard; usage: Usage }[]> {
  const today = businessDay(ctx.now)
  const since = periodsOf(today).map(({ from }) => from)
  const cards = await sumUsedNearLimits(ctx.db, companyId, { since, today, limit })
  return cards.map((card) => {
    const [day, week, month] = card.periods.map((sums) => ({ ...sums, fills: 0 }))
    return { card, usage: { on: today, day: day ?? NOTHING, week: week ?? NOTHING, month: month ?? NOTHING } }
  })
}

function periodsOf(today: Day): Span[] {
  const first = { day: today, week: startOfWeek(today), month: startOfMonth(today) }
  return (['day', 'week', 'month'] as const).map((period) => ({
    from: dayBounds(first[period]).from,
    until: renewsAt(period, today),
  }))
}
