import { randomBytes } from 'node:crypto'
import type { Context } from '#app/domain/kernel/context.ts'
import { sha256 } from '#app/domain/kernel/keyring.server.ts'
import { linkTokenFor, messageOf, tokenOf } from '#app/domain/kernel/link-tokens.server.ts'
import type { HandoverRow } from '#db/queries/handovers/handovers.ts'

const purpose = 'handover' as const

/** The columns of a new link: its token can be made again of them and a secret key, and is stored as a hash only. */
export function newLink({ keyring }: Pick<Context, 'keyring'>) {
  const link = { public_id: randomBytes(16).toString('base64url'), nonce: randomBytes(16) }
  const token = tokenOf(keyring.hmac('link', messageOf({ purpose, ...link })))
  return { ...link, token_hash: sha256(token) }
}

/** The whole address; null when the key that made it is gone. */
export function addressOf(
  { keyring, settings }: Pick<Context, 'keyring' | 'settings'>,
  link: Pick<HandoverRow, 'public_id' | 'nonce' | 'token_hash'>,
): string | null {
  try {
    return `${settings.publicUrl}/d/${linkTokenFor(keyring, { purpose, ...link })}`
  } catch {
    return null
  }
}

/** For the look-up; null for what is no token. */
export function tokenHashOf(token: string): Buffer | null {
  return /^[\w-]{43}$/.test(token) ? sha256(token) : null
}
