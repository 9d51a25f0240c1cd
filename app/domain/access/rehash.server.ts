import type { Context } from '#app/domain/kernel/context.ts'
import { DomainError } from '#app/domain/kernel/errors.ts'
import { transact } from '#app/domain/kernel/transact.server.ts'
import { askerOf } from '#app/domain/rate-limits/asker.ts'
import { type UserRow, updatePasswordHash } from '#db/queries/accounts/users.ts'

/** The same password under the hash of today, if it is stored under an older one. */
export async function rehashIfNeeded(ctx: Context, user: UserRow, password: string): Promise<void> {
  if (!ctx.hasher.needsRehash(user.password_hash)) return
  try {
    const passwordHash = await ctx.hasher.hash(password, askerOf(ctx))
    await transact(ctx, (ctx) => updatePasswordHash(ctx.db, user.id, user.password_version, passwordHash))
  } catch (error) {
    // A full queue of hashes: the next sign-in does it.
    if (!(error instanceof DomainError)) throw error
  }
}
