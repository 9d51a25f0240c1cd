import { randomBytes } from 'node:crypto'
import type { Context } from '#app/domain/kernel/context.ts'
import { sha256 } from '#app/domain/kernel/keyring.server.ts'
import { linkTokenFor, messageOf, tokenOf } from '#app/domain/kernel/link-tokens.server.ts'
import type { ReadonlyLinkRow } from '#db/queries/readonly-links/links.ts'

const purpose = 'readonly' as const

/** The columns of a new link: its token can be made again of them and a secret key, and is stored as a hash only. */
export function newReadonlyToken({ keyring }: Pick<Context, 'keyring'>) {
  const link = { public_id: randomBytes(16).toString('base64url'), nonce: randomBytes(16) }
  return { ...link, token_hash: sha256(tokenOf(keyring.hmac('link', messageOf({ purpose, ...link })))) }
}

/** The whole address; null when the key that made it is gone. */
export function readonlyAddressOf(
  { keyring, settings }: Pick<Context, 'keyring' | 'settings'>,
  link: Pick<ReadonlyLinkRow, 'public_id' | 'nonce' | 'token_hash'>,
): string | null {
  try {
    return `${settings.publicUrl}/r/${linkTokenFor(keyring, { purpose, ...link })}`
  } catch {
    return null
  }
}

/** For the look-up; null for what is no token. */
export function readonlyHashOf(token: string): Buffer | null {
  return /^[\w-]{43}$/.test(token) ? sha256(token) : null
}
