/** What staff tell clients. Client-safe. */

export const announcementStates = ['planned', 'shown', 'over'] as const
export type AnnouncementState = (typeof announcementStates)[number]

export function announcementState(
  { starts_at, ends_at }: { starts_at: Date; ends_at: Date },
  now: Date,
): AnnouncementState {
  if (ends_at <= now) return 'over'
  return starts_at > now ? 'planned' : 'shown'
}
