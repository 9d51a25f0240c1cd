import {
  type ClaimedLetter,
  delayPace,
  endPause,
  insertAttempt,
  pauseQueue,
  requeueParked,
  type Settlement,
  settleLetter,
} from '#db/queries/outbox-claims.ts'
import { record } from '../audit/audit.server.ts'
import type { Context } from '../context.ts'
import { transact } from '../transact.server.ts'
import type { MailReason } from './mail.ts'
import type { ProviderAnswer } from './provider.ts'
import type { Post } from './sender.server.ts'

/** What became of one attempt: the provider's answer, or why it was not asked. */
export type Outcome =
  | ProviderAnswer
  | { kind: 'unsendable'; reason: Extract<MailReason, 'superseded' | 'link_missing'>; status: null; message: string }
  /** Whether it was sent will stay unknown: a person decides. */
  | { kind: 'parked'; status: null; message: string }

const BACKOFF_SECONDS = { first: 5, most: 240 }
const REFUSED_PAUSE_SECONDS = 60
const QUOTA_PAUSE_SECONDS = 300

/** Marks the letter and writes the attempt down, in one transaction; alarms when the whole queue has to wait. */
export async function settle(ctx: Context, log: Post['log'], letter: ClaimedLetter, outcome: Outcome): Promise<void> {
  const settlement = settlementOf(outcome, letter)
  const facts = { outboxId: letter.id, template: letter.template, attempt: letter.attempts, status: outcome.status }
  const pause = await transact(ctx, async (ctx) => {
    await settleLetter(ctx.db, letter, settlement)
    await insertAttempt(ctx.db, {
      outboxId: letter.id,
      outcome: settlement.error ?? 'accepted',
      statusCode: outcome.status,
      message: outcome.message,
    })
    return outcome.kind === 'accepted' ? reopen(ctx, outcome.restSeconds) : holdBack(ctx, outcome)
  })
  if (pause === 'begun') log.error({ ...facts, reason: settlement.error }, 'the mail queue is paused')
  if (pause === 'ended') log.info(facts, 'the mail queue is open again')
  if (settlement.status === 'dead' && settlement.error !== 'superseded') log.error({ ...facts, reason: settlement.error }, 'a letter will not go out')
  else if (settlement.status === 'parked') log.warn({ ...facts, reason: settlement.error }, 'a letter is parked')
  else log.info({ ...facts, reason: settlement.error ?? undefined }, settlement.status === 'sent' ? 'letter sent' : 'letter not sent yet')
}

function settlementOf(outcome: Outcome, letter: ClaimedLetter): Settlement {
  const keyUnused = letter.untried
  switch (outcome.kind) {
    case 'accepted':
      return { status: 'sent', providerId: outcome.providerId }
    case 'unclear':
      return { status: 'pending', error: outcome.reason, dueIn: backoff(letter.attempts) }
    case 'slow_down':
      return { status: 'pending', error: 'slow_down', dueIn: outcome.seconds, uncounted: true, keyUnused }
    case 'refused':
      return { status: 'pending', error: 'provider_refused', uncounted: true, keyUnused }
    case 'quota':
      return { status: 'parked', error: outcome.reason, uncounted: true, keyUnused }
    case 'dead':
      return { status: 'dead', error: outcome.reason }
    case 'unsendable':
      return { status: 'dead', error: outcome.reason, uncounted: true }
    case 'parked':
      return { status: 'parked', error: 'outcome_unknown', uncounted: true }
  }
}

/** Doubles up to four minutes, so that what waited goes out soon after a provider is back; spread by a fifth. */
function backoff(attempts: number): number {
  const seconds = Math.min(BACKOFF_SECONDS.first * 2 ** Math.min(attempts - 1, 10), BACKOFF_SECONDS.most)
  return seconds * (0.8 + Math.random() * 0.4)
}

async function holdBack(ctx: Context, outcome: Outcome): Promise<'begun' | undefined> {
  if (outcome.kind === 'slow_down') await delayPace(ctx.db, outcome.seconds)
  if (outcome.kind !== 'refused' && outcome.kind !== 'quota') return undefined
  const reason = outcome.kind === 'quota' ? outcome.reason : 'provider_refused'
  const seconds = outcome.kind === 'quota' ? QUOTA_PAUSE_SECONDS : REFUSED_PAUSE_SECONDS
  if (!(await pauseQueue(ctx.db, reason, seconds))) return undefined
  await record(ctx, 'mail.paused', null, { reason, status: outcome.status, answer: outcome.message })
  return 'begun'
}

/** The provider takes letters: a pause is over, and what a used-up quota had parked is due again. */
async function reopen(ctx: Context, restSeconds: number): Promise<'ended' | undefined> {
  if (restSeconds > 0) await delayPace(ctx.db, restSeconds)
  const reason = await endPause(ctx.db)
  if (!reason) return undefined
  const requeued = await requeueParked(ctx.db, reason)
  await record(ctx, 'mail.resumed', null, { reason, requeued })
  return 'ended'
}
