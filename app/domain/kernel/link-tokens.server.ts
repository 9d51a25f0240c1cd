import type { LinkRow } from '#db/queries/access/links.ts'
import type { LinkPurpose } from '#db/schema/index.ts'
import { type Keyring, sha256 } from './keyring.server.ts'

/** What a letter's link begins with, after the cabinet's origin. */
export const linkPaths: Record<LinkPurpose, string> = {
  invitation: '/invitation/',
  password_reset: '/set-password/',
}

/** The same SECRET_KEYS make the same token again, so it is stored nowhere but as a hash. */
export function tokenOf(mac: Buffer): string {
  return mac.toString('base64url')
}

export function messageOf(link: { purpose: LinkPurpose; public_id: string; nonce: Buffer }): string {
  return `${link.purpose}|${link.public_id}|${link.nonce.toString('hex')}`
}

/**
 * The secret that a letter carries. Only the sender and the local mailbox ask for it, at the moment of sending.
 * @throws when none of today's SECRET_KEYS made the link.
 */
export function linkTokenFor(
  keyring: Keyring,
  link: Pick<LinkRow, 'purpose' | 'public_id' | 'nonce' | 'token_hash'>,
): string {
  for (const mac of keyring.hmacAll('link', messageOf(link))) {
    const token = tokenOf(mac)
    if (sha256(token).equals(link.token_hash)) return token
  }
  throw new Error(`no secret key made link ${link.public_id}`)
}
