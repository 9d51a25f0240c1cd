import type { LinkPurpose } from '#db/schema/index.ts'
import { type Keyring, sha256 } from './keyring.server.ts'

/** A mailed link, that of coupons handed to a driver, or one for somebody who only reads. */
type TokenPurpose = LinkPurpose | 'handover' | 'readonly'

interface TokenOf {
  purpose: TokenPurpose
  public_id: string
  nonce: Buffer
}

/** What a letter's link begins with, after the cabinet's origin. */
export const linkPaths: Record<LinkPurpose, string> = {
  invitation: '/invitation/',
  password_reset: '/set-password/',
}

/** The same SECRET_KEYS make the same token again, so it is stored nowhere but as a hash. */
export function tokenOf(mac: Buffer): string {
  return mac.toString('base64url')
}

export function messageOf(link: TokenOf): string {
  return `${link.purpose}|${link.public_id}|${link.nonce.toString('hex')}`
}

/**
 * The secret that a letter carries. Only the sender and the local mailbox ask for it, at the moment of sending; of coupons
 * that were handed to a driver, who handed them and his colleagues.
 * @throws when none of today's SECRET_KEYS made the link.
 */
export function linkTokenFor(keyring: Keyring, link: TokenOf & { token_hash: Buffer }): string {
  for (const mac of keyring.hmacAll('link', messageOf(link))) {
    const token = tokenOf(mac)
    if (sha256(token).equals(link.token_hash)) return token
  }
  throw new Error(`no secret key made link ${link.public_id}`)
}
