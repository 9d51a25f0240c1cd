import { record } from '#app/domain/audit/audit.server.ts'
import { addDays, addMonths, businessDay, type Day, startOfMonth } from '#app/domain/kernel/calendar.ts'
import type { Context } from '#app/domain/kernel/context.ts'
import { reject } from '#app/domain/kernel/errors.ts'
import { requireRight } from '#app/domain/kernel/rights.ts'
import { transact } from '#app/domain/kernel/transact.server.ts'
import { insertPeriod, selectClosedThrough, selectPeriods } from '#db/queries/contract-account/accounts.ts'
import type { ClosePeriod } from './account.input.server.ts'

const MAX_SHOWN = 60

export interface Periods {
  closedThrough: Day
  /** Months that can be closed, `2026-10`, the oldest first: closing one closes those before it. */
  open: string[]
  closed: { closed_through: Day; closed_by_email: string | null; created_at: Date }[]
}

/** Which months of the ledger are closed. */
export async function listPeriods(ctx: Context): Promise<Periods> {
  requireRight(ctx, 'see_periods')
  const closedThrough = await selectClosedThrough(ctx.db)
  return {
    closedThrough,
    open: openMonths(closedThrough, businessDay(ctx.now)),
    closed: await selectPeriods(ctx.db, MAX_SHOWN),
  }
}

/** Months that are over and not closed: at most the last year's. */
function openMonths(closedThrough: Day, today: Day): string[] {
  const current = startOfMonth(today)
  const months = Array.from({ length: 12 }, (_, at) => addMonths(current, at - 12))
  return months.filter((month) => month > closedThrough).map((month) => month.slice(0, 7))
}

/**
 * Closes a month that is over, and all before it, for every company. What comes later about them is booked in the open
 * month. @throws DomainError period_not_over, period_closed
 */
export function closePeriod(ctx: Context, { month }: ClosePeriod): Promise<void> {
  requireRight(ctx, 'close_periods')
  const userId = ctx.actor.kind === 'staff' ? ctx.actor.userId : reject('not_allowed')
  const through = addDays(addMonths(`${month}-01`, 1), -1)
  return transact(ctx, async (ctx) => {
    const closed = await selectClosedThrough(ctx.db, 'close')
    if (through >= startOfMonth(businessDay(ctx.now))) reject('period_not_over', { field: 'month' })
    if (through <= closed) reject('period_closed', { field: 'month' })
    const id = await insertPeriod(ctx.db, through, userId)
    await record(ctx, 'period.closed', { kind: 'period', id }, { name: month })
  })
}
