import { record } from '#app/domain/audit/audit.server.ts'
import type { Context } from '#app/domain/kernel/context.ts'
import { reject } from '#app/domain/kernel/errors.ts'
import type { Keyring } from '#app/domain/kernel/keyring.server.ts'
import { transact } from '#app/domain/kernel/transact.server.ts'
import { formatLetterTime } from '#app/domain/mail/letter-time.ts'
import { enqueue } from '#app/domain/mail/outbox.server.ts'
import {
  claimBlockLetter,
  countFailure,
  deletePlace,
  findGuard,
  forgetFailures,
  type Guard,
  insertPlace,
  liftBlock,
  rekeyGuard,
  touchGuard,
} from '#db/queries/access/sign-in-failures.ts'
import type { UserRow } from '#db/queries/accounts/users.ts'
import { databaseNow } from '#db/sql/now.ts'
import { enqueueByKey, queueLength, wakeNext } from './queue-by-key.server.ts'

const WAIT_MS = 60
const WAIT_LIMIT_MS = 10_000
const RETRY_AFTER_SECONDS = 5
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
  door: 'sign_in' | 'password_change' | 'invitation'
}

export type Comparison<Result> =
  | { verdict: 'right'; result: Result }
  | { verdict: Failure; result?: undefined }

/** As `withPassword`, for who only asks whether it is the right one. */
export async function comparePassword(ctx: Context, attempt: Attempt): Promise<Verdict> {
  return (await withPassword(ctx, attempt, async () => null)).verdict
}

/**
 * Compares a password under the address's guard: reserve one of the places, compare, settle. However many guesses
 * arrive at once, no more are compared than may fail; who finds no place waits for a verdict. An address without
 * an account goes the same way, against a hash that nothing matches.
 *
 * `enter` runs after the right password, in the transaction that settles it.
 *
 * @throws DomainError too_many_requests when no place came free in time, or the line or the hasher is full: no failure.
 * What `enter` throws; the password counts as right all the same.
 */
export async function withPassword<Result>(
  ctx: Context,
  attempt: Attempt,
  enter: (ctx: Context) => Promise<Result>,
): Promise<Comparison<Result>> {
  const [addressKey, ...older] = addressKeys(ctx.keyring, attempt.email)
  if (older.length > 0) await transact(ctx, (ctx) => rekeyGuard(ctx.db, older, addressKey))
  const placeId = await reservePlace(ctx, addressKey)
  if (placeId === null) return { verdict: 'blocked' }
  try {
    const matches = await verify(ctx, placeId, attempt)
    return matches
      ? await settleRight(ctx, addressKey, placeId, enter)
      : { verdict: await settleWrong(ctx, addressKey, placeId, attempt) }
  } finally {
    wakeNext(lineOf(addressKey))
  }
}

/** True when there was a block. A lifted one begins with all attempts again. */
export function liftBlockOf(ctx: Context, email: string): Promise<boolean> {
  return liftBlock(ctx.db, addressKeys(ctx.keyring, email))
}

/** The key of today first. */
export function addressKeys(keyring: Keyring, email: string): [Buffer, ...Buffer[]] {
  const [first, ...older] = keyring.hmacAll('address', email)
  if (!first) throw new Error('the keyring is empty')
  return [first, ...older]
}

/** @returns the place's id, or null when the address is blocked. @throws DomainError too_many_requests */
async function reservePlace(ctx: Context, addressKey: Buffer): Promise<number | null> {
  const limit = ctx.settings.signInAttempts
  const line = lineOf(addressKey)
  const last = performance.now() + WAIT_LIMIT_MS
  if (queueLength(line) >= MAX_QUEUE) comeBackLater()
  return enqueueByKey(line, WAIT_LIMIT_MS, async (pause) => {
    for (;;) {
      // Who is blocked is told so without a write, however often that is asked.
      const guard = await findGuard(ctx.db, addressKey)
      if (guard.blocked) return null
      const placeId = isFull(guard, limit)
        ? null
        : await transact(ctx, (ctx) => tryReserve(ctx, addressKey, limit))
      if (placeId !== null) return placeId
      const left = last - performance.now()
      if (left <= 0) comeBackLater()
      await pause(Math.min(left, WAIT_MS * (0.5 + Math.random())))
    }
  })
}

function comeBackLater(): never {
  reject('too_many_requests', { retryAfter: RETRY_AFTER_SECONDS })
}

function lineOf(addressKey: Buffer): string {
  return addressKey.toString('hex')
}

async function tryReserve(ctx: Context, addressKey: Buffer, limit: number): Promise<number | null> {
  await touchGuard(ctx.db, addressKey)
  return insertPlace(ctx.db, addressKey, limit)
}

function isFull({ failures, places }: Guard, limit: number): boolean {
  return failures + places >= limit
}

async function verify(ctx: Context, placeId: number, { user, password }: Attempt): Promise<boolean> {
  try {
    return await ctx.hasher.verify(user?.password_hash ?? null, password)
  } catch (error) {
    await transact(ctx, (ctx) => deletePlace(ctx.db, placeId))
    throw error
  }
}

async function settleRight<Result>(
  ctx: Context,
  addressKey: Buffer,
  placeId: number,
  enter: (ctx: Context) => Promise<Result>,
): Promise<Comparison<Result>> {
  const settle = async (ctx: Context): Promise<boolean> => {
    const isOpen =
      // A guard that is gone (its key rotated, the table full) blocks nobody.
      (await forgetFailures(ctx.db, addressKey)) || !(await findGuard(ctx.db, addressKey)).blocked
    await deletePlace(ctx.db, placeId)
    return isOpen
  }
  try {
    return await transact(ctx, async (ctx) =>
      (await settle(ctx)) ? { verdict: 'right', result: await enter(ctx) } : { verdict: 'blocked' },
    )
  } catch (error) {
    // Undone together with what was refused. Should this fail too, the place lapses by itself.
    await transact(ctx, settle).catch(() => {})
    throw error
  }
}

function settleWrong(ctx: Context, addressKey: Buffer, placeId: number, attempt: Attempt): Promise<Failure> {
  return transact(ctx, async (ctx) => {
    await touchGuard(ctx.db, addressKey)
    await deletePlace(ctx.db, placeId)
    const blockedNow = await countFailure(ctx.db, addressKey, ctx.settings.signInAttempts)
    const subject = attempt.user ? { kind: 'user', id: attempt.user.id } : null
    await record(ctx, 'sign_in.refused', subject, { reason: 'password_wrong', door: attempt.door })
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
