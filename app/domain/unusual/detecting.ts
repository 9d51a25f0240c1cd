/**
 * Which refuelling does not look like its card's others, and by how much. Client-safe and without a look ahead: what is told
 * of a fill depends on it and on what came before. Volumes are millilitres, money tiyn.
 */

import { almatyWallClock, DAY_MINUTES, MINUTE_MS } from '#app/domain/kernel/calendar.ts'
import type { UnusualKind, UnusualOutcome } from '#db/schema/index.ts'

export type { UnusualKind, UnusualOutcome }

export interface Place {
  station: string
  /** Degrees; null: not known. */
  latitude: number | null
  longitude: number | null
}

export interface PastFill extends Place {
  id: number
  at: Date
  product: string
  /** Equal for products that go into one tank. */
  family: string
  volume: number
  amount: number
  /** Empty: not known. Rows of one receipt are one refuelling. */
  receipt: string
}

/** Whose the card was then; null: not known, and nothing is told by it. */
export interface VehicleThen {
  product: string | null
  /** Of the product; null without one. */
  family: string | null
  tank: number | null
  norm: number | null
  /** Between the last full tank before and this one; null: this one was none, or nobody told the odometer. */
  stretch: { km: number; volume: number } | null
}

export interface Noticed {
  kind: UnusualKind
  atRisk: number
  figures: UnusualFigures
}

/** What a sentence needs; only what its kind is about is there. */
export type UnusualFigures = Record<string, string | number>

/** As they are stored; null: nobody can read them. */
export function figuresIn(text: string): UnusualFigures | null {
  try {
    const read: unknown = JSON.parse(text)
    return read !== null && typeof read === 'object' ? (read as UnusualFigures) : null
  } catch {
    return null
  }
}

/** What an expected one says about a card. */
export type Lesson = Pick<Noticed, 'kind' | 'figures'>

/** Beyond a full tank by measuring and by the neck of the tank. */
const TANK_TOLERANCE = 1.05
/** Kilometres an hour as the crow flies, and what stations' clocks and coordinates blur. */
const MAX_SPEED = 130
const MIN_DISTANCE_KM = 50
const TWICE_MINUTES = 15
/** Of a card's own: fewer are no habit. */
const HABIT_FILLS = 20
/** Minutes of the day beside the nearest of the card's own. */
const HOURS_MARGIN = 150
/** Kilometres beside the nearest of the card's own stations. */
const AREA_MARGIN_KM = 100
const NORM_TOLERANCE = 1.3
const MIN_STRETCH_KM = 100
/** A lesson holds for what is about as much. */
const LESSON_TOLERANCE = 1.05
const LESSON_KM = 50

/** @param past the card's fills before it, the oldest first */
export function notice(
  fill: PastFill,
  past: readonly PastFill[],
  vehicle: VehicleThen | null,
  lessons: readonly Lesson[] = [],
): Noticed[] {
  const found = [
    overTank(fill, vehicle),
    wrongFuel(fill, vehicle),
    tooFar(fill, past.at(-1)),
    twice(fill, past.at(-1), vehicle),
    unusualHours(fill, past),
    unusualArea(fill, past),
    overConsumption(fill, vehicle),
  ]
  return found.flatMap((one) => (one === null || lessons.some((lesson) => teaches(lesson, one)) ? [] : [one]))
}

function overTank(fill: PastFill, vehicle: VehicleThen | null): Noticed | null {
  const tank = vehicle?.tank ?? null
  if (tank === null || fill.volume <= tank * TANK_TOLERANCE) return null
  const over = fill.volume - tank
  return { kind: 'over_tank', atRisk: partOf(fill, over), figures: { volume: fill.volume, tank, over } }
}

function wrongFuel(fill: PastFill, vehicle: VehicleThen | null): Noticed | null {
  const own = vehicle?.product ?? null
  if (own === null || vehicle?.family === fill.family) return null
  return { kind: 'wrong_fuel', atRisk: fill.amount, figures: { product: fill.product, own } }
}

function tooFar(fill: PastFill, last: PastFill | undefined): Noticed | null {
  const km = last ? distanceBetween(last, fill) : null
  if (!last || km === null || km < MIN_DISTANCE_KM) return null
  const minutes = minutesBetween(last, fill)
  if (km <= (MAX_SPEED * minutes) / 60) return null
  const figures = { km: Math.round(km), minutes, from: last.station, station: fill.station }
  return { kind: 'too_far', atRisk: fill.amount, figures }
}

/** What went into one tank together is a fill in two parts. */
function twice(fill: PastFill, last: PastFill | undefined, vehicle: VehicleThen | null): Noticed | null {
  if (last?.family !== fill.family) return null
  const isOne = fill.receipt !== '' && fill.receipt === last.receipt && fill.station === last.station
  const minutes = Math.max(1, minutesBetween(last, fill))
  if (isOne || minutes > TWICE_MINUTES) return null
  const volume = last.volume + fill.volume
  if (vehicle?.tank && volume <= vehicle.tank * TANK_TOLERANCE) return null
  return { kind: 'twice', atRisk: fill.amount, figures: { minutes, volume, first: last.volume } }
}

