import { randomBytes } from 'node:crypto'
import type { LinkPurpose } from '#db/schema/index.ts'
import type { Context } from './context.ts'
import { type Keyring, sha256 } from './keyring.server.ts'

/** A link that no letter carries: of coupons handed to a driver, or for somebody who only reads. */
type ShownPurpose = 'handover' | 'readonly'
type TokenPurpose = LinkPurpose | ShownPurpose

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

const shownPaths: Record<ShownPurpose, string> = { handover: '/d/', readonly: '/r/' }

/** The columns of a new link: its token can be made again of them and a secret key, and is stored as a hash only. */
export function newToken(
  keyring: Keyring,
  purpose: TokenPurpose,
): Omit<TokenOf, 'purpose'> & { token_hash: Buffer } {
  const link = { public_id: randomBytes(16).toString('base64url'), nonce: randomBytes(16) }
  return { ...link, token_hash: sha256(tokenOf(keyring.hmac('link', messageOf({ purpose, ...link })))) }
}

export function isToken(value: string): boolean {
  return /^[\w-]{43}$/.test(value)
}

/** For the look-up; null for what is no token. */
export function hashOfToken(value: string): Buffer | null {
  return isToken(value) ? sha256(value) : null
}

/** The same SECRET_KEYS make the same token again, so it is stored nowhere but as a hash. */
function tokenOf(mac: Buffer): string {
  return mac.toString('base64url')
}

function messageOf(link: TokenOf): string {
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

/** The whole address of a link that who made it is shown; null when the key that made it is gone. */
export function shownAddressOf(
  { keyring, settings }: Pick<Context, 'keyring' | 'settings'>,
  link: TokenOf & { purpose: ShownPurpose; token_hash: Buffer },
): string | null {
  try {
    return settings.publicUrl + shownPaths[link.purpose] + linkTokenFor(keyring, link)
  } catch {
    return null
  }
}
