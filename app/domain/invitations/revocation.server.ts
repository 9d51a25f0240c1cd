import { revokeLinksOf } from '#app/domain/access/links.server.ts'
import type { AuditActions } from '#app/domain/audit/actions.ts'
import { record } from '#app/domain/audit/audit.server.ts'
import type { Context } from '#app/domain/kernel/context.ts'
import { reject } from '#app/domain/kernel/errors.ts'
import { requireOwnTeam, requireRight } from '#app/domain/kernel/rights.ts'
import { transact } from '#app/domain/kernel/transact.server.ts'
import {
  type InvitationRow,
  selectInvitation,
  selectInvitationOf,
  selectPendingOf,
  updateInvitationRevoked,
} from '#db/queries/invitations/invitations.ts'

/** A form that is open already dies with it. @throws DomainError invitation_not_found, invitation_not_pending */
export function revokeInvitation(ctx: Context, id: number): Promise<InvitationRow> {
  requireRight(ctx, 'revoke_invitations')
  return transact(ctx, async (ctx) => {
    const invitation = (await selectInvitation(ctx.db, id)) ?? reject('invitation_not_found')
    if (invitation.staff_role) requireRight(ctx, 'invite_staff')
    if (!(await revoke(ctx, invitation, 'staff'))) reject('invitation_not_pending')
    return invitation
  })
}

/** The owner's, for the own company. @throws DomainError invitation_not_found, for another company's too */
export function revokeColleagueInvitation(ctx: Context, id: number): Promise<InvitationRow> {
  const companyId = requireOwnTeam(ctx)
  return transact(ctx, async (ctx) => {
    const invitation = (await selectInvitationOf(ctx.db, companyId, id)) ?? reject('invitation_not_found')
    if (!(await revoke(ctx, invitation, 'owner'))) reject('invitation_not_pending')
    return invitation
  })
}

/**
 * Ends what waits for an answer about a company: all of it when the company is closed, or what went to one address
 * when that stands in the contract no more. Call it in the transaction of that change.
 */
export async function revokeInvitationsOfCompany(
  ctx: Context,
  companyId: number,
  email?: string,
): Promise<void> {
  const why = email === undefined ? 'company_closed' : 'address_changed'
  for (const invitation of await selectPendingOf(ctx.db, companyId, email)) await revoke(ctx, invitation, why)
}

type RevocationReason = AuditActions['invitation.revoked']['why']

async function revoke(ctx: Context, invitation: InvitationRow, why: RevocationReason): Promise<boolean> {
  if (!(await updateInvitationRevoked(ctx.db, invitation.id))) return false
  await revokeLinksOf(ctx, invitation.id)
  const subject = { kind: 'invitation' as const, id: invitation.id, companyId: invitation.company_id }
  await record(ctx, 'invitation.revoked', subject, { email: invitation.email, why })
  return true
}
