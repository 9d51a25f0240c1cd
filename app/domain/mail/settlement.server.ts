import { record } from '#app/domain/audit/audit.server.ts'
import type { Context } from '#app/domain/kernel/context.ts'
import { transact } from '#app/domain/kernel/transact.server.ts'
import type { ClaimedLetter } from '#db/queries/mail/claims.ts'
import { updatePace } from '#db/queries/mail/pace.ts'
import { deletePause, updatePauseOver, upsertPause } from '#db/queries/mail/pauses.ts'
import {
  insertAttempt,
  type Settlement,
  updateLetterSettled,
  updateParkedLettersRequeued,
} from '#db/queries/mail/settlements.ts'
import { withoutTokens } from './letter.server.ts'
import type { MailReason } from './mail.ts'
import { localMailbox, type Mailer, type ProviderAnswer } from './provider.ts'
import { isRefusedAlone } from './refusals.server.ts'

/** What became of one attempt: the provider's answer, or why it was not asked. */
export type Outcome =
  | ProviderAnswer
  | {
      kind: 'unsendable'
      reason: Extract<MailReason, 'superseded' | 'link_missing'>
      status: null
      message: string
    }
  /** Whether it was sent will stay unknown: a person decides. */
  | { kind: 'parked'; status: null; message: string }

const BACKOFF_SECONDS = { first: 5, most: 240 }
const REFUSED_PAUSE_SECONDS = 60
const QUOTA_PAUSE_SECONDS = 300

/** Marks the letter and writes the attempt down, in one transaction; alarms when the whole queue has to wait. */
export async function settle(
  ctx: Context,
  log: Mailer['log'],
  letter: ClaimedLetter,
  outcome: Outcome,
  isProbe: boolean,
): Promise<void> {
  const usual = settlementOf(outcome, letter)
  let settlement = usual
  const rest = restAfter(outcome)
  const pause = await transact(ctx, async (ctx) => {
    // Before the letter, in the order of a lease: who still reads an open queue must not find the letter put back.
    if (rest !== undefined) await updatePace(ctx.db, rest)
    const isAlone = outcome.kind === 'refused' && (await isRefusedAlone(ctx, letter))
    // Anew each time: the transaction may be repeated.
    settlement = isAlone ? { status: 'parked', error: 'provider_refused', uncounted: true } : usual
    await updateLetterSettled(ctx.db, letter, settlement)
    await insertAttempt(ctx.db, {
      outboxId: letter.id,
      outcome: settlement.error ?? (settlement.providerId === localMailbox.name ? 'kept' : 'accepted'),
      statusCode: outcome.status,
      message: withoutTokens(outcome.message),
    })
    if (outcome.kind !== 'accepted' && !isAlone) return holdBack(ctx, outcome, isProbe)
    if (isAlone) return letNextAsk(ctx, isProbe)
    return isProbe ? reopen(ctx) : undefined
  })
  report(log, letter, settlement, pause)
}

function report(
  log: Mailer['log'],
  letter: ClaimedLetter,
  { status, error }: Settlement,
  pause: Change,
): void {
  const facts = {
    outboxId: letter.id,
    template: letter.template,
    attempt: letter.attempts,
    reason: error ?? undefined,
  }
  if (pause === 'paused') log.error(facts, 'The mail queue is paused')
  if (pause === 'resumed') log.info(facts, 'The mail queue is open again')
  if (status === 'sent') log.info(facts, 'Letter sent')
  else if (error === 'superseded') log.info(facts, 'Letter not sent: its link is dead')
  else if (status === 'dead') log.error(facts, 'Letter refused for good')
  else if (status === 'parked') log.error(facts, 'Letter parked')
  else log.warn(facts, 'Letter not sent yet')
}

type Change = 'paused' | 'resumed' | undefined

/**
 * What was certainly not sent, and for no fault of its own, keeps its place: the queue waits as a whole (`holdBack`).
 * Only a letter of unknown outcome waits by itself.
 */
function settlementOf(outcome: Outcome, letter: ClaimedLetter): Settlement {
  const keyUnused = letter.untried
  switch (outcome.kind) {
    case 'accepted':
      return { status: 'sent', providerId: outcome.providerId }
    case 'unclear':
      return { status: 'pending', error: outcome.reason, dueIn: backoff(letter.attempts) }
    case 'slow_down':
      return { status: 'pending', error: 'slow_down', uncounted: true, keyUnused }
    case 'refused':
      return { status: 'pending', error: 'provider_refused', uncounted: true, keyUnused }
    case 'quota':
      return { status: 'pending', error: outcome.reason, uncounted: true, keyUnused }
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

/** Seconds that every worker waits; undefined when the answer asks nothing of the others. */
function restAfter(outcome: Outcome): number | undefined {
  switch (outcome.kind) {
    case 'accepted':
      return outcome.restSeconds > 0 ? outcome.restSeconds : undefined
    case 'slow_down':
      return outcome.seconds
    case 'refused':
    case 'quota':
      return 0
    default:
      return undefined
  }
}

/** What became of this letter says nothing of whether the provider takes letters again. */
async function letNextAsk(ctx: Context, isProbe: boolean): Promise<undefined> {
  if (isProbe) await updatePauseOver(ctx.db)
}

async function holdBack(ctx: Context, outcome: Outcome, isProbe: boolean): Promise<Change> {
  if (outcome.kind !== 'refused' && outcome.kind !== 'quota') {
    return letNextAsk(ctx, isProbe)
  }
  const reason = outcome.kind === 'quota' ? outcome.reason : 'provider_refused'
  const seconds = outcome.kind === 'quota' ? QUOTA_PAUSE_SECONDS : REFUSED_PAUSE_SECONDS
  if (!(await upsertPause(ctx.db, reason, seconds))) return undefined
  await record(ctx, 'mail.paused', null, {
    reason,
    status: outcome.status,
    answer: withoutTokens(outcome.message),
  })
  return 'paused'
}

/**
 * The provider takes letters: a pause is over, and what an earlier release parked for a used-up quota is due again. Only
 * a probe tells: other letters were under way before the refusal, and their answers may come after it.
 */
async function reopen(ctx: Context): Promise<Change> {
  const reason = await deletePause(ctx.db)
  if (!reason) return undefined
  const requeued = await updateParkedLettersRequeued(ctx.db, [
    'daily_quota_exceeded',
    'monthly_quota_exceeded',
  ])
  await record(ctx, 'mail.resumed', null, { reason, requeued })
  return 'resumed'
}
