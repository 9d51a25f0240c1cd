import { sendResetLetter } from '#app/domain/access/reset-letter.server.ts'
import { withUniformTiming } from '#app/domain/access/uniform-timing.server.ts'
import type { Context } from '#app/domain/kernel/context.ts'
import { enforceRateLimit } from '#app/domain/rate-limits/rate-limits.server.ts'
import { selectUserByEmail } from '#db/queries/accounts/users.ts'
import { repeatInvitations } from './repeated-letters.server.ts'

/**
 * "Forgot your password?": changes nothing but that a letter goes to an account that is not disabled; an invited
 * person gets the invitation again. Every address gets the same answer after the same time.
 * @throws DomainError too_many_requests
 */
export async function requestPasswordReset(ctx: Context, email: string): Promise<void> {
  await enforceRateLimit(ctx, 'email_form')
  await withUniformTiming(async () => {
    const user = await selectUserByEmail(ctx.db, email)
    if (!user) await repeatInvitations(ctx, email)
    else if (!user.disabled_at) await sendResetLetter(ctx, user)
  })
}
