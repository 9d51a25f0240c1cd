import { setTimeout as sleep } from 'node:timers/promises'
import { actionsOfRequest } from '#app/domain/audit/audit.server.ts'
import type { Context } from '#app/domain/kernel/context.ts'
import { DomainError, reject } from '#app/domain/kernel/errors.ts'
import { keepTrying } from '#app/domain/kernel/keep-trying.server.ts'
import { type Db, isConnectionLost } from '#db/connection/client.server.ts'
import {
  deleteAbandonedSubmission,
  deleteOldSubmissions,
  deleteSubmission,
  insertSubmission,
  selectAbandonedSubmission,
  selectSubmissionAnswer,
  updateSubmissionAge,
  updateSubmissionAnswer,
} from '#db/queries/submissions/submissions.ts'

/** A claim that nobody renews for so long has lapsed: its process is dead. */
const CLAIM_SECONDS = 60
const LAPSE_MS = CLAIM_SECONDS * 1_000
const RENEWAL_MS = LAPSE_MS / 3
const PATIENCE_MS = 10_000
/** A second click comes while the first is nearly done; who waits longer asks less often. */
const FIRST_LOOK_MS = 25
const MAX_LOOK_MS = 400
/** A repeat comes within seconds; a day covers a tab that was asleep. */
const KEPT_DAYS = 1

/** What came of a form, and the answer to the same sending; null when nobody may be given it again. */
export interface Performed<Result> {
  result: Result
  answer: string | null
}

/**
 * Runs `perform` once for the sending that `id` names. The same sending again waits for the first and gets its answer;
 * when the first failed, it runs.
 *
 * @throws DomainError already_submitted, when the first was done and its answer is lost; still_saving, when it is in
 * flight after ten seconds, or ended and could not say so.
 */
export async function performOnce<Result>(
  ctx: Context,
  id: Buffer,
  perform: () => Promise<Performed<Result>>,
): Promise<{ result: Result } | { answer: string }> {
  const last = performance.now() + PATIENCE_MS
  for (let pause = FIRST_LOOK_MS; performance.now() < last; pause = Math.min(2 * pause, MAX_LOOK_MS)) {
    const claim = await claimOrGiveBack(ctx, id)
    if (claim === 'claimed') return performAndRemember(ctx, id, perform)
    if (claim === 'done') reject('already_submitted')
    const answer = await selectSubmissionAnswer(ctx.db, id)
    if (answer) return { answer }
    await sleep(pause)
  }
  return reject('still_saving')
}

/**
 * `claimed` for the first sending, `taken` while one is in flight or answered. One that has lapsed is `done` when it
 * still came to its audit row; when not, the claim is void and the next one's.
 * @internal tests send the second while the first is in flight
 */
export async function claimSubmission(
  db: Db,
  id: Buffer,
  requestId: string,
): Promise<'claimed' | 'taken' | 'done'> {
  const abandoned = await selectAbandonedSubmission(db, id, CLAIM_SECONDS)
  if (abandoned) {
    if (await isDone(db, abandoned.requestId)) return 'done'
    await deleteAbandonedSubmission(db, id, abandoned.requestId)
  }
  return (await insertSubmission(db, id, requestId)) ? 'claimed' : 'taken'
}

/** @returns how many were removed. */
export function purgeSubmissions(db: Db): Promise<number> {
  return deleteOldSubmissions(db, KEPT_DAYS)
}

async function performAndRemember<Result>(
  ctx: Context,
  id: Buffer,
  perform: () => Promise<Performed<Result>>,
): Promise<{ result: Result }> {
  let performed: Performed<Result>
  // A transaction that waits for locks may take longer than a claim lives.
  const renewal = setInterval(() => {
    updateSubmissionAge(ctx.db, id, ctx.requestId).catch(() => {})
  }, RENEWAL_MS)
  try {
    performed = await perform()
  } catch (error) {
    const isUnknown = error instanceof DomainError && error.code === 'outcome_unknown'
    // Nobody may do it again before it is known: the claim stands for its minute, then the audit log decides.
    if (!isUnknown && !(await giveBack(ctx, id)) && isConnectionLost(error)) reject('outcome_unknown')
    throw error
  } finally {
    clearInterval(renewal)
  }
  // It is done, and that is what the person hears, whatever becomes of the note.
  await remember(ctx, id, performed.answer).catch(() => {})
  return { result: performed.result }
}

/** A claim whose answer was lost may stand all the same, with nobody behind it. */
async function claimOrGiveBack(ctx: Context, id: Buffer) {
  try {
    return await claimSubmission(ctx.db, id, ctx.requestId)
  } catch (error) {
    await giveBack(ctx, id)
    throw error
  }
}

/**
 * Whoever sends the form again need not wait. Where a connection broke the next may serve, and a database that is away
 * comes back. False while nobody can tell whether a part of what was asked for was done before the database went away.
 */
async function giveBack(ctx: Context, id: Buffer): Promise<boolean> {
  const attempt = () => releaseSubmission(ctx, id)
  try {
    await attempt()
    return true
  } catch {
    void keepTrying(attempt, LAPSE_MS)
    return false
  }
}

/** Gives a claim back whose form failed, unless what was asked for was done all the same. */
async function releaseSubmission(ctx: Context, id: Buffer): Promise<void> {
  if (!(await isDone(ctx.db, ctx.requestId))) await deleteSubmission(ctx.db, id, ctx.requestId)
}

function remember(ctx: Context, id: Buffer, answer: string | null): Promise<void> {
  if (answer === null) return deleteSubmission(ctx.db, id, ctx.requestId)
  return updateSubmissionAnswer(ctx.db, id, answer)
}

/**
 * A form that opens a session is safe to repeat, and has to be: nobody else can give its cookie. A refused password,
 * and the block that follows, are noted, but nothing that was asked for is done: who sends it again hears why.
 */
async function isDone(db: Db, requestId: string): Promise<boolean> {
  const actions = (await actionsOfRequest(db, requestId)).filter((action) => !action.startsWith('sign_in.'))
  return actions.length > 0 && !actions.includes('session.started')
}
