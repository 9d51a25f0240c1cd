/** What a reading by hand is compared with. Client-safe. */

import { odometerFactsOf } from '#app/domain/authorizations/odometer.ts'

interface Known {
  km: number
  at: Date
}

export interface Expected {
  least: number
  most: number
}

/** From what the nearest readings before and after allow at a moment; null: nothing is known. */
export function expectedAt(before: Known | null, after: Known | null, moment: Date): Expected | null {
  const facts = odometerFactsOf({ km: before?.km ?? null, at: before?.at ?? null, askedAt: null }, moment)
  if (!facts) return after && { least: 0, most: after.km }
  return { least: facts.least, most: after ? Math.min(facts.most, after.km) : facts.most }
}

export function fits(km: number, expected: Expected | null): boolean {
  return expected === null || (km >= expected.least && km <= expected.most)
}
