import { isRetryable } from '#db/client.server.ts'
import { countHit, readRateWindow } from '#db/queries/rate-limits.ts'
import type { Context } from '../context.ts'
import { reject } from '../errors.ts'
import { addressBlock } from './address-block.ts'

interface Rate {
  /** Hits in any `seconds`; RATE_LIMIT_FACTOR multiplies it. */
  limit: number
  seconds: number
  by: 'address' | 'person'
}

/** How often one client address (or one signed-in person) may do what; counted for all nodes together. */
export const rates = {
  sign_in: { limit: 30, seconds: 60, by: 'address' },
  sign_in_failure: { limit: 10, seconds: 60, by: 'address' },
  email_form: { limit: 20, seconds: 60, by: 'address' },
  link_post: { limit: 20, seconds: 60, by: 'address' },
  invitation: { limit: 600, seconds: 3600, by: 'person' },
  /** Asking for the QR code of a coupon that is not there. */
  qr_miss: { limit: 30, seconds: 60, by: 'person' },
} as const satisfies Record<string, Rate>

export type RateName = keyof typeof rates

const MAX_TRIES = 5

/**
 * Counts one hit. Call it before the transaction, since a rollback would forget it.
 * @throws DomainError too_many_requests with the seconds after which one more will pass.
 */
export async function takeRate(ctx: Context, name: RateName): Promise<void> {
  if (ctx.actor.kind === 'system') return
  const taken = await countOne(ctx, name)
  if (taken.kind === 'refused') reject('too_many_requests', { retryAfter: taken.retryAfter })
}

/** @throws DomainError too_many_requests when none is left; counts nothing. */
export async function checkRate(ctx: Context, name: RateName): Promise<void> {
  const { window, room, limit, seconds } = await look(ctx, name)
  if (room <= window.current) {
    reject('too_many_requests', { retryAfter: secondsUntilRoom(window, limit, seconds) })
  }
}

/** Counts a hit that has happened already; true when it used up the last that the rate allows. */
export async function countHappened(ctx: Context, name: RateName): Promise<boolean> {
  const taken = await countOne(ctx, name)
  return taken.kind === 'taken' && taken.left === 0
}

type Taken = { kind: 'taken'; left: number } | { kind: 'refused'; retryAfter: number }

async function countOne(ctx: Context, name: RateName): Promise<Taken> {
  for (let attempt = 1; ; attempt++) {
    try {
      const { window, room, bucket, limit, seconds } = await look(ctx, name)
      if (await countHit(ctx.db, bucket, window.start, room)) {
        return { kind: 'taken', left: Math.max(0, room - window.current - 1) }
      }
      return { kind: 'refused', retryAfter: secondsUntilRoom(window, limit, seconds) }
    } catch (error) {
      // Inside a transaction the whole of it has to be repeated, which is the caller's.
      if (ctx.db.isTransaction || !isRetryable(error) || attempt >= MAX_TRIES) throw error
    }
  }
}

/** A sliding window out of two fixed ones: the one before counts by the share of it that is still within reach. */
async function look(ctx: Context, name: RateName) {
  const { seconds, by } = rates[name]
  const limit = Math.max(1, Math.floor(rates[name].limit * ctx.settings.rateLimitFactor))
  const bucket = ctx.keyring.hmac('rate_limit', `${name}|${subjectOf(ctx, by)}`)
  const window = await readRateWindow(ctx.db, bucket, seconds)
  const room = Math.floor(limit - window.previous * (1 - window.elapsed))
  return { window, room, bucket, limit, seconds }
}

function subjectOf(ctx: Context, by: Rate['by']): string {
  return by === 'person' && 'userId' in ctx.actor ? String(ctx.actor.userId) : addressBlock(ctx.ip)
}

function secondsUntilRoom(
  window: { elapsed: number; current: number; previous: number },
  limit: number,
  seconds: number,
): number {
  const { elapsed, current, previous } = window
  const share =
    current < limit && previous > 0
      ? 1 - (limit - current - 1) / previous - elapsed
      : 1 - elapsed + Math.max(0, 1 - (limit - 1) / Math.max(current, limit))
  return Math.max(1, Math.ceil(share * seconds))
}
