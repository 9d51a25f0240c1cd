import { createLink } from '#app/domain/access/links.server.ts'
import type { Context } from '#app/domain/kernel/context.ts'
import { reject } from '#app/domain/kernel/errors.ts'
import type { LinkLife, LinkRow } from '#db/queries/access/links.ts'
import { selectUserByEmail } from '#db/queries/accounts/users.ts'
import { selectCompany } from '#db/queries/companies/companies.ts'
import type { InvitationRow } from '#db/queries/invitations/invitations.ts'
import { formatLetterTime } from '../mail/letter-time.ts'
import { enqueue } from '../mail/outbox.server.ts'

/** All letters that carry an invitation's link. */
export const INVITATION_LETTERS = ['invitation', 'staff_invitation', 'company_confirmation']

/** At most one live invitation, and one live link of it, a person and company (or the staff). */
export function liveKeyOf(invitation: Pick<InvitationRow, 'email' | 'company_id'>): string {
  const where = invitation.company_id === null ? 'staff' : `company ${invitation.company_id}`
  return `invitation|${invitation.email}|${where}`
}

export function createInvitationLink(
  ctx: Context,
  invitation: InvitationRow,
  life: LinkLife,
): Promise<LinkRow> {
  return createLink(
    ctx,
    {
      purpose: 'invitation',
      email: invitation.email,
      invitationId: invitation.id,
      liveKey: liveKeyOf(invitation),
    },
    life,
  )
}

/** Who has an account is asked to confirm one company more; who has none, to set a password. */
export async function sendInvitationLetter(
  ctx: Context,
  invitation: InvitationRow,
  link: LinkRow,
  options: { bulk?: boolean } = {},
): Promise<void> {
  const { email, role, staff_role: staffRole } = invitation
  const account = await selectUserByEmail(ctx.db, email)
  const locale = account?.locale ?? invitation.locale
  const letter = { to: email, locale, linkId: link.id, invitationId: invitation.id, bulk: options.bulk }
  const validUntil = formatLetterTime(link.expires_at, locale)
  if (staffRole) {
    await enqueue(ctx, 'staff_invitation', { ...letter, props: { email, role: staffRole, validUntil } })
    return
  }
  if (invitation.company_id === null || role === null) reject('company_not_found')
  const company = (await selectCompany(ctx.db, invitation.company_id)) ?? reject('company_not_found')
  const props = { email, role, validUntil, companyName: company.name }
  await enqueue(ctx, account ? 'company_confirmation' : 'invitation', { ...letter, props })
}
