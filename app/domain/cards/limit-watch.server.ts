import type { FuelLimit, Usage } from '#app/domain/authorizations/fuel-request.ts'
import { isNearLimit, usedOf } from '#app/domain/authorizations/limits.ts'
import { readUsageOfCard } from '#app/domain/authorizations/usage.server.ts'
import { recordEvent } from '#app/domain/events/events.server.ts'
import { businessDay, type Day, dayBounds, startOfMonth, startOfWeek } from '#app/domain/kernel/calendar.ts'
import { asCompanyId, type CompanyId, type Context } from '#app/domain/kernel/context.ts'
import { requireRight } from '#app/domain/kernel/rights.ts'
import { transact } from '#app/domain/kernel/transact.server.ts'
import { markTransactionsRead, nextTransactions } from '#app/domain/transactions/new-rows.server.ts'
import type { Db } from '#db/connection/client.server.ts'
import { selectCard } from '#db/queries/cards/cards.ts'
import { deleteOldLimitNotices, insertLimitNotice, selectCardsUsed } from '#db/queries/cards/limit-notices.ts'
import { fuelLimitOf } from './card-fuel.ts'
import { limitsOfRule } from './card-rule.ts'
import { limitsOf } from './cards.ts'
import { watchNearLimits } from './limit-candidates.server.ts'
import { groupIn, standingRuleIn } from './stored-rule.ts'

const BATCH = 1_000
/** A transaction that takes longer to commit is not waited for. */
const SETTLED_SECONDS = 30
const PERCENTS = [80, 100] as const
/** Longer than a month lasts. */
const KEPT_DAYS = 70
const PURGED_AT_ONCE = 5_000

/**
 * Tells of limits of a day, a week or a month that are used to 80 and to 100 per cent, each once in its period, after cards
 * were used, and names the cards whose transactions the list of nearly used limits has to read. @returns whether more waits
 */
export async function tellUsedLimits(ctx: Context, seconds = SETTLED_SECONDS): Promise<boolean> {
  requireRight(ctx, 'find_signals')
  const range = await nextTransactions(ctx, 'limits.read_to', BATCH, seconds)
  if (!range) return false
  const month = dayBounds(startOfMonth(businessDay(ctx.now))).from
  for (const { cardId, companyId } of await selectCardsUsed(ctx.db, range, month))
    await transact(ctx, (ctx) => lookAt(ctx, asCompanyId(companyId), cardId))
  await markTransactionsRead(ctx, 'limits.read_to', range.to)
  return range.isFull
}

async function lookAt(ctx: Context, companyId: CompanyId, cardId: number): Promise<void> {
  const card = await selectCard(ctx.db, companyId, cardId)
  if (!card) return
  const usage = await readUsageOfCard(ctx, companyId, card)
  const [rule, group] = [standingRuleIn(card), groupIn(card)]
  const issuers = limitsOf(card).map((limit) => fuelLimitOf(limit, card.limit_unit))
  const today = businessDay(ctx.now)
  const near = issuers.filter((limit) => isNearLimit(limit, usage, today)).map(({ period }) => period)
  await watchNearLimits(ctx, companyId, cardId, near)
  const own = { kind: 'card', id: cardId } as const
  await tell(ctx, companyId, cardId, { of: own, whose: 'issuer', limits: issuers, usage })
  if (rule)
    await tell(ctx, companyId, cardId, { of: own, whose: 'client', limits: limitsOfRule(rule), usage })
  if (group?.rule && usage.group) {
    const of = { kind: 'group', id: group.id } as const
    const limits = limitsOfRule(group.rule)
    await tell(ctx, companyId, cardId, { of, whose: 'client', limits, usage: usage.group })
  }
}

interface Watched {
  of: { kind: 'card' | 'group'; id: number }
  whose: 'issuer' | 'client'
  limits: readonly FuelLimit[]
  usage: Usage
}

async function tell(
  ctx: Context,
  companyId: CompanyId,
  cardId: number,
  { of, whose, limits, usage }: Watched,
): Promise<void> {
  const today = businessDay(ctx.now)
  for (const limit of limits) {
    const { period } = limit
    if (period === 'fill' || limit.unit === 'fills' || limit.limit <= 0) continue
    const used = usedOf(limit, usage, today)
    for (const percent of PERCENTS.filter((one) => used * 100 >= limit.limit * one)) {
      const isNew = await insertLimitNotice(ctx.db, {
        ...{ company_id: companyId, subject_kind: of.kind, subject_id: of.id, whose, period, percent },
        starts_on: startOf(period, today),
      })
      const told = { period, percent, whose, of: of.kind }
      if (isNew) await recordEvent(ctx, { kind: 'limit.used', companyId, cardId, limit: told })
    }
  }
}

function startOf(period: 'day' | 'week' | 'month', today: Day): Day {
  if (period === 'day') return today
  return period === 'week' ? startOfWeek(today) : startOfMonth(today)
}

/** @returns how many were removed; called again until that is none. */
export function purgeLimitNotices(db: Db): Promise<number> {
  return deleteOldLimitNotices(db, KEPT_DAYS, PURGED_AT_ONCE)
}
