import type { Context } from '#app/domain/kernel/context.ts'
import { reject } from '#app/domain/kernel/errors.ts'
import { type Db, isRetryable } from '#db/connection/client.server.ts'
import {
  deleteOldRateLimits,
  selectRateWindow,
  upsertHit,
  upsertTurn,
} from '#db/queries/rate-limits/rate-limits.ts'
import { addressBlock } from './address-block.ts'
import { askerOf } from './asker.ts'
import { roomIn, secondsUntilRoom } from './window.ts'

interface RateLimit {
  /** Hits in any `seconds`; RATE_LIMIT_FACTOR multiplies it. */
  limit: number
  seconds: number
  by: 'address' | 'asker'
  /** RATE_LIMIT_FACTOR does not touch it. */
  fixed?: true
}

/** How often one client address, or one asker, may do what; counted for all nodes together. */
export const rateLimits = {
  sign_in: { limit: 30, seconds: 60, by: 'address' },
  sign_in_failure: { limit: 10, seconds: 60, by: 'address' },
  spray_alarm: { limit: 1, seconds: 60, by: 'address', fixed: true },
  email_form: { limit: 20, seconds: 60, by: 'address' },
  link_post: { limit: 20, seconds: 60, by: 'address' },
  /** Presses of one driver's link, each link by itself: many drivers are behind one address of a mobile network. */
  driver_link: { limit: 60, seconds: 60, by: 'address' },
  /** Drivers' links that are none. */
  driver_link_miss: { limit: 300, seconds: 60, by: 'address' },
  invitation: { limit: 600, seconds: 3600, by: 'asker' },
  /** More than a person at a pump or a desk needs, too few to carry everything off by a script. */
  export: { limit: 30, seconds: 60, by: 'asker' },
  qr: { limit: 60, seconds: 60, by: 'asker' },
  /** Asking for the QR code of a coupon that is not there. */
  qr_miss: { limit: 30, seconds: 60, by: 'asker' },
  readonly_link: { limit: 60, seconds: 3600, by: 'asker' },
  /** Sheets of coupons, of thousands each. */
  print: { limit: 30, seconds: 600, by: 'asker' },
  /** What is worked out over a whole stock of coupons or over months of fills, before anything is done. */
  trial: { limit: 60, seconds: 60, by: 'asker' },
  /** Numbers and codes at a till that are none: security.md 25. */
  till_miss: { limit: 20, seconds: 60, by: 'asker' },
  /** The same, read out by telephone. */
  phone_miss: { limit: 20, seconds: 60, by: 'asker' },
  /** Codes of support that are none: eight digits, of which a station has a few at a time. */
  phone_code_miss: { limit: 10, seconds: 3600, by: 'asker' },
  /** A network's whole stations behind one key, several times over; all keys of a company together. */
  api: { limit: 3_000, seconds: 60, by: 'asker' },
  /** Each is kept until it is checked. */
  register: { limit: 120, seconds: 3600, by: 'asker' },
  /** Keys that are none. */
  api_key_guess: { limit: 30, seconds: 60, by: 'address' },
} as const satisfies Record<string, RateLimit>

export type RateLimitName = keyof typeof rateLimits

const MAX_TRIES = 5

/**
 * Counts one hit, of the one `thing` if it is named. Call it before the transaction, since a rollback would forget it.
 * @throws DomainError too_many_requests with the seconds after which one more will pass.
 */
export async function enforceRateLimit(ctx: Context, name: RateLimitName, thing = ''): Promise<void> {
  if (ctx.actor.kind === 'system') return
  const { refused, retryAfter } = await countHit(ctx, name, thing)
  if (refused) reject('too_many_requests', { retryAfter })
}

/** Counts nothing. @returns how many are left. @throws DomainError too_many_requests when none is. */
export async function checkRateLimit(ctx: Context, name: RateLimitName): Promise<number> {
  const { window, room, limit, seconds } = await look(ctx, name)
  if (room <= window.current) {
    reject('too_many_requests', { retryAfter: secondsUntilRoom(window, limit, seconds) })
  }
  return room - window.current
}

export interface Hit {
  /** It was one too many, and not counted. */
  refused: boolean
  /** How many more would have passed. */
  left: number
  /** Seconds. */
  retryAfter: number
  /** Hits in any `seconds`. */
  limit: number
  seconds: number
}

/** Counts a hit and leaves it to the caller what a refused one means. */
export async function countHit(ctx: Context, name: RateLimitName, thing = ''): Promise<Hit> {
  for (let attempt = 1; ; attempt++) {
    try {
      const { window, room, bucket, limit, seconds } = await look(ctx, name, thing)
      const refused = !(await upsertHit(ctx.db, bucket, window.start, room))
      const left = refused ? 0 : Math.max(0, room - window.current - 1)
      return { refused, left, retryAfter: secondsUntilRoom(window, limit, seconds), limit, seconds }
    } catch (error) {
      // Inside a transaction the whole of it has to be repeated, which is the caller's.
      if (ctx.db.isTransaction || !isRetryable(error) || attempt >= MAX_TRIES) throw error
    }
  }
}

/**
 * For what is counted by its own rows: whoever takes a turn of the same name waits until this transaction ends, so that of
 * many at once each counts what those before it did.
 */
export async function takeTurn(ctx: Context, name: string): Promise<void> {
  await upsertTurn(ctx.db, ctx.keyring.hmac('rate_limit', `turn|${name}`))
}

/** @returns how many windows were removed; called again until that is none. */
export function purgeRateLimits(db: Db): Promise<number> {
  return deleteOldRateLimits(db)
}

async function look(ctx: Context, name: RateLimitName, thing = '') {
  const rule: RateLimit = rateLimits[name]
  const { seconds, by } = rule
  const factor = rule.fixed ? 1 : ctx.settings.rateLimitFactor
  const limit = Math.max(1, Math.floor(rule.limit * factor))
  const subject = thing === '' ? subjectOf(ctx, by) : `${subjectOf(ctx, by)}|${thing}`
  const bucket = ctx.keyring.hmac('rate_limit', `${name}|${subject}`)
  const window = await selectRateWindow(ctx.db, bucket, seconds)
  return { window, room: roomIn(window, limit), bucket, limit, seconds }
}

function subjectOf(ctx: Context, by: RateLimit['by']): string {
  return by === 'asker' ? askerOf(ctx) : addressBlock(ctx.ip)
}
