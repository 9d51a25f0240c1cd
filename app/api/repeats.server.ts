import { reject } from '#app/domain/kernel/errors.ts'
import { sha256 } from '#app/domain/kernel/keyring.server.ts'
import { performOnce } from '#app/domain/submissions/submissions.server.ts'
import type { ApiContext, Reply } from './v1/endpoint.server.ts'

const KEY = /^[\x21-\x7E]{1,128}$/

/**
 * Runs once for an Idempotency-Key of an integration: the same request again gets the same answer for a day, another
 * request under the same key is refused. What failed runs again.
 * @throws DomainError idempotency_key_invalid, idempotency_key_reused; as performOnce
 */
export async function replyOnce(
  ctx: ApiContext,
  { key, request }: { key: string; request: string },
  perform: () => Promise<Reply>,
): Promise<Reply> {
  if (!KEY.test(key)) reject('idempotency_key_invalid')
  const fingerprint = sha256(request).toString('hex')
  const done = await performOnce(ctx, sha256(`api|${ctx.actor.integrationId}|${key}`), async () => {
    const { status, body } = await perform()
    return { result: { status, body }, answer: JSON.stringify({ fingerprint, status, body }) }
  })
  if ('result' in done) return done.result
  const known: Reply & { fingerprint: string } = JSON.parse(done.answer)
  if (known.fingerprint !== fingerprint) reject('idempotency_key_reused')
  return { status: known.status, body: known.body, headers: { 'Idempotent-Replayed': 'true' } }
}
