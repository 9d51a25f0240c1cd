import { record } from '#app/domain/audit/audit.server.ts'
import type { Context } from '#app/domain/kernel/context.ts'
import { reject } from '#app/domain/kernel/errors.ts'
import { requireOwnAccount } from '#app/domain/kernel/rights.ts'
import { transact } from '#app/domain/kernel/transact.server.ts'
import { askerOf } from '#app/domain/rate-limits/asker.ts'
import { enforceRateLimit } from '#app/domain/rate-limits/rate-limits.server.ts'
import { selectSessionOf } from '#db/queries/access/sessions.ts'
import { selectUserById, updatePasswordOfVersion } from '#db/queries/accounts/users.ts'
import { type Device, type StartedSession, startSession } from './own-sessions.server.ts'
import { assertAcceptablePassword } from './password-policy.server.ts'
import { endEverythingOpen, tellOwner } from './recovery.server.ts'
import { comparePassword } from './sign-in-attempts.server.ts'

/**
 * Changes the password of who is signed in: every other session and open link ends, this device goes on under a
 * fresh session. Wrong current passwords count towards the block.
 *
 * @param sessionId of the session that asks.
 * @throws DomainError password_wrong, address_blocked, password_*, conflict_try_again, too_many_requests.
 */
export async function changePassword(
  ctx: Context,
  sessionId: number,
  input: { currentPassword: string; password: string },
  device: Device,
): Promise<StartedSession> {
  const userId = requireOwnAccount(ctx)
  await enforceRateLimit(ctx, 'sign_in')
  const user = (await selectUserById(ctx.db, userId)) ?? reject('not_signed_in')
  assertAcceptablePassword(ctx.settings, input.password, user.email)
  const { email } = user
  const verdict = await comparePassword(ctx, {
    email,
    user,
    password: input.currentPassword,
    where: 'password_change',
  })
  if (verdict === 'wrong') reject('password_wrong', { field: 'currentPassword' })
  if (verdict !== 'right') reject('address_blocked', { field: 'currentPassword' })
  const passwordHash = await ctx.hasher.hash(input.password, askerOf(ctx))
  return transact(ctx, async (ctx) => {
    const session = (await selectSessionOf(ctx.db, user.id, sessionId)) ?? reject('not_signed_in')
    if (!(await updatePasswordOfVersion(ctx.db, user.id, user.password_version, passwordHash)))
      reject('conflict_try_again')
    await endEverythingOpen(ctx, user)
    await record(ctx, 'password.changed', { kind: 'user', id: user.id })
    await tellOwner(ctx, user)
    const renewed = { ...user, password_version: user.password_version + 1 }
    return startSession(ctx, renewed, {
      remember: session.remembered === 1,
      device,
      companyId: session.company_id,
    })
  })
}
