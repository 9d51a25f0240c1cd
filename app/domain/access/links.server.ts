import { randomBytes } from 'node:crypto'
import type { Context } from '#app/domain/kernel/context.ts'
import { reject } from '#app/domain/kernel/errors.ts'
import { sha256 } from '#app/domain/kernel/keyring.server.ts'
import { messageOf, tokenOf } from '#app/domain/kernel/link-tokens.server.ts'
import {
  insertLink,
  type LinkLife,
  type LinkRow,
  selectLinkOrThrow,
  selectLiveLink,
  selectLiveLinkByPublicId,
} from '#db/queries/access/links.ts'
import type { LinkPurpose } from '#db/schema/index.ts'

export interface NewLink {
  purpose: LinkPurpose
  email: string
  userId?: number
  invitationId?: number
  /** Purpose, person and company: at most one live link has it. */
  liveKey: string
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
  return selectLinkOrThrow(ctx.db, id)
}

/** Changes nothing, however often. @throws DomainError link_dead: unknown, expired, used and revoked are one. */
export async function openLink(ctx: Context, purpose: LinkPurpose, token: string): Promise<LinkRow> {
  if (!isToken(token)) reject('link_dead')
  return (await selectLiveLink(ctx.db, purpose, sha256(token))) ?? reject('link_dead')
}

/** For the clean URL: does the link that it names still live? */
export async function findLinkByPublicId(
  ctx: Context,
  purpose: LinkPurpose,
  publicId: string,
): Promise<{ publicId: string } | null> {
  if (!/^[\w-]{22}$/.test(publicId)) return null
  const link = await selectLiveLinkByPublicId(ctx.db, purpose, publicId)
  return link ? { publicId: link.public_id } : null
}

export function isToken(value: string): boolean {
  return /^[\w-]{43}$/.test(value)
}
