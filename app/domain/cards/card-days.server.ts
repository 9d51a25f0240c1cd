import { cardAndPredecessors } from '#app/domain/authorizations/usage.server.ts'
import {
  addDays,
  addMonths,
  businessDay,
  type Day,
  dayBounds,
  startOfMonth,
} from '#app/domain/kernel/calendar.ts'
import type { CompanyId, Context } from '#app/domain/kernel/context.ts'
import { reject } from '#app/domain/kernel/errors.ts'
import { requireRightIn } from '#app/domain/kernel/rights.ts'
import { type CardDayRow, sumCardByDay } from '#db/queries/cards/card-days.ts'
import { selectCard } from '#db/queries/cards/cards.ts'
import { maskedNumber } from './cards.ts'

/** This month and so many before. */
const MAX_MONTHS_BACK = 12

export interface CardDays {
  /** Masked. */
  number: string
  /** `YYYY-MM`. */
  month: string
  /** Null: there is none to show. */
  before: string | null
  after: string | null
  /** Every day of it, in order. */
  days: Day[]
  /** Days and products without anything are left out. */
  fuelled: CardDayRow[]
  unit: 'ml' | 'tiyn'
  /** The least that a day may hold, the issuer's or the client's own, in `unit`; null: it has no limit of that unit. */
  dailyLimit: number | null
}

/** A card's month by day, with what the cards whose place it took were used for. @throws DomainError card_not_found */
export async function readCardDays(
  ctx: Context,
  companyId: CompanyId,
  id: number,
  wanted: string | undefined,
): Promise<CardDays> {
  requireRightIn(ctx, companyId, 'see_cards')
  const card = (await selectCard(ctx.db, companyId, id)) ?? reject('card_not_found')
  const now = startOfMonth(businessDay(ctx.now))
  const oldest = addMonths(now, -MAX_MONTHS_BACK)
  const asked = wanted ? `${wanted}-01` : now
  const first = asked > now || asked < oldest ? now : asked
  const next = addMonths(first, 1)
  const ids = await cardAndPredecessors(ctx, companyId, card)
  const span = { from: dayBounds(first).from, until: dayBounds(next).from }
  const limits = [card.daily_limit, card.rule_unit === card.limit_unit ? card.rule_per_day : null].filter(
    (limit) => limit !== null,
  )
  return {
    number: maskedNumber(card.number),
    month: first.slice(0, 7),
    before: first > oldest ? addMonths(first, -1).slice(0, 7) : null,
    after: first < now ? next.slice(0, 7) : null,
    days: daysBetween(first, next),
    fuelled: await sumCardByDay(ctx.db, companyId, ids, span),
    unit: card.limit_unit,
    dailyLimit: limits.length > 0 ? Math.min(...limits) : null,
  }
}

function daysBetween(first: Day, next: Day): Day[] {
  const days: Day[] = []
  for (let day = first; day < next; day = addDays(day, 1)) days.push(day)
  return days
}
