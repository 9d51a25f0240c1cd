import type { RateWindow } from '#db/queries/rate-limits/rate-limits.ts'

/** A sliding window is made out of the current one and the one before. */
export type SlidingWindow = Omit<RateWindow, 'start'>

/** How many hits the current window may hold: the one before counts by the share of it that is still within reach. */
export function roomIn({ elapsed, previous }: SlidingWindow, limit: number): number {
  return Math.floor(limit - previous * (1 - elapsed))
}

/** After how many seconds one more will pass, when nobody else comes. */
export function secondsUntilRoom(
  { elapsed, current, previous }: SlidingWindow,
  limit: number,
  seconds: number,
): number {
  const share =
    current < limit && previous > 0
      ? 1 - (limit - current - 1) / previous - elapsed
      : 1 - elapsed + 1 - (limit - 1) / Math.max(current, limit)
  return Math.max(1, Math.ceil(share * seconds))
}