function unusualHours(fill: PastFill, past: readonly PastFill[]): Noticed | null {
  if (past.length < HABIT_FILLS) return null
  const minute = minuteOfDay(fill.at)
  const nearest = least(past.map(({ at }) => minutesAround(minute, minuteOfDay(at))))
  if (nearest <= HOURS_MARGIN) return null
  return { kind: 'hours', atRisk: fill.amount, figures: { minute, fills: past.length } }
}

function unusualArea(fill: PastFill, past: readonly PastFill[]): Noticed | null {
  const known = past.flatMap((one) => distanceBetween(one, fill) ?? [])
  if (known.length < HABIT_FILLS) return null
  const nearest = least(known)
  if (nearest <= Math.max(AREA_MARGIN_KM, reachOf(past) / 2)) return null
  const figures = { km: Math.round(nearest), fills: known.length, station: fill.station }
  return {
    kind: 'area',
    atRisk: fill.amount,
    figures: { ...figures, latitude: fill.latitude ?? 0, longitude: fill.longitude ?? 0 },
  }
}

/** How far a card drives: from its first station to the farthest of its others. */
function reachOf(past: readonly PastFill[]): number {
  const first = past.find(({ latitude }) => latitude !== null)
  if (!first) return 0
  return past.reduce((farthest, one) => Math.max(farthest, distanceBetween(first, one) ?? 0), 0)
}

/** Of any number of them: arguments have a limit. */
function least(values: readonly number[]): number {
  return values.reduce((one, other) => Math.min(one, other), Number.POSITIVE_INFINITY)
}

function overConsumption(fill: PastFill, vehicle: VehicleThen | null): Noticed | null {
  const { norm = null, stretch = null } = vehicle ?? {}
  if (norm === null || stretch === null || stretch.km < MIN_STRETCH_KM) return null
  const burned = Math.round((stretch.volume * 100) / stretch.km)
  if (burned <= norm * NORM_TOLERANCE) return null
  const over = stretch.volume - Math.round((norm * stretch.km) / 100)
  return {
    kind: 'consumption',
    atRisk: partOf(fill, over),
    figures: { burned, norm, km: stretch.km, over, percent: Math.round((burned / norm - 1) * 100) },
  }
}

/** Whether the card is known to do so. */
function teaches(lesson: Lesson, one: Noticed): boolean {
  if (lesson.kind !== one.kind) return false
  const [known, now] = [lesson.figures, one.figures]
  const atMost = (name: string) => Number(now[name]) <= Number(known[name]) * LESSON_TOLERANCE
  switch (one.kind) {
    case 'over_tank':
      return atMost('volume')
    case 'wrong_fuel':
      return now.product === known.product
    case 'too_far':
      return now.from === known.from && now.station === known.station
    case 'twice':
      return atMost('volume')
    case 'hours':
      return minutesAround(Number(now.minute), Number(known.minute)) <= HOURS_MARGIN
    case 'area':
      return (distanceBetween(placeIn(known), placeIn(now)) ?? Number.POSITIVE_INFINITY) <= LESSON_KM
    case 'consumption':
      return atMost('burned')
  }
}

function placeIn({ latitude, longitude }: UnusualFigures): Place {
  return { station: '', latitude: Number(latitude), longitude: Number(longitude) }
}

/** Tiyn of a part of what was fuelled, at its price; of more than was fuelled, all. */
function partOf({ volume, amount }: PastFill, part: number): number {
  return volume <= 0 ? 0 : Math.round((amount * Math.min(part, volume)) / volume)
}

function minutesBetween(from: PastFill, to: PastFill): number {
  return Math.round((to.at.getTime() - from.at.getTime()) / MINUTE_MS)
}

function minuteOfDay(at: Date): number {
  const clock = almatyWallClock(at)
  return Number(clock.slice(11, 13)) * 60 + Number(clock.slice(14, 16))
}

/** Over midnight too. */
function minutesAround(one: number, other: number): number {
  const apart = Math.abs(one - other)
  return Math.min(apart, DAY_MINUTES - apart)
}

const EARTH_KM = 6_371

/** Kilometres as the crow flies; null where one of the places is not known. */
function distanceBetween(one: Place, other: Place): number | null {
  if (one.latitude === null || one.longitude === null) return null
  if (other.latitude === null || other.longitude === null) return null
  const rad = (degrees: number) => (degrees * Math.PI) / 180
  const [dLat, dLon] = [rad(other.latitude - one.latitude), rad(other.longitude - one.longitude)]
  const a =
    Math.sin(dLat / 2) ** 2 +
    Math.cos(rad(one.latitude)) * Math.cos(rad(other.latitude)) * Math.sin(dLon / 2) ** 2
  return 2 * EARTH_KM * Math.asin(Math.min(1, Math.sqrt(a)))
}
