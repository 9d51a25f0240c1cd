import { record } from '#app/domain/audit/audit.server.ts'
import type { Context } from '#app/domain/kernel/context.ts'
import { DomainError, reject } from '#app/domain/kernel/errors.ts'
import { transact } from '#app/domain/kernel/transact.server.ts'
import { checkRateLimit, countHit, enforceRateLimit } from '#app/domain/rate-limits/rate-limits.server.ts'
import {
  rehashPassword,
  selectUserByEmail,
  selectUserById,
  type UserRow,
} from '#db/queries/accounts/users.ts'
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
  await checkRateLimit(ctx, 'sign_in_failure')
  return withUniformTiming(() => trySignIn(ctx, input, device))
}

async function trySignIn(ctx: Context, input: SignIn, device: Device): Promise<StartedSession> {
  const user = await selectUserByEmail(ctx.db, input.email)
  const attempt = { email: input.email, user, password: input.password, door: 'sign_in' } as const
  const { verdict, result: session } = await withPassword(ctx, attempt, (ctx) =>
    enter(ctx, user, input.remember, device),
  )
  if (verdict === 'blocked') reject('address_blocked')
  if (verdict !== 'right' || !user) {
    await countSignInFailure(ctx)
    reject(verdict === 'blocking' ? 'address_blocked' : 'credentials_wrong')
  }
  await rehashIfNeeded(ctx, user, input.password)
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
  if (!fresh || fresh.password_version !== user.password_version) reject('credentials_wrong')
  if (fresh.disabled_at) reject('account_disabled')
  return startSession(ctx, fresh, { remember, device })
}

/** One client address that fails so often in a minute is guessing: the log says so once, then it is refused. */
async function countSignInFailure(ctx: Context): Promise<void> {
  const { left } = await countHit(ctx, 'sign_in_failure')
  if (left > 0 || (await countHit(ctx, 'spray_alarm')).refused) return
  await transact(ctx, (ctx) => record(ctx, 'sign_in.spray_suspected', null))
}

async function rehashIfNeeded(ctx: Context, user: UserRow, password: string): Promise<void> {
  if (!ctx.hasher.needsRehash(user.password_hash)) return
  try {
    const passwordHash = await ctx.hasher.hash(password)
    await transact(ctx, (ctx) => rehashPassword(ctx.db, user.id, user.password_version, passwordHash))
  } catch (error) {
    // A full queue of hashes: the next sign-in does it.
    if (!(error instanceof DomainError)) throw error
  }
}
