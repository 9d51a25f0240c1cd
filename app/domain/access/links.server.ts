import type { Context } from '#app/domain/kernel/context.ts'
import { reject } from '#app/domain/kernel/errors.ts'
import { sha256 } from '#app/domain/kernel/keyring.server.ts'
import { isToken, newToken } from '#app/domain/kernel/link-tokens.server.ts'
import {
  claimLink,
  claimSending,
  hasLetterWithinMinute,
  insertLink,
  type LinkLife,
  type LinkRow,
  selectJustUsedLink,
  selectLinkOrThrow,
  selectLiveLink,
  selectLiveLinkByKey,
  selectLiveLinkByPublicId,
  updateExpiredLinkReplaced,
  updateLinkExpiry,
  updateLinksRevoked,
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
  const id = await insertLink(
    ctx.db,
    {
      purpose: link.purpose,
      ...newToken(ctx.keyring, link.purpose),
      email: link.email,
      user_id: link.userId ?? null,
      invitation_id: link.invitationId ?? null,
      live_key: link.liveKey,
    },
    life,
  )
  return selectLinkOrThrow(ctx.db, id)
}

/** As `createLink`, in the place of an expired one with this `liveKey`. */
export async function createLinkAnew(ctx: Context, link: NewLink, life: LinkLife): Promise<LinkRow> {
  await updateExpiredLinkReplaced(ctx.db, link.liveKey)
  return createLink(ctx, link, life)
}

/** Changes nothing, however often. @throws DomainError link_dead: unknown, expired, used and revoked are one. */
export async function openLink(ctx: Context, purpose: LinkPurpose, token: string): Promise<LinkRow> {
  return (await findLinkByToken(ctx, purpose, token)) ?? reject('link_dead')
}

/** The live link of a token. @throws DomainError link_dead: what is no token */
export async function findLinkByToken(
  ctx: Context,
  purpose: LinkPurpose,
  token: string,
): Promise<LinkRow | undefined> {
  if (!isToken(token)) reject('link_dead')
  return selectLiveLink(ctx.db, purpose, sha256(token))
}

/** A link that was used within so many seconds. */
export function findJustUsedLink(
  ctx: Context,
  purpose: LinkPurpose,
  token: string,
  seconds: number,
): Promise<LinkRow | undefined> {
  return selectJustUsedLink(ctx.db, purpose, sha256(token), seconds)
}

/** The live link of a person and company (`NewLink.liveKey`). */
export function findLiveLink(ctx: Context, liveKey: string): Promise<LinkRow | undefined> {
  return selectLiveLinkByKey(ctx.db, liveKey)
}

/** Single use: of all who try at once, one passes. @throws DomainError link_dead */
export async function consumeLink(ctx: Context, link: LinkRow): Promise<void> {
  if (!(await claimLink(ctx.db, link.id))) reject('link_dead')
}

/** The same link with its life counted anew; null where none lives. */
export async function renewLink(ctx: Context, liveKey: string, seconds: number): Promise<LinkRow | null> {
  const live = await selectLiveLinkByKey(ctx.db, liveKey)
  if (!live || !(await updateLinkExpiry(ctx.db, live.id, seconds))) return null
  return selectLinkOrThrow(ctx.db, live.id)
}

/** May the link be mailed again? One letter a minute. */
export function claimLinkSending(ctx: Context, link: LinkRow): Promise<boolean> {
  return claimSending(ctx.db, link.id)
}

/** Was one of these letters written to the address within the last minute? */
export function hasJustBeenMailed(ctx: Context, email: string, templates: string[]): Promise<boolean> {
  return hasLetterWithinMinute(ctx.db, email, templates)
}

/** Ends the open links of an invitation. */
export async function revokeLinksOf(ctx: Context, invitationId: number): Promise<void> {
  await updateLinksRevoked(ctx.db, { invitationId })
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
