import {
  addDays,
  addMonths,
  businessDay,
  type Day,
  startOfMonth,
  startOfWeek,
} from '#app/domain/kernel/calendar.ts'
import type { CompanyId, Context } from '#app/domain/kernel/context.ts'
import type { Db } from '#db/connection/client.server.ts'
import type { CardRow } from '#db/queries/cards/cards.ts'
import type { Heirs } from '#db/queries/cards/heirs.ts'
import {
  deletePastLimitCandidates,
  insertHeirsAsCandidates,
  upsertLimitCandidates,
} from '#db/queries/cards/limit-candidates.ts'

// The list of nearly used limits reads the transactions of the cards that are named here, and about no others: its cost is
// that of what it shows, however many cards a company has. Naming one too many costs time; one too few is never shown.

const PURGED_AT_ONCE = 5_000
const LIMITS = ['daily_limit', 'weekly_limit', 'monthly_limit'] as const

type Limits = Pick<CardRow, (typeof LIMITS)[number] | 'limit_unit'>

/** A card that used most of its limits of these periods. */
export function watchNearLimits(
  ctx: Context,
  companyId: CompanyId,
  cardId: number,
  periods: readonly ('fill' | 'day' | 'week' | 'month')[],
): Promise<void> {
  const today = businessDay(ctx.now)
  const rows = periods.map((period) => ({
    ...{ card_id: cardId, company_id: companyId, until_day: lastDayOf(period, today) },
  }))
  return upsertLimitCandidates(ctx.db, rows)
}

/** Cards whose limits a register lowers: what was used may be most of them now. */
export function watchLoweredLimits(
  ctx: Context,
  changes: readonly { before: Limits; after: Limits & { id: number; company_id: CompanyId } }[],
): Promise<void> {
  const until_day = lastDayOf('month', businessDay(ctx.now))
  const lowered = changes.filter(({ before, after }) => isLower(before, after))
  const rows = lowered.map(({ after }) => ({ card_id: after.id, company_id: after.company_id, until_day }))
  return upsertLimitCandidates(ctx.db, rows)
}

function isLower(before: Limits, after: Limits): boolean {
  return LIMITS.some((name) => {
    const [limit, was] = [after[name], before[name]]
    if (limit === null) return false
    return was === null || limit < was || after.limit_unit !== before.limit_unit
  })
}

/** Cards that take the place of others: what those used counts for them. */
export function watchHeirs(ctx: Context, heirs: Heirs): Promise<void> {
  return insertHeirsAsCandidates(ctx.db, heirs, lastDayOf('month', businessDay(ctx.now)))
}

function lastDayOf(period: 'fill' | 'day' | 'week' | 'month', today: Day): Day {
  if (period === 'week') return addDays(startOfWeek(today), 6)
  if (period === 'month') return addDays(addMonths(startOfMonth(today), 1), -1)
  return today
}

/** @returns how many were removed; called again until that is none. */
export function purgeLimitCandidates(db: Db): Promise<number> {
  return deletePastLimitCandidates(db, PURGED_AT_ONCE)
}
