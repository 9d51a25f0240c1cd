import { record } from '#app/domain/audit/audit.server.ts'
import type { Context } from '#app/domain/kernel/context.ts'
import { transact } from '#app/domain/kernel/transact.server.ts'
import { countGuards, deleteOldestGuards } from '#db/queries/access/sign-in-failures.ts'

/** Bad passwords are counted for any address that is typed, so somebody can fill the table; 0.2 GB are enough. */
const GUARD_CAP = 1_000_000

/**
 * Forgets the longest idle rows beyond the cap, whoever they belong to, and raises the alarm in the audit log.
 * @returns how many.
 */
export async function forgetSurplusGuards(ctx: Context, cap = GUARD_CAP): Promise<number> {
  const surplus = (await countGuards(ctx.db)) - cap
  if (surplus <= 0) return 0
  return transact(ctx, async (ctx) => {
    const forgotten = await deleteOldestGuards(ctx.db, surplus)
    await record(ctx, 'sign_in.guards_overflowed', null, { forgotten })
    return forgotten
  })
}
