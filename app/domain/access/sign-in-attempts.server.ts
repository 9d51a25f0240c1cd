import { record } from '#app/domain/audit/audit.server.ts'
import type { Context } from '#app/domain/kernel/context.ts'
import { reject } from '#app/domain/kernel/errors.ts'
import type { Keyring } from '#app/domain/kernel/keyring.server.ts'
import { transact } from '#app/domain/kernel/transact.server.ts'
import { formatLetterTime } from '#app/domain/mail/letter-time.ts'
import { enqueue } from '#app/domain/mail/outbox.server.ts'
import { askerOf } from '#app/domain/rate-limits/asker.ts'
import type { Db } from '#db/connection/client.server.ts'
import {
  claimBlockLetter,
  deleteSignInAttempt,
  insertSignInAttempt,
  type SignInFailures,
  selectAllBlockedKeys,
  selectBlockedKeys,
  selectSignInFailures,
  updateBlockLifted,
  updateFailuresCounted,
  updateFailuresForgotten,
  updateSignInFailureKeys,
  upsertSignInFailures,
} from '#db/queries/access/sign-in-failures.ts'
import type { UserRow } from '#db/queries/accounts/users.ts'
import { databaseNow } from '#db/sql/now.ts'
import {
  countFailedGuess,
  guessFromAddress,
  RETRY_AFTER_SECONDS,
  WAIT_LIMIT_MS,
  WAIT_MS,
} from './password-guesses.server.ts'
import { enqueueByKey, queueLength, wakeNext } from './queue-by-key.server.ts'
import { rehashIfNeeded } from './rehash.server.ts'

/** As many as may wait for the hasher. */
const MAX_QUEUE = 100

/** `blocking` is the bad password that blocked; `blocked` was compared with nothing. */
type Failure = 'wrong' | 'blocking' | 'blocked'
export type Verdict = 'right' | Failure

export interface Attempt {
  /** The address in its stored form, whether or not it has an account. */
  email: string
  user: UserRow | undefined
  password: string
  /** Where the password was asked for. */
  where: 'sign_in' | 'password_change' | 'invitation' | 'till'
}

export type Comparison<Result> =
  | { verdict: 'right'; result: Result }
  | { verdict: Failure; result?: undefined }

/** As `withPassword`, for who only asks whether it is the right one. */
export async function comparePassword(ctx: Context, attempt: Attempt): Promise<Verdict> {
  return (await withPassword(ctx, attempt, async () => null)).verdict
}

/**
 * Compares a password under the limit of the address: reserve an attempt, compare, settle. However many guesses
 * arrive at once, no more are compared than may fail; who finds none left waits for a verdict. An address without
 * an account goes the same way, against a hash that nothing matches.
 *
 * `enter` runs after the right password, in the transaction that settles it.
 *
 * Wherever it is asked for: a client address that guesses is refused, and an old hash is replaced.
 *
 * @throws DomainError too_many_requests when the client address failed too often, no attempt came free in time, or the
 * queue or the hasher is full: no failure.
 * What `enter` throws; the password counts as right all the same.
 */
export async function withPassword<Result>(
  ctx: Context,
  attempt: Attempt,
  enter: (ctx: Context) => Promise<Result>,
): Promise<Comparison<Result>> {
  const comparison = await guessFromAddress(ctx, async () => {
    const comparison = await compareOnce(ctx, attempt, enter)
    if (comparison.verdict === 'wrong' || comparison.verdict === 'blocking') await countFailedGuess(ctx)
    return comparison
  })
  if (comparison.verdict === 'right' && attempt.user)
    await rehashIfNeeded(ctx, attempt.user, attempt.password)
  return comparison
}

async function compareOnce<Result>(
  ctx: Context,
  attempt: Attempt,
  enter: (ctx: Context) => Promise<Result>,
): Promise<Comparison<Result>> {
  const [addressKey, ...older] = addressKeys(ctx.keyring, attempt.email)
  if (older.length > 0) await transact(ctx, (ctx) => updateSignInFailureKeys(ctx.db, older, addressKey))
  const attemptId = await reserveAttempt(ctx, addressKey)
  if (attemptId === null) return { verdict: 'blocked' }
  try {
    const matches = await verify(ctx, attemptId, attempt)
    if (matches) return await settleRight(ctx, addressKey, attemptId, enter)
    return { verdict: await settleWrong(ctx, addressKey, attemptId, attempt) }
  } finally {
    wakeNext(queueKeyOf(addressKey))
  }
}

/** True when there was a block. A lifted one begins with all attempts again. */
export function liftBlockOf(ctx: Context, email: string): Promise<boolean> {
  return updateBlockLifted(ctx.db, addressKeys(ctx.keyring, email))
}

/** Which of these keys are blocked, in hexadecimal. */
export function blockedKeysAmong(db: Db, keys: Buffer[]): Promise<Set<string>> {
  return selectBlockedKeys(db, keys)
}

