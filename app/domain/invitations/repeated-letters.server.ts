import { hasItsLetters } from '#app/domain/access/letter-limits.server.ts'
import type { Context } from '#app/domain/kernel/context.ts'
import { reject } from '#app/domain/kernel/errors.ts'
import { transact } from '#app/domain/kernel/transact.server.ts'
import { isDuplicateKey } from '#db/connection/client.server.ts'
import {
  claimSending,
  hasLetterWithinMinute,
  type LinkRow,
  retireExpiredLink,
  selectLiveLinkByKey,
} from '#db/queries/access/links.ts'
import { type InvitationRow, selectWaitingInvitations } from '#db/queries/invitations/invitations.ts'
import { record } from '../audit/audit.server.ts'
import {
  createInvitationLink,
  INVITATION_LETTERS,
  liveKeyOf,
  sendInvitationLetter,
} from './invitation-letters.server.ts'

/**
 * A client may invite any address, so it may not fill a stranger's mailbox: beyond three letters an hour it waits.
 * @throws DomainError too_many_requests
 */
export async function spareAddress(ctx: Context, email: string): Promise<void> {
  if (await hasItsLetters(ctx, email, INVITATION_LETTERS)) reject('too_many_requests', { retryAfter: 3600 })
}

/**
 * Mails the live invitations of an address again on the wish of a guest: the same links with the life that they
 * have, one letter a minute each and three an hour to the address; beyond that silently nothing.
 */
export async function repeatInvitations(ctx: Context, email: string): Promise<void> {
  try {
    await transact(ctx, async (ctx) => {
      for (const invitation of await selectWaitingInvitations(ctx.db, email)) {
        if (invitation.live) await repeatInvitation(ctx, invitation)
      }
    })
  } catch (error) {
    // Two wishes at once for a link that had to be made anew: the other one makes and sends it.
    if (!isDuplicateKey(error)) throw error
  }
}

async function repeatInvitation(ctx: Context, invitation: InvitationRow): Promise<void> {
  if (await hasItsLetters(ctx, invitation.email, INVITATION_LETTERS)) return
  const link = await claimLinkToRepeat(ctx, invitation)
  if (!link) return
  const subject = { kind: 'invitation', id: invitation.id, companyId: invitation.company_id }
  await record(ctx, 'invitation.repeated', subject, { email: invitation.email })
  await sendInvitationLetter(ctx, invitation, link)
}

/** A reset ends the invitation's link but not the invitation: then a new link takes over what life is left. */
async function claimLinkToRepeat(ctx: Context, invitation: InvitationRow): Promise<LinkRow | null> {
  const liveKey = liveKeyOf(invitation)
  const link = await selectLiveLinkByKey(ctx.db, liveKey)
  if (link) return (await claimSending(ctx.db, link.id)) ? link : null
  if (await hasLetterWithinMinute(ctx.db, invitation.email, INVITATION_LETTERS)) return null
  await retireExpiredLink(ctx.db, liveKey)
  return createInvitationLink(ctx, invitation, { until: invitation.expires_at })
}
