import type { Context } from '#app/domain/kernel/context.ts'
import { reject } from '#app/domain/kernel/errors.ts'
import { type Db, isRetryable } from '#db/connection/client.server.ts'
import { addHit, deleteOldRateLimits, selectRateWindow } from '#db/queries/rate-limits/rate-limits.ts'
import { addressBlock } from './address-block.ts'
import { roomIn, secondsUntilRoom } from './window.ts'

interface RateLimit {
  /** Hits in any `seconds`; RATE_LIMIT_FACTOR multiplies it. */
  limit: number
  seconds: number
  by: 'address' | 'person'
  /** RATE_LIMIT_FACTOR does not touch it. */
  fixed?: true
}

/** How often one client address (or one signed-in person) may do what; counted for all nodes together. */
export const rateLimits = {
  sign_in: { limit: 30, seconds: 60, by: 'address' },
  sign_in_failure: { limit: 10, seconds: 60, by: 'address' },
  spray_alarm: { limit: 1, seconds: 60, by: 'address', fixed: true },
  email_form: { limit: 20, seconds: 60, by: 'address' },
  link_post: { limit: 20, seconds: 60, by: 'address' },
  invitation: { limit: 600, seconds: 3600, by: 'person' },
  /** More than a person at a pump or a desk needs, too few to carry everything off by a script. */
  export: { limit: 30, seconds: 60, by: 'person' },
  qr: { limit: 60, seconds: 60, by: 'person' },
  /** Asking for the QR code of a coupon that is not there. */
  qr_miss: { limit: 30, seconds: 60, by: 'person' },
} as const satisfies Record<string, RateLimit>

export type RateLimitName = keyof typeof rateLimits

const MAX_TRIES = 5

/**
 * Counts one hit. Call it before the transaction, since a rollback would forget it.
 * @throws DomainError too_many_requests with the seconds after which one more will pass.
 */
export async function enforceRateLimit(ctx: Context, name: RateLimitName): Promise<void> {
  if (ctx.actor.kind === 'system') return
  const { refused, retryAfter } = await countHit(ctx, name)
  if (refused) reject('too_many_requests', { retryAfter })
}

/** @throws DomainError too_many_requests when none is left; counts nothing. */
export async function checkRateLimit(ctx: Context, name: RateLimitName): Promise<void> {
  const { window, room, limit, seconds } = await look(ctx, name)
  if (room <= window.current) {
    reject('too_many_requests', { retryAfter: secondsUntilRoom(window, limit, seconds) })
  }
}

export interface Hit {
  /** It was one too many, and not counted. */
  refused: boolean
  /** How many more would have passed. */
  left: number
  /** Seconds. */
  retryAfter: number
}

/** Counts a hit and leaves it to the caller what a refused one means. */
export async function countHit(ctx: Context, name: RateLimitName): Promise<Hit> {
  for (let attempt = 1; ; attempt++) {
    try {
      const { window, room, bucket, limit, seconds } = await look(ctx, name)
      const refused = !(await addHit(ctx.db, bucket, window.start, room))
      const left = refused ? 0 : Math.max(0, room - window.current - 1)
      return { refused, left, retryAfter: secondsUntilRoom(window, limit, seconds) }
    } catch (error) {
      // Inside a transaction the whole of it has to be repeated, which is the caller's.
      if (ctx.db.isTransaction || !isRetryable(error) || attempt >= MAX_TRIES) throw error
    }
  }
}

/** @returns how many windows were removed; called again until that is none. */
export function purgeRateLimits(db: Db): Promise<number> {
  return deleteOldRateLimits(db)
}

async function look(ctx: Context, name: RateLimitName) {
  const rule: RateLimit = rateLimits[name]
  const { seconds, by } = rule
  const factor = rule.fixed ? 1 : ctx.settings.rateLimitFactor
  const limit = Math.max(1, Math.floor(rule.limit * factor))
  const bucket = ctx.keyring.hmac('rate_limit', `${name}|${subjectOf(ctx, by)}`)
  const window = await selectRateWindow(ctx.db, bucket, seconds)
  return { window, room: roomIn(window, limit), bucket, limit, seconds }
}

function subjectOf(ctx: Context, by: RateLimit['by']): string {
  return by === 'person' && 'userId' in ctx.actor ? String(ctx.actor.userId) : addressBlock(ctx.ip)
}
