import { createHash } from 'node:crypto'
import type { Context } from '#app/domain/kernel/context.ts'
import type { ErrorCode } from '#app/domain/kernel/errors.ts'
import { performOnce } from '#app/domain/submissions/submissions.server.ts'
import { pagePath } from '#app/http/url-traits.ts'

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
  const outcome = await performOnce(ctx, id, async () => {
    const result = await perform()
    return { result, answer: opensSession(result) ? null : freeze(result) }
  })
  return 'answer' in outcome ? revive(outcome.answer) : outcome.result
}

/** What the first sending did, or will do, is not known. */
const UNSETTLED = new Set<ErrorCode | undefined>(['still_saving', 'outcome_unknown'])

export function isUnsettled(code: ErrorCode | undefined): boolean {
  return UNSETTLED.has(code)
}

/**
 * The nonce that a form keeps which this request sent and which was refused by this code, so that one more is the same
 * sending; if it is one that goes into a cookie, as our pages' do.
 */
export function nonceToKeep(request: Request, code: ErrorCode | undefined): string | undefined {
  const nonce = UNSETTLED.has(code) ? nonces.get(request) : undefined
  return nonce && nonce.length <= MAX_NONCE_LENGTH ? nonce : undefined
}

const nonces = new WeakMap<Request, string>()

/** Such an answer is nobody's to repeat: the forms that open a session are made safe by their own rules. */
function opensSession(response: Response): boolean {
  return response.headers.getSetCookie().some((cookie) => /session=[^;]/.test(cookie))
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
