import { randomBytes } from 'node:crypto'
import { Webhook } from 'standardwebhooks'
import type { Keyring, Sealed } from '#app/domain/kernel/keyring.server.ts'
import type { SendingEndpoint } from '#db/queries/webhooks/claims.ts'

const SECRET_BYTES = 32

/** As Standard Webhooks has it: `whsec_` and base64. */
export function newWebhookSecret(): string {
  return `whsec_${randomBytes(SECRET_BYTES).toString('base64')}`
}

export function sealWebhookSecret(keyring: Keyring, endpointId: number, secret: string): Sealed {
  return keyring.seal('webhook', Buffer.from(secret), contextOf(endpointId))
}

function openSecret(keyring: Keyring, endpointId: number, sealed: Sealed): string {
  return keyring.open('webhook', sealed, contextOf(endpointId)).toString('utf8')
}

/** With the key of today, where another one sealed it; null: it is of today, or its key is gone. */
export function sealedAnew(keyring: Keyring, endpointId: number, sealed: Sealed): Sealed | null {
  if (keyring.isOfToday(sealed.keyId) || !keyring.knows(sealed.keyId)) return null
  return sealWebhookSecret(keyring, endpointId, openSecret(keyring, endpointId, sealed))
}

/** Bound to its endpoint: moved to another one it opens nothing. */
function contextOf(endpointId: number): string {
  return `webhook:${endpointId}`
}

/**
 * The headers of one attempt. For a day after a rotation both secrets sign, so that the receiver may change over at any
 * moment of it.
 * @throws when the key that sealed a secret is not among SECRET_KEYS.
 */
export function signedHeaders(
  keyring: Keyring,
  endpoint: SendingEndpoint,
  message: { id: string; at: Date; body: string },
): Record<string, string> {
  const secrets = [{ keyId: endpoint.secret_key_id, ciphertext: endpoint.secret }]
  const { previous_secret: previous, previous_key_id: keyId, previous_until: until } = endpoint
  if (previous && keyId && until && until > message.at) secrets.push({ keyId, ciphertext: previous })
  const signatures = secrets.map((sealed) =>
    new Webhook(openSecret(keyring, endpoint.id, sealed)).sign(message.id, message.at, message.body),
  )
  return {
    'Content-Type': 'application/json',
    'Accept-Encoding': 'identity',
    'User-Agent': 'fuel-cabinet-webhooks',
    'webhook-id': message.id,
    'webhook-timestamp': String(Math.floor(message.at.getTime() / 1_000)),
    'webhook-signature': signatures.join(' '),
  }
}
