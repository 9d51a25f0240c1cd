/** When a fuelling happened, by whose clock. Client-safe. */

import { HOUR_MS, MINUTE_MS } from '#app/domain/kernel/calendar.ts'

const MAX_AHEAD_MS = 5 * MINUTE_MS
export const MAX_AGE_MS = 72 * HOUR_MS

/** A station's clock is believed within bounds; outside of them ours counts. */
export function momentOf({ now }: { now: Date }, told: Date | undefined): { at: Date; isSuspect: boolean } {
  if (told === undefined) return { at: now, isSuspect: false }
  const age = now.getTime() - told.getTime()
  return age > MAX_AGE_MS || isTooFarAhead({ now }, told)
    ? { at: now, isSuspect: true }
    : { at: told, isSuspect: false }
}

/** By more than a station's clock may be ahead of ours. */
export function isTooFarAhead({ now }: { now: Date }, told: Date): boolean {
  return told.getTime() - now.getTime() > MAX_AHEAD_MS
}
