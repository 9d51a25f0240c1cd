import { randomBytes } from 'node:crypto'
import type { Keyring, Sealed } from '#app/domain/kernel/keyring.server.ts'

const SECRET_BYTES = 32

/** As Standard Webhooks has it: `whsec_` and base64. */
export function newWebhookSecret(): string {
  return `whsec_${randomBytes(SECRET_BYTES).toString('base64')}`
}

export function sealWebhookSecret(keyring: Keyring, endpointId: number, secret: string): Sealed {
  return keyring.seal('webhook', Buffer.from(secret), contextOf(endpointId))
}

/** @throws when the key that sealed it is not among SECRET_KEYS */
export function openSecret(keyring: Keyring, endpointId: number, sealed: Sealed): string {
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
