import { randomBytes } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Context } from '#app/domain/kernel/context.ts'
import { keepTrying } from '#app/domain/kernel/keep-trying.server.ts'
import { requireRight } from '#app/domain/kernel/rights.ts'
import { transact } from '#app/domain/kernel/transact.server.ts'
import {
  type ClaimedLetter,
  claimLetter,
  type DueLetter,
  selectDueLetters,
  selectLeasedLetter,
} from '#db/queries/mail/claims.ts'
import { claimPace } from '#db/queries/mail/pace.ts'
import { claimProbe, selectHold, updatePauseOver } from '#db/queries/mail/pauses.ts'
import { outgoingLetter } from './letter.server.ts'
import { MAIL_PRIORITIES, Turns } from './priorities.ts'
import type { Mailer, Provider } from './provider.ts'
import { PROBE_CHOICES, probeAmong } from './refusals.server.ts'
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
  if ((await selectDueLetters(ctx.db, 1, MAIL_PRIORITIES)).length === 0) return 0
  const lanes = Number.isFinite(rate) ? Math.min(MAX_LANES, Math.max(2, Math.ceil(rate * 2))) : 1
  const turns = new Turns()
  const running = Array.from({ length: lanes }, () => runLane(ctx, mailer, turns, signal))
  return (await whenAllEnded(running)).reduce((sum, settled) => sum + settled, 0)
}

/** Waits until each has ended, whatever becomes of another; then fails as the first that failed. */
async function whenAllEnded<T>(running: Promise<T>[]): Promise<T[]> {
  await Promise.allSettled(running)
  return Promise.all(running)
}

/** For an operator who has just mended something: a paused queue is tried at once. @returns how many were settled. */
export async function sendDueMailNow(ctx: Context, mailer: Mailer): Promise<number> {
  requireRight(ctx, 'retry_mail')
  await updatePauseOver(ctx.db)
  return sendDueMail(ctx, mailer)
}

async function runLane(
  ctx: Context,
  mailer: Mailer,
  turns: Turns,
  signal: AbortSignal | undefined,
): Promise<number> {
  let settled = 0
  while (!signal?.aborted) {
    const claim = await claimLetters(ctx, mailer.provider.rate, turns)
    if (claim.waitMs > PATIENCE_MS) break
    if (claim.waitMs > 0) await sleep(claim.waitMs, undefined, { signal }).catch(() => {})
    await whenAllEnded(claim.letters.map((letter) => deliver(ctx, mailer, letter, claim.isProbe)))
    settled += claim.letters.length
  }
  return settled
}

interface Claim {
  letters: ClaimedLetter[]
  /** Infinity: nothing is due, or the queue is paused. */
  waitMs: number
  /** The one letter by which a paused queue finds out whether the provider takes letters again. */
  isProbe: boolean
}

function noLetters(waitMs: number): Claim {
  return { letters: [], waitMs, isProbe: false }
}

/** Looks first without a transaction: mostly nothing is due, or the pace says wait. */
async function claimLetters(ctx: Context, rate: number, turns: Turns): Promise<Claim> {
  const pause = await selectHold(ctx.db, 'provider')
  if (pause && pause.ms > 0) return noLetters(Number.POSITIVE_INFINITY)
  const batch = pause ? PROBE_CHOICES : Math.min(25, Math.max(1, Math.floor(rate / MAX_LANES)))
  const priorities = pause ? MAIL_PRIORITIES : turns.next()
  const due = await selectDueLetters(ctx.db, batch, priorities)
  const candidates = pause ? await probeAmong(ctx, due, pause.since) : due
  if (candidates.length === 0) return noLetters(Number.POSITIVE_INFINITY)
  const pace = Number.isFinite(rate) ? await selectHold(ctx.db, 'pace') : undefined
  if (pace && pace.ms > 0) return noLetters(pace.ms)
  const claim = await leaseLetters(ctx, candidates, rate, pause !== undefined)
  if (claim.letters.length > 0 && !claim.isProbe) turns.take()
  return claim
}

/**
 * One short transaction: a place in the pace that all workers share, then a lease of each letter. The place comes first:
 * it keeps off the settlement that pauses the queue and puts a letter back, so that the pause is seen before the letter
 * (a row that is not there yet, as the pause, cannot be locked under READ COMMITTED). While the queue is
 * paused only one letter is under way at a time: others beside it could be taken where it was refused, and overtake it.
 */
function leaseLetters(ctx: Context, candidates: DueLetter[], rate: number, isProbe: boolean): Promise<Claim> {
  return transact(ctx, async ({ db }) => {
    const waitMs = Number.isFinite(rate) ? await claimPace(db, candidates.length / rate) : 0
    if (waitMs > 0) return noLetters(waitMs)
    if (!isProbe && (await selectHold(db, 'provider'))) return noLetters(Number.POSITIVE_INFINITY)
    if (isProbe && !(await claimProbe(db, LEASE_SECONDS))) return noLetters(Number.POSITIVE_INFINITY)
    const letters: ClaimedLetter[] = []
    for (const candidate of candidates) {
      const token = randomBytes(16)
      if (!(await claimLetter(db, candidate, token, LEASE_SECONDS))) continue
      letters.push(await selectLeasedLetter(db, candidate, token, KEY_HOURS))
    }
    // Another worker had it: the next look is another probe.
    if (isProbe && letters.length === 0) await updatePauseOver(db)
    return { letters, waitMs: 0, isProbe }
  })
}

async function deliver(ctx: Context, mailer: Mailer, letter: ClaimedLetter, isProbe: boolean): Promise<void> {
  const outcome = await attempt(ctx, mailer.provider, letter)
  const mark = () => settle(ctx, mailer.log, letter, outcome, isProbe)
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
