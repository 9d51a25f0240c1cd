import type { InvitationStatus } from '#db/schema/index.ts'

/** What people see: `expired` is derived, since nobody is there to write it down when the time runs out. */
export const invitationStates = ['waiting', 'accepted', 'expired', 'revoked'] as const
export type InvitationState = (typeof invitationStates)[number]

export function invitationState(
  invitation: { status: InvitationStatus; expires_at: Date },
  now: Date,
): InvitationState {
  if (invitation.status !== 'pending') return invitation.status
  return invitation.expires_at > now ? 'waiting' : 'expired'
}

export function canResend(state: InvitationState): boolean {
  return state === 'waiting' || state === 'expired'
}

export function canRevoke(state: InvitationState): boolean {
  return state === 'waiting' || state === 'expired'
}
