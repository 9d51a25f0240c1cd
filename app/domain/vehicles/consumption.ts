/** Litres a hundred kilometres between full fills. Client-safe. */

import { isUnlikely, odometerFactsOf } from '#app/domain/authorizations/odometer.ts'

export interface MeasuredFill {
  at: Date
  /** Millilitres; negative: given back. */
  volume: number
  /** Null: nobody told. */
  km: number | null
  isFull: boolean
  isUnlikely: boolean
}

/** From one full fill to the next. */
export interface Stretch {
  from: Date
  until: Date
  km: number
  /** Millilitres that were fuelled since. */
  volume: number
}

/**
 * What was driven and burned between two full fills whose odometers are trusted: a tank that is full twice has burned what
 * came in between. Fills between that were not full, or told no odometer, count with their litres. A stretch that goes back,
 * stands still or is longer than a vehicle drives in the time is none.
 * @param fills in the order of time
 */
export function stretchesOf(fills: readonly MeasuredFill[]): Stretch[] {
  const stretches: Stretch[] = []
  let last: { at: Date; km: number } | null = null
  let volume = 0
  for (const fill of fills) {
    volume += fill.volume
    if (!fill.isFull || fill.km === null || fill.isUnlikely) continue
    if (last && isDriven(last, { at: fill.at, km: fill.km }) && volume > 0)
      stretches.push({ from: last.at, until: fill.at, km: fill.km - last.km, volume })
    last = { at: fill.at, km: fill.km }
    volume = 0
  }
  return stretches
}

function isDriven(from: { at: Date; km: number }, to: { at: Date; km: number }): boolean {
  return to.km > from.km && !isUnlikely(to.km, odometerFactsOf({ ...from, askedAt: null }, to.at))
}

/** Millilitres a hundred kilometres over all stretches together; null: none is known. */
export function consumptionOf(stretches: readonly Pick<Stretch, 'km' | 'volume'>[]): number | null {
  const km = stretches.reduce((sum, stretch) => sum + stretch.km, 0)
  const volume = stretches.reduce((sum, stretch) => sum + stretch.volume, 0)
  return km > 0 ? Math.round((volume * 100) / km) : null
}

/** By how many per cent it is above the norm; negative below. Null: there is no norm. */
export function aboveNorm(consumption: number | null, norm: number | null): number | null {
  return consumption === null || norm === null ? null : Math.round((consumption / norm - 1) * 100)
}
