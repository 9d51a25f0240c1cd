import { deleteOldRates } from '#db/queries/rate-limits.ts'
import { deleteExpiredSessions } from '#db/queries/sessions.ts'
import {
  countGuards,
  deleteIdleGuards,
  deleteLapsedPlaces,
  deleteOldestGuards,
} from '#db/queries/sign-in-guards.ts'
import { record } from '../audit/audit.server.ts'
import type { Context } from '../context.ts'
import { transact } from '../transact.server.ts'

/** Bad passwords of an address are forgotten after so many idle days, whether or not it has an account. */
const IDLE_DAYS = 90
/** Bad passwords are kept for any address that was typed: so many rows, and the log raises the alarm. */
const GUARD_CAP = 1_000_000

/** The worker's hourly broom: ended sessions, idle guards, lapsed places, old rate windows. Repeatable at any time. */
export async function forgetOldTraces(ctx: Context, guardCap = GUARD_CAP): Promise<void> {
  await transact(ctx, (ctx) => deleteExpiredSessions(ctx.db))
  await transact(ctx, (ctx) => deleteLapsedPlaces(ctx.db))
  await transact(ctx, (ctx) => deleteOldRates(ctx.db))
  await transact(ctx, (ctx) => deleteIdleGuards(ctx.db, IDLE_DAYS))
  const surplus = (await countGuards(ctx.db)) - guardCap
  if (surplus <= 0) return
  await transact(ctx, async (ctx) => {
    await deleteOldestGuards(ctx.db, surplus)
    await record(ctx, 'sign_in.guards_overflowed', null, { forgotten: surplus })
  })
}
