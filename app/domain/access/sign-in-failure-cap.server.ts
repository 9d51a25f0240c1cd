import { record } from '#app/domain/audit/audit.server.ts'
import type { Context } from '#app/domain/kernel/context.ts'
import { transact } from '#app/domain/kernel/transact.server.ts'
import { countSignInFailures, deleteOldestSignInFailures } from '#db/queries/access/sign-in-failures.ts'

/** Bad passwords are counted for any address that is typed, so somebody can fill the table; 0.2 GB are enough. */
const MAX_ADDRESSES = 1_000_000

/**
 * Forgets the longest idle rows beyond the cap, whoever they belong to, and raises the alarm in the audit log.
 * @returns how many.
 */
export async function forgetSurplusSignInFailures(ctx: Context, cap = MAX_ADDRESSES): Promise<number> {
  const surplus = (await countSignInFailures(ctx.db)) - cap
  if (surplus <= 0) return 0
  return transact(ctx, async (ctx) => {
    const forgotten = await deleteOldestSignInFailures(ctx.db, surplus)
    await record(ctx, 'sign_in.guards_overflowed', null, { forgotten })
    return forgotten
  })
}
