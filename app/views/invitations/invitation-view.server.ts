import type { ListedInvitation } from '#app/domain/invitations/invitation-lists.server.ts'
import { almatyWallClock } from '#app/domain/kernel/calendar.ts'
import type { InvitationRow } from './invitation-table.tsx'

/** What a list of invitations shows, and no more. */
export function invitationRow(invitation: ListedInvitation): InvitationRow {
  const delivery = invitation.letter?.delivery
  return {
    id: invitation.id,
    email: invitation.email,
    companyName: invitation.companyName,
    as: invitation.role ?? invitation.staffRole,
    state: invitation.state,
    sentAt: almatyWallClock(invitation.sentAt),
    expiresAt: almatyWallClock(invitation.expiresAt),
    reinviteRequested: invitation.reinviteRequestedAt !== null && invitation.state === 'expired',
    delivery: delivery === 'bounced' || delivery === 'complained' || delivery === 'delayed' ? delivery : null,
  }
}
