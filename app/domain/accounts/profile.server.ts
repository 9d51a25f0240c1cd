import { record } from '#app/domain/audit/audit.server.ts'
import type { Context } from '#app/domain/kernel/context.ts'
import { requireOwnAccount } from '#app/domain/kernel/rights.ts'
import { transact } from '#app/domain/kernel/transact.server.ts'
import { updateUserProfile, updateWelcomed } from '#db/queries/accounts/users.ts'
import type { Profile } from './accounts.input.server.ts'

/** One's own name and language (of pages and letters). */
export function updateProfile(ctx: Context, input: Profile): Promise<void> {
  const userId = requireOwnAccount(ctx)
  return transact(ctx, async (ctx) => {
    await updateUserProfile(ctx.db, userId, input)
    await record(ctx, 'profile.updated', { kind: 'user', id: userId }, { locale: input.locale })
  })
}

/** The first visit was greeted; true for the first call only. No business fact, so no audit row. */
export function markWelcomed(ctx: Context): Promise<boolean> {
  const userId = requireOwnAccount(ctx)
  return transact(ctx, (ctx) => updateWelcomed(ctx.db, userId))
}
