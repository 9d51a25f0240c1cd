import { createHash } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Context } from '#app/domain/kernel/context.ts'
import { DomainError, type ErrorCode, reject } from '#app/domain/kernel/errors.ts'
import { keepTrying } from '#app/domain/kernel/keep-trying.server.ts'
import { pagePath } from '#app/http/url-traits.ts'
import {
  CLAIM_SECONDS,
  claimSubmission,
  deleteSubmission,
  findSubmissionAnswer,
  releaseSubmission,
  renewSubmission,
  storeSubmissionAnswer,
} from '#db/queries/submissions/submissions.ts'

const PATIENCE_MS = 10_000
/** A second click comes while the first is nearly done; who waits longer asks less often. */
const FIRST_LOOK_MS = 25
const MAX_LOOK_MS = 400
const LAPSE_MS = CLAIM_SECONDS * 1_000
const RENEWAL_MS = LAPSE_MS / 3
const MAX_NONCE_LENGTH = 64

/**
 * Runs `perform` once for one sending of a form: a second sending with the same nonce, sender, address and fields
 * waits for the first and gives the same redirect. Without a nonce, or when the first failed, it simply runs.
 *
 * @throws DomainError already_submitted, when the first was done and its answer is lost; still_saving, when it is in
 * flight after ten seconds, or ended and could not say so.
 */
export async function oncePerSubmission(
  ctx: Context,
  request: Request,
  fields: Record<string, string | string[]>,
  perform: () => Promise<Response>,
): Promise<Response> {
  const { nonce } = fields
  if (typeof nonce !== 'string' || nonce === '') return perform()
  nonces.set(request, nonce)
  const id = submissionId(ctx, request, fields)
  const last = performance.now() + PATIENCE_MS
  for (let pause = FIRST_LOOK_MS; performance.now() < last; pause = Math.min(2 * pause, MAX_LOOK_MS)) {
    const claim = await claimOrGiveBack(ctx, id)
    if (claim === 'claimed') return performAndRemember(ctx, id, perform)
    if (claim === 'done') reject('already_submitted')
    const answer = await findSubmissionAnswer(ctx.db, id)
    if (answer) return revive(answer)
    await sleep(pause)
  }
  return reject('still_saving')
}

/** What the first sending did, or will do, is not known. */
const UNSETTLED = new Set<ErrorCode | undefined>(['still_saving', 'outcome_unknown'])

/**
 * The nonce that a form keeps which this request sent and which was refused by this code, so that one more is the same
 * sending; if it is one that goes into a cookie, as our pages' do.
 */
export function nonceToKeep(request: Request, code: ErrorCode | undefined): string | undefined {
  const nonce = UNSETTLED.has(code) ? nonces.get(request) : undefined
  return nonce && nonce.length <= MAX_NONCE_LENGTH ? nonce : undefined
}

const nonces = new WeakMap<Request, string>()

async function performAndRemember(
  ctx: Context,
  id: Buffer,
  perform: () => Promise<Response>,
): Promise<Response> {
  let response: Response
  // A transaction that waits for locks may take longer than a claim lives.
  const renewal = setInterval(() => {
    renewSubmission(ctx.db, id, ctx.requestId).catch(() => {})
  }, RENEWAL_MS)
  try {
    response = await perform()
  } catch (error) {
    const isUnknown = error instanceof DomainError && error.code === 'outcome_unknown'
    // Nobody may do it again before it is known: the claim stands for its minute, then the audit log decides.
    if (!isUnknown) await giveBack(ctx, id)
    throw error
  } finally {
    clearInterval(renewal)
  }
  // It is done, and that is what the person hears, whatever becomes of the note.
  await remember(ctx, id, response).catch(() => {})
  return response
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
 * comes back; whatever becomes of that, what is said is why the form failed.
 */
async function giveBack(ctx: Context, id: Buffer): Promise<void> {
  const attempt = () => releaseSubmission(ctx.db, id, ctx.requestId)
  await attempt().catch(() => void keepTrying(attempt, LAPSE_MS))
}

async function remember(ctx: Context, id: Buffer, response: Response): Promise<void> {
  // An answer that opens a session is nobody's to repeat: such forms are made safe by their own rules.
  if (response.headers.getSetCookie().some((cookie) => /session=[^;]/.test(cookie)))
    await deleteSubmission(ctx.db, id, ctx.requestId)
  else await storeSubmissionAnswer(ctx.db, id, freeze(response))
}

function submissionId(ctx: Context, request: Request, fields: Record<string, string | string[]>): Buffer {
  const owner = 'userId' in ctx.actor ? `user ${ctx.actor.userId}` : ctx.ip
  const body = Object.entries(fields).sort(([a], [b]) => (a < b ? -1 : 1))
  const what = JSON.stringify([owner, pagePath(new URL(request.url).pathname), body])
  return createHash('sha256').update(ctx.keyring.hmac('cookie', what)).digest()
}

function freeze(response: Response): string {
  return JSON.stringify({ status: response.status, headers: [...response.headers] })
}

function revive(answer: string): Response {
  const { status, headers } = JSON.parse(answer) as { status: number; headers: [string, string][] }
  return new Response(null, { status, headers })
}
