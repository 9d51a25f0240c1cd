import { setTimeout as sleep } from 'node:timers/promises'
import { record } from '#app/domain/audit/audit.server.ts'
import type { Context } from '#app/domain/kernel/context.ts'
import { reject } from '#app/domain/kernel/errors.ts'
import { transact } from '#app/domain/kernel/transact.server.ts'
import { addressBlock } from '#app/domain/rate-limits/address-block.ts'
import { checkRateLimit, countHit } from '#app/domain/rate-limits/rate-limits.server.ts'

/** Who waits for the verdict on another guess: how long between two looks, how long at most, and when to come again. */
export const WAIT_MS = 60
export const WAIT_LIMIT_MS = 10_000
export const RETRY_AFTER_SECONDS = 5

/** Of one client address in this process. */
interface Guesses {
  /** Being compared. */
  open: number
  /** Compared and counted, while somebody was there. */
  ended: number
  /** Being compared or waiting for a place. */
  present: number
}

const byAddress = new Map<string, Guesses>()

/**
 * Compares a password for a client address that may still fail. However many guesses arrive at once, no more are
 * compared than may fail: who finds none left waits for a verdict, and a right one costs nothing. A process counts its own.
 * @throws DomainError too_many_requests when the address failed too often, or no verdict came in time
 */
export async function guessFromAddress<Result>(
  ctx: Context,
  compare: () => Promise<Result>,
): Promise<Result> {
  const address = addressBlock(ctx.ip)
  const guesses = byAddress.get(address) ?? { open: 0, ended: 0, present: 0 }
  byAddress.set(address, guesses)
  guesses.present++
  try {
    await takePlace(ctx, guesses)
    try {
      return await compare()
    } finally {
      guesses.open--
      guesses.ended++
    }
  } finally {
    if (--guesses.present === 0) byAddress.delete(address)
  }
}

async function takePlace(ctx: Context, guesses: Guesses): Promise<void> {
  const last = performance.now() + WAIT_LIMIT_MS
  for (;;) {
    const endedBefore = guesses.ended
    const left = await checkRateLimit(ctx, 'sign_in_failure')
    // One that ended during the look may be missing in what was read.
    if (guesses.open + guesses.ended - endedBefore < left) {
      guesses.open++
      return
    }
    if (performance.now() >= last) reject('too_many_requests', { retryAfter: RETRY_AFTER_SECONDS })
    await sleep(WAIT_MS)
  }
}

/** One client address that fails so often in a minute is guessing: the log says so once, then it is refused. */
export async function countFailedGuess(ctx: Context): Promise<void> {
  const { left } = await countHit(ctx, 'sign_in_failure')
  if (left > 0 || (await countHit(ctx, 'spray_alarm')).refused) return
  await transact(ctx, (ctx) => record(ctx, 'sign_in.spray_suspected', null))
}
