import { createLink, createLinkAnew, type NewLink } from '#app/domain/access/links.server.ts'
import type { Context } from '#app/domain/kernel/context.ts'
import { reject } from '#app/domain/kernel/errors.ts'
import { formatLetterTime } from '#app/domain/mail/letter-time.ts'
import { enqueue } from '#app/domain/mail/outbox.server.ts'
import type { Urgency } from '#app/domain/mail/priorities.ts'
import { findStation, type StationChoice } from '#app/domain/stations/cashier-station.server.ts'
import type { LinkLife, LinkRow } from '#db/queries/access/links.ts'
import { selectUserByEmail } from '#db/queries/accounts/users.ts'
import { selectCompany } from '#db/queries/companies/companies.ts'
import type { InvitationRow } from '#db/queries/invitations/invitations.ts'

/** All letters that carry an invitation's link. */
export const INVITATION_LETTERS = [
  'invitation',
  'staff_invitation',
  'company_confirmation',
  'staff_address_invited',
]

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
  return createLink(ctx, linkOf(invitation), life)
}

/** In the place of an expired one. */
export function createInvitationLinkAnew(
  ctx: Context,
  invitation: InvitationRow,
  life: LinkLife,
): Promise<LinkRow> {
  return createLinkAnew(ctx, linkOf(invitation), life)
}

function linkOf(invitation: InvitationRow): NewLink {
  const { id, email } = invitation
  return { purpose: 'invitation', email, invitationId: id, liveKey: liveKeyOf(invitation) }
}

/** Who has an account is asked to confirm one company more; who has none, to set a password. */
export async function sendInvitationLetter(
  ctx: Context,
  invitation: InvitationRow,
  link: LinkRow,
  urgency?: Urgency,
): Promise<void> {
  const { email, role, staff_role: staffRole } = invitation
  const account = await selectUserByEmail(ctx.db, email)
  const locale = account?.locale ?? invitation.locale
  const letter = { to: email, locale, linkId: link.id, invitationId: invitation.id, urgency }
  const validUntil = formatLetterTime(link.expires_at, locale)
  if (staffRole) {
    const station = invitation.station_id === null ? null : await findStation(ctx, invitation.station_id)
    const props = { email, role: staffRole, validUntil, ...(station ? { station: titleOf(station) } : {}) }
    await enqueue(ctx, 'staff_invitation', { ...letter, props })
    return
  }
  if (invitation.company_id === null || role === null) reject('company_not_found')
  const company = (await selectCompany(ctx.db, invitation.company_id)) ?? reject('company_not_found')
  if (account?.staff_role) {
    const told = { to: email, locale, invitationId: invitation.id, urgency }
    await enqueue(ctx, 'staff_address_invited', {
      ...told,
      props: { email, role, companyName: company.name },
    })
    return
  }
  const props = { email, role, validUntil, companyName: company.name }
  await enqueue(ctx, account ? 'company_confirmation' : 'invitation', { ...letter, props })
}

function titleOf({ code, name }: StationChoice): string {
  return `${code} · ${name}`
}
