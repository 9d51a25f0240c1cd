/** Whether a reading of an odometer can be true after an earlier one. Client-safe. */

import { DAY_MS, MINUTE_MS } from '#app/domain/kernel/calendar.ts'

/** More than any vehicle drives, and as many digits as odometers have. */
export const MAX_ODOMETER_KM = 9_999_999

const MAX_KM_A_DAY = 3_000
/** Who asks again within this time has been asked, and what he then says is kept. */
const ASKED_MS = 30 * MINUTE_MS

export interface OdometerFacts {
  least: number
  most: number
  /** An unlikely reading was refused a moment ago: it is not asked for again. */
  wasAsked: boolean
}

/** What was last told of the vehicle at a completed fill, and when an unlikely reading was last refused. */
interface LastOdometer {
  km: number | null
  at: Date | null
  askedAt: Date | null
}

/** It never goes back, and no vehicle drives more than 3,000 km a day; a day that has begun counts whole. */
export function odometerFactsOf({ km, at, askedAt }: LastOdometer, moment: Date): OdometerFacts | null {
  if (km === null || at === null) return null
  const days = Math.max(1, Math.ceil((moment.getTime() - at.getTime()) / DAY_MS))
  const wasAsked = askedAt !== null && Math.abs(moment.getTime() - askedAt.getTime()) <= ASKED_MS
  return { least: km, most: km + days * MAX_KM_A_DAY, wasAsked }
}

export function isUnlikely(km: number | null | undefined, facts: OdometerFacts | null): km is number {
  return typeof km === 'number' && facts !== null && (km < facts.least || km > facts.most)
}
