import type { Context } from '#app/domain/kernel/context.ts'
import { transact } from '#app/domain/kernel/transact.server.ts'
import type { ClaimedLetter } from '#db/queries/mail/claims.ts'
import { delayPace } from '#db/queries/mail/pace.ts'
import { endPause, pauseQueue } from '#db/queries/mail/pauses.ts'
import { insertAttempt, requeueParked, type Settlement, settleLetter } from '#db/queries/mail/settlements.ts'
import { record } from '../audit/audit.server.ts'
import { withoutTokens } from './letter.server.ts'
import type { MailReason } from './mail.ts'
import { localMailbox, type Mailer, type ProviderAnswer } from './provider.ts'

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
): Promise<void> {
  const settlement = settlementOf(outcome, letter)
  const pause = await transact(ctx, async (ctx) => {
    await settleLetter(ctx.db, letter, settlement)
    await insertAttempt(ctx.db, {
      outboxId: letter.id,
      outcome: settlement.error ?? (settlement.providerId === localMailbox.name ? 'kept' : 'accepted'),
      statusCode: outcome.status,
      message: withoutTokens(outcome.message),
    })
    return outcome.kind === 'accepted' ? reopen(ctx, outcome.restSeconds) : holdBack(ctx, outcome)
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

async function holdBack(ctx: Context, outcome: Outcome): Promise<Change> {
  if (outcome.kind === 'slow_down') await delayPace(ctx.db, outcome.seconds)
  if (outcome.kind !== 'refused' && outcome.kind !== 'quota') return undefined
  const reason = outcome.kind === 'quota' ? outcome.reason : 'provider_refused'
  const seconds = outcome.kind === 'quota' ? QUOTA_PAUSE_SECONDS : REFUSED_PAUSE_SECONDS
  if (!(await pauseQueue(ctx.db, reason, seconds))) return undefined
  await record(ctx, 'mail.paused', null, {
    reason,
    status: outcome.status,
    answer: withoutTokens(outcome.message),
  })
  return 'paused'
}

/** The provider takes letters: a pause is over, and what a used-up quota had parked is due again. */
async function reopen(ctx: Context, restSeconds: number): Promise<Change> {
  if (restSeconds > 0) await delayPace(ctx.db, restSeconds)
  const reason = await endPause(ctx.db)
  if (!reason) return undefined
  const requeued = await requeueParked(ctx.db, ['daily_quota_exceeded', 'monthly_quota_exceeded'])
  await record(ctx, 'mail.resumed', null, { reason, requeued })
  return 'resumed'
}
