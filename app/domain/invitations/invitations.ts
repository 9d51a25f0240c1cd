import type { InvitationStatus } from '#db/schema/index.ts'

/** What people see: `expired` is derived, since nobody is there to write it down when the time runs out. */
export const invitationStates = ['waiting', 'accepted', 'expired', 'revoked'] as const
export type InvitationState = (typeof invitationStates)[number]

/** What the list can be narrowed to: a state, or `late`: waiting for longer than a person usually takes. */
export const invitationFilters = [...invitationStates, 'late'] as const
/** Since the last email with the invitation. */
export const LATE_AFTER_DAYS = 3

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
