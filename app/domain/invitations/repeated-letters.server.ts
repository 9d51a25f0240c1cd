import { hasItsInvitations, hasItsLetters } from '#app/domain/access/letter-limits.server.ts'
import { claimLinkSending, findLiveLink, hasJustBeenMailed } from '#app/domain/access/links.server.ts'
import { record } from '#app/domain/audit/audit.server.ts'
import type { CompanyId, Context } from '#app/domain/kernel/context.ts'
import { reject } from '#app/domain/kernel/errors.ts'
import { transact } from '#app/domain/kernel/transact.server.ts'
import { isDuplicateKey } from '#db/connection/client.server.ts'
import type { LinkRow } from '#db/queries/access/links.ts'
import { type InvitationRow, selectWaitingInvitations } from '#db/queries/invitations/invitations.ts'
import { isFulfilled } from './invitable.server.ts'
import {
  createInvitationLinkAnew,
  INVITATION_LETTERS,
  liveKeyOf,
  sendInvitationLetter,
} from './invitation-letters.server.ts'

/**
 * A client may invite any address, so it may not fill a stranger's mailbox: beyond three letters of its own
 * an hour it waits. What others sent is not counted, since the refusal would tell of their invitations.
 * @throws DomainError too_many_requests
 */
export async function spareAddress(ctx: Context, companyId: CompanyId, email: string): Promise<void> {
  if (await hasItsInvitations(ctx, companyId, email, INVITATION_LETTERS))
    reject('too_many_requests', { retryAfter: 3600 })
}

/**
 * Mails the live invitations of an address again because a guest asked: the same links with the life that they
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
    // Two requests at once for a link that had to be made anew: the other one makes and sends it.
    if (!isDuplicateKey(error)) throw error
  }
}

async function repeatInvitation(ctx: Context, invitation: InvitationRow): Promise<void> {
  if (await isFulfilled(ctx, invitation)) return
  if (await hasItsLetters(ctx, invitation.email, INVITATION_LETTERS)) return
  const link = await claimLinkToRepeat(ctx, invitation)
  if (!link) return
  const subject = { kind: 'invitation' as const, id: invitation.id, companyId: invitation.company_id }
  await record(ctx, 'invitation.repeated', subject, { email: invitation.email })
  await sendInvitationLetter(ctx, invitation, link, 'awaited')
}

/** A reset ends the invitation's link but not the invitation: then a new link takes over what life is left. */
async function claimLinkToRepeat(ctx: Context, invitation: InvitationRow): Promise<LinkRow | null> {
  const liveKey = liveKeyOf(invitation)
  const link = await findLiveLink(ctx, liveKey)
  if (link) return (await claimLinkSending(ctx, link)) ? link : null
  if (await hasJustBeenMailed(ctx, invitation.email, INVITATION_LETTERS)) return null
  return createInvitationLinkAnew(ctx, invitation, { until: invitation.expires_at })
}
