import type { Context } from '#app/domain/kernel/context.ts'
import { reject } from '#app/domain/kernel/errors.ts'
import { enforceRateLimit } from '#app/domain/rate-limits/rate-limits.server.ts'
import { selectUserByEmail, selectUserById, type UserRow } from '#db/queries/accounts/users.ts'
import type { SignIn } from './access.input.server.ts'
import { type Device, type StartedSession, startSession } from './own-sessions.server.ts'
import { withPassword } from './sign-in-attempts.server.ts'
import { withUniformTiming } from './uniform-timing.server.ts'

/**
 * Opens a session. Known and unknown addresses get the same answers after the same time.
 *
 * @throws DomainError credentials_wrong, address_blocked (from the bad password that blocks on, the right one too),
 * account_disabled (only to who knows the password), too_many_requests.
 */
export async function signIn(ctx: Context, input: SignIn, device: Device): Promise<StartedSession> {
  await enforceRateLimit(ctx, 'sign_in')
  return withUniformTiming(() => trySignIn(ctx, input, device))
}

async function trySignIn(ctx: Context, input: SignIn, device: Device): Promise<StartedSession> {
  const user = await selectUserByEmail(ctx.db, input.email)
  const attempt = { email: input.email, user, password: input.password, where: 'sign_in' } as const
  const { verdict, result: session } = await withPassword(ctx, attempt, (ctx) =>
    enter(ctx, user, input.remember, device),
  )
  if (verdict === 'blocked') reject('address_blocked')
  if (verdict === 'blocking') reject('address_blocked')
  if (verdict !== 'right') rejectCredentials(ctx)
  return session
}

/** The account as it is now: the password may have changed, or staff disabled it, while it was compared. */
async function enter(
  ctx: Context,
  user: UserRow | undefined,
  remember: boolean,
  device: Device,
): Promise<StartedSession> {
  const fresh = user && (await selectUserById(ctx.db, user.id))
  if (!fresh || fresh.password_version !== user.password_version) rejectCredentials(ctx)
  if (fresh.disabled_at) reject('account_disabled')
  return startSession(ctx, fresh, { remember, device })
}

/** With how many wrong passwords in a row block the address. */
function rejectCredentials({ settings }: Context): never {
  reject('credentials_wrong', { params: { count: settings.signInAttempts, n: settings.signInAttempts } })
}