/** All of them that anybody's address has, in hexadecimal. */
export function blockedKeys(db: Db, limit: number): Promise<Set<string>> {
  return selectAllBlockedKeys(db, limit)
}

/** The key of today first. */
export function addressKeys(keyring: Keyring, email: string): [Buffer, ...Buffer[]] {
  const [first, ...older] = keyring.hmacAll('address', email)
  if (!first) throw new Error('the keyring is empty')
  return [first, ...older]
}

/** @returns the attempt's id, or null when the address is blocked. @throws DomainError too_many_requests */
async function reserveAttempt(ctx: Context, addressKey: Buffer): Promise<number | null> {
  const limit = ctx.settings.signInAttempts
  const queue = queueKeyOf(addressKey)
  const last = performance.now() + WAIT_LIMIT_MS
  if (queueLength(queue) >= MAX_QUEUE) comeBackLater()
  return enqueueByKey(queue, WAIT_LIMIT_MS, async (pause) => {
    for (;;) {
      // Who is blocked is told so without a write, however often that is asked.
      const failures = await selectSignInFailures(ctx.db, addressKey)
      if (failures.blocked) return null
      const attemptId = isFull(failures, limit)
        ? null
        : await transact(ctx, (ctx) => tryReserve(ctx, addressKey, limit))
      if (attemptId !== null) return attemptId
      const left = last - performance.now()
      if (left <= 0) comeBackLater()
      await pause(Math.min(left, WAIT_MS * (0.5 + Math.random())))
    }
  })
}

function comeBackLater(): never {
  reject('too_many_requests', { retryAfter: RETRY_AFTER_SECONDS })
}

function queueKeyOf(addressKey: Buffer): string {
  return addressKey.toString('hex')
}

async function tryReserve(ctx: Context, addressKey: Buffer, limit: number): Promise<number | null> {
  await upsertSignInFailures(ctx.db, addressKey)
  return insertSignInAttempt(ctx.db, addressKey, limit)
}

function isFull({ failures, attempts }: SignInFailures, limit: number): boolean {
  return failures + attempts >= limit
}

async function verify(ctx: Context, attemptId: number, { user, password }: Attempt): Promise<boolean> {
  try {
    return await ctx.hasher.verify(user?.password_hash ?? null, password, askerOf(ctx))
  } catch (error) {
    await transact(ctx, (ctx) => deleteSignInAttempt(ctx.db, attemptId))
    throw error
  }
}

async function settleRight<Result>(
  ctx: Context,
  addressKey: Buffer,
  attemptId: number,
  enter: (ctx: Context) => Promise<Result>,
): Promise<Comparison<Result>> {
  const settle = async (ctx: Context): Promise<boolean> => {
    const isOpen =
      // A row that is gone (its key rotated, the table full) blocks nobody.
      (await updateFailuresForgotten(ctx.db, addressKey)) ||
      !(await selectSignInFailures(ctx.db, addressKey)).blocked
    await deleteSignInAttempt(ctx.db, attemptId)
    return isOpen
  }
  try {
    return await transact(ctx, async (ctx) =>
      (await settle(ctx)) ? { verdict: 'right', result: await enter(ctx) } : { verdict: 'blocked' },
    )
  } catch (error) {
    // Undone together with what was refused. Should this fail too, the attempt lapses by itself.
    await transact(ctx, settle).catch(() => {})
    throw error
  }
}

function settleWrong(
  ctx: Context,
  addressKey: Buffer,
  attemptId: number,
  attempt: Attempt,
): Promise<Failure> {
  return transact(ctx, async (ctx) => {
    await upsertSignInFailures(ctx.db, addressKey)
    await deleteSignInAttempt(ctx.db, attemptId)
    const blockedNow = await updateFailuresCounted(ctx.db, addressKey, ctx.settings.signInAttempts)
    const subject = attempt.user ? { kind: 'user' as const, id: attempt.user.id } : null
    await record(ctx, 'sign_in.refused', subject, { reason: 'password_wrong', where: attempt.where })
    if (!blockedNow) return 'wrong'
    await record(ctx, 'sign_in.blocked', subject)
    if (attempt.user) await warnOwner(ctx, addressKey, attempt.user)
    return 'blocking'
  })
}

/** At most one letter an hour, however often the address is blocked again. A disabled account gets none. */
async function warnOwner(ctx: Context, addressKey: Buffer, user: UserRow): Promise<void> {
  if (user.disabled_at || !(await claimBlockLetter(ctx.db, addressKey))) return
  const blockedAt = formatLetterTime(await databaseNow(ctx.db), user.locale)
  await enqueue(ctx, 'sign_in_blocked', {
    to: user.email,
    locale: user.locale,
    props: { email: user.email, blockedAt },
    userId: user.id,
  })
}
