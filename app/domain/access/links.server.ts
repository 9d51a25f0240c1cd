import { randomBytes } from 'node:crypto'
import type { Context } from '#app/domain/kernel/context.ts'
import { reject } from '#app/domain/kernel/errors.ts'
import { type Keyring, sha256 } from '#app/domain/kernel/keyring.server.ts'
import {
  findLiveLink,
  findLiveLinkByPublicId,
  insertLink,
  type LinkLife,
  type LinkRow,
  readLink,
} from '#db/queries/access/links.ts'
import type { LinkPurpose } from '#db/schema/index.ts'

/** What a letter's link begins with, after the cabinet's origin. */
export const linkPaths: Record<LinkPurpose, string> = {
  invitation: '/invitation/',
  password_reset: '/set-password/',
}

export interface NewLink {
  purpose: LinkPurpose
  email: string
  userId?: number
  invitationId?: number
  /** Purpose, person and company: at most one live link has it. */
  liveKey: string
}

/** The same SECRET_KEYS make the same token again, so it is stored nowhere but as a hash. */
function tokenOf(mac: Buffer): string {
  return mac.toString('base64url')
}

function messageOf(link: { purpose: LinkPurpose; public_id: string; nonce: Buffer }): string {
  return `${link.purpose}|${link.public_id}|${link.nonce.toString('hex')}`
}

/** Fails with a duplicate key when a live one with this `liveKey` exists. */
export async function createLink(ctx: Context, link: NewLink, life: LinkLife): Promise<LinkRow> {
  const row = {
    purpose: link.purpose,
    public_id: randomBytes(16).toString('base64url'),
    nonce: randomBytes(16),
  }
  const id = await insertLink(
    ctx.db,
    {
      ...row,
      token_hash: sha256(tokenOf(ctx.keyring.hmac('link', messageOf(row)))),
      email: link.email,
      user_id: link.userId ?? null,
      invitation_id: link.invitationId ?? null,
      live_key: link.liveKey,
    },
    life,
  )
  return readLink(ctx.db, id)
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

/** Changes nothing, however often. @throws DomainError link_dead: unknown, expired, used and revoked are one. */
export async function openLink(ctx: Context, purpose: LinkPurpose, token: string): Promise<LinkRow> {
  if (!isToken(token)) reject('link_dead')
  return (await findLiveLink(ctx.db, purpose, sha256(token))) ?? reject('link_dead')
}

/** For the clean URL: does the link that it names still live? */
export async function findLinkByPublicId(
  ctx: Context,
  purpose: LinkPurpose,
  publicId: string,
): Promise<{ publicId: string } | null> {
  if (!/^[\w-]{22}$/.test(publicId)) return null
  const link = await findLiveLinkByPublicId(ctx.db, purpose, publicId)
  return link ? { publicId: link.public_id } : null
}

export function isToken(value: string): boolean {
  return /^[\w-]{43}$/.test(value)
}
