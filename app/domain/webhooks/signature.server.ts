import { Webhook } from 'standardwebhooks'
import type { Keyring } from '#app/domain/kernel/keyring.server.ts'
import type { SendingEndpoint } from '#db/queries/webhooks/claims.ts'
import { openSecret } from './secrets.server.ts'

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
