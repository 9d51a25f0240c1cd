import { renewLink, revokeLinksOf } from '#app/domain/access/links.server.ts'
import { record } from '#app/domain/audit/audit.server.ts'
import { DAY_SECONDS } from '#app/domain/kernel/calendar.ts'
import type { Context } from '#app/domain/kernel/context.ts'
import { reject } from '#app/domain/kernel/errors.ts'
import { requireOwnTeam, requireRight } from '#app/domain/kernel/rights.ts'
import { transact } from '#app/domain/kernel/transact.server.ts'
import { enforceRateLimit } from '#app/domain/rate-limits/rate-limits.server.ts'
import { isDuplicateKey } from '#db/connection/client.server.ts'
import type { LinkRow } from '#db/queries/access/links.ts'
import { selectCompany } from '#db/queries/companies/companies.ts'
import {
  type InvitationRow,
  selectInvitation,
  selectInvitationOf,
  updateInvitationExpiry,
} from '#db/queries/invitations/invitations.ts'
import { assertInvitable, assertNewToStaff } from './invitable.server.ts'
import { createInvitationLinkAnew, liveKeyOf, sendInvitationLetter } from './invitation-letters.server.ts'
import { spareAddress } from './repeated-letters.server.ts'

/**
 * Staff's resend: the same link with its life counted anew; a new one when the old has expired.
 * @throws DomainError invitation_not_found, invitation_not_pending, already_invited, company_closed, too_many_requests;
 * already_member and the like, when the address came by another way to what it was invited to.
 */
export async function resendInvitation(ctx: Context, id: number): Promise<InvitationRow> {
  requireRight(ctx, 'invite_clients')
  await enforceRateLimit(ctx, 'invitation')
  return transact(ctx, async (ctx) => {
    const invitation = (await selectInvitation(ctx.db, id)) ?? reject('invitation_not_found')
    if (invitation.staff_role) requireRight(ctx, 'invite_staff')
    return resend(ctx, invitation)
  })
}

/** The owner's, for the own company. @throws as resendInvitation; another company's is invitation_not_found. */
export async function resendColleagueInvitation(ctx: Context, id: number): Promise<InvitationRow> {
  const companyId = requireOwnTeam(ctx)
  await enforceRateLimit(ctx, 'invitation')
  return transact(ctx, async (ctx) => {
    const invitation = (await selectInvitationOf(ctx.db, companyId, id)) ?? reject('invitation_not_found')
    await spareAddress(ctx, companyId, invitation.email)
    return resend(ctx, invitation)
  })
}

async function resend(ctx: Context, invitation: InvitationRow): Promise<InvitationRow> {
  const { id, company_id: companyId } = invitation
  const company = companyId === null ? null : await selectCompany(ctx.db, companyId)
  if (company?.closed_at) reject('company_closed')
  if (companyId === null) await assertNewToStaff(ctx, invitation.email)
  else await assertInvitable(ctx, invitation.email, companyId)
  const liveKey = liveKeyOf(invitation)
  const renewed = await updateInvitationExpiry(ctx.db, id, liveKey, ctx.settings.invitationDays).catch(
    rejectNewer,
  )
  if (!renewed) reject('invitation_not_pending')
  const link = await renewOrReplaceLink(ctx, invitation, liveKey)
  await record(ctx, 'invitation.resent', { kind: 'invitation', id, companyId }, { email: invitation.email })
  await sendInvitationLetter(ctx, invitation, link)
  return invitation
}

async function renewOrReplaceLink(
  ctx: Context,
  invitation: InvitationRow,
  liveKey: string,
): Promise<LinkRow> {
  const seconds = ctx.settings.invitationDays * DAY_SECONDS
  const renewed = await renewLink(ctx, liveKey, seconds)
  if (renewed) return renewed
  await revokeLinksOf(ctx, invitation.id)
  return createInvitationLinkAnew(ctx, invitation, { seconds })
}

/** An expired one, after the person was invited anew. */
function rejectNewer(error: unknown): never {
  if (isDuplicateKey(error)) reject('already_invited')
  throw error
}
