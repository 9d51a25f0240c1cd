import { systemContext } from '#app/domain/kernel/system-context.server.ts'
import { recordDelivery, verifyDeliveryEvent } from '#app/domain/mail/delivery.server.ts'
import type { Services } from '#app/runtime/services.server.ts'

/** Events of the provider are a few kilobytes. */
const MAX_BYTES = 256 * 1024

interface WebhookServices extends Pick<Services, 'db' | 'settings' | 'keyring' | 'hasher' | 'log'> {
  /** RESEND_WEBHOOK_SECRET; without it there is no such endpoint. */
  resendWebhookSecret?: string | undefined
  /** For the log and the audit. */
  requestId?: string
}

/**
 * `POST /webhooks/resend`: what the provider tells of our letters. 200 for what is recorded and for what is none of our
 * concern, so that it is not repeated; 401 for what the provider did not sign within the last five minutes; anything
 * that fails here throws, and the provider tries again.
 */
export async function receiveResendWebhook(request: Request, services: WebhookServices): Promise<Response> {
  const { resendWebhookSecret: secret, log, requestId } = services
  if (!secret) return answer(404, 'Not found')
  if (request.method !== 'POST') return answer(405, 'Method not allowed', { Allow: 'POST' })
  const body = await textWithin(request, MAX_BYTES)
  if (body === null) return answer(413, 'Too large')
  const id = request.headers.get('svix-id') ?? ''
  const timestamp = request.headers.get('svix-timestamp') ?? ''
  const signature = request.headers.get('svix-signature') ?? ''
  if (!/^[\x21-\x7e]{1,128}$/.test(id)) return answer(400, 'Bad request')
  const event = verifyDeliveryEvent(secret, body, { id, timestamp, signature })
  if (!event) {
    log.warn({ requestId }, 'A webhook without a valid signature')
    return answer(401, 'Unauthorized')
  }
  const outcome = await recordDelivery(await systemContext(services, 'webhook', requestId), id, event)
  log.info({ requestId, type: event.type, outcome }, 'Webhook')
  return answer(200, outcome)
}

/** The signature is over these very bytes, so they are not parsed before. Null when there are more. */
async function textWithin(request: Request, most: number): Promise<string | null> {
  if (Number(request.headers.get('content-length') ?? 0) > most) return null
  const chunks: Uint8Array[] = []
  let size = 0
  const reader = request.body?.getReader()
  for (let chunk = await reader?.read(); chunk?.value; chunk = await reader?.read()) {
    size += chunk.value.byteLength
    if (size > most) return null
    chunks.push(chunk.value)
  }
  return Buffer.concat(chunks).toString('utf8')
}

function answer(status: number, words: string, headers: Record<string, string> = {}): Response {
  return new Response(words, { status, headers: { 'Content-Type': 'text/plain; charset=utf-8', ...headers } })
}
