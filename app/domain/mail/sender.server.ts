import { randomBytes } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Context } from '#app/domain/kernel/context.ts'
import { keepTrying } from '#app/domain/kernel/keep-trying.server.ts'
import { requireRight } from '#app/domain/kernel/rights.ts'
import { transact } from '#app/domain/kernel/transact.server.ts'
import {
  type ClaimedLetter,
  type DueLetter,
  leaseLetter,
  selectDueLetters,
  selectLeasedLetter,
} from '#db/queries/mail/claims.ts'
import { takePace } from '#db/queries/mail/pace.ts'
import { probePausedQueue, selectHold } from '#db/queries/mail/pauses.ts'
import { outgoingLetter } from './letter.server.ts'
import type { Mailer, Provider } from './provider.ts'
import { type Outcome, settle } from './settlement.server.ts'

/** What a send can take, and its mark, with room to spare; also how soon another worker takes over a dead one's letter. */
const LEASE_SECONDS = 45
/** The provider forgets a key after 24 h and would send again. */
const KEY_HOURS = 23
const MAX_LANES = 8
/** A pause in the pace up to this long is waited for, a longer one is the next run's. */
const PATIENCE_MS = 2_000

/**
 * Sends what is due until nothing is, several letters at once, never faster than the provider's rate.
 * When `signal` asks to stop, letters in flight are finished and no other is begun.
 * @returns how many letters were settled, sent or not.
 */
export async function sendDueMail(ctx: Context, mailer: Mailer, signal?: AbortSignal): Promise<number> {
  requireRight(ctx, 'retry_mail')
  const { rate } = mailer.provider
  if ((await selectDueLetters(ctx.db, 1)).length === 0) return 0
  const lanes = Number.isFinite(rate) ? Math.min(MAX_LANES, Math.max(2, Math.ceil(rate * 2))) : 1
  const running = Array.from({ length: lanes }, () => runLane(ctx, mailer, signal))
  // Each lane finishes, whatever becomes of another.
  await Promise.allSettled(running)
  return (await Promise.all(running)).reduce((sum, settled) => sum + settled, 0)
}

/** For an operator who has just mended something: a paused queue is tried at once. @returns how many were settled. */
export async function sendDueMailNow(ctx: Context, mailer: Mailer): Promise<number> {
  requireRight(ctx, 'retry_mail')
  await probePausedQueue(ctx.db)
  return sendDueMail(ctx, mailer)
}

async function runLane(ctx: Context, mailer: Mailer, signal: AbortSignal | undefined): Promise<number> {
  let settled = 0
  while (!signal?.aborted) {
    const claim = await claimLetters(ctx, mailer.provider.rate)
    if (claim.waitMs > PATIENCE_MS) break
    if (claim.waitMs > 0) await sleep(claim.waitMs, undefined, { signal }).catch(() => {})
    await Promise.all(claim.letters.map((letter) => deliver(ctx, mailer, letter)))
    settled += claim.letters.length
  }
  return settled
}

interface Claim {
  letters: ClaimedLetter[]
  /** Infinity: nothing is due, or the queue is paused. */
  waitMs: number
}

/** Looks first without a transaction: mostly nothing is due, or the pace says wait. */
async function claimLetters(ctx: Context, rate: number): Promise<Claim> {
  const pause = await selectHold(ctx.db, 'provider')
  const batch = Math.min(25, Math.max(1, Math.floor(rate / MAX_LANES)))
  const candidates = pause && pause.ms > 0 ? [] : await selectDueLetters(ctx.db, batch)
  if (candidates.length === 0) return { letters: [], waitMs: Number.POSITIVE_INFINITY }
  const pace = Number.isFinite(rate) ? await selectHold(ctx.db, 'pace') : undefined
  if (pace && pace.ms > 0) return { letters: [], waitMs: pace.ms }
  return leaseLetters(ctx, candidates, rate)
}

/** One short transaction: a place in the pace that all workers share, then a lease of each letter. */
function leaseLetters(ctx: Context, candidates: DueLetter[], rate: number): Promise<Claim> {
  return transact(ctx, async ({ db }) => {
    const waitMs = Number.isFinite(rate) ? await takePace(db, candidates.length / rate) : 0
    if (waitMs > 0) return { letters: [], waitMs }
    const letters: ClaimedLetter[] = []
    for (const candidate of candidates) {
      const token = randomBytes(16)
      if (!(await leaseLetter(db, candidate, token, LEASE_SECONDS))) continue
      letters.push(await selectLeasedLetter(db, candidate, token, KEY_HOURS))
    }
    return { letters, waitMs: 0 }
  })
}

async function deliver(ctx: Context, mailer: Mailer, letter: ClaimedLetter): Promise<void> {
  const outcome = await attempt(ctx, mailer.provider, letter)
  const mark = () => settle(ctx, mailer.log, letter, outcome)
  await mark().catch((error: unknown) => {
    // A database that is back hears what the provider said, instead of the next worker asking it again.
    void keepTrying(mark, LEASE_SECONDS * 1_000)
    throw error
  })
}

async function attempt(ctx: Context, provider: Provider, letter: ClaimedLetter): Promise<Outcome> {
  if (letter.keyExpires) return askInsteadOfRepeating(provider, letter)
  const outgoing = outgoingLetter(ctx.keyring, letter)
  if (typeof outgoing === 'string') return { kind: 'unsendable', reason: outgoing, status: null, message: '' }
  return provider.send(outgoing)
}

async function askInsteadOfRepeating(provider: Provider, { provider_id }: ClaimedLetter): Promise<Outcome> {
  const found = provider_id ? await provider.find(provider_id) : 'missing'
  if (found === 'unknown')
    return { kind: 'unclear', reason: 'no_answer', status: null, message: 'GET /emails/:id' }
  if (found === 'missing' || !provider_id) return { kind: 'parked', status: null, message: '' }
  return {
    kind: 'accepted',
    providerId: provider_id,
    restSeconds: 0,
    status: null,
    message: 'GET /emails/:id',
  }
}
