import { z } from 'zod'
import { addDays, DAY_MINUTES, fromAlmatyWallClock, minutesOf } from '#app/domain/kernel/calendar.ts'
import { optionalDay, optionalTime } from '#app/domain/kernel/day.input.server.ts'
import { cursor, product, productCode, searchText } from '#app/domain/kernel/list-filter.input.server.ts'
import { areExchanged } from './coordinates.ts'
import { hoursModes, stationConditions } from './stations.ts'
import { type DaySpan, ROUND_THE_CLOCK, storedWeek, WEEKDAYS, type Weekday } from './week.ts'

/** A list's URL; what makes no sense in it is as if it were not there. */
export const StationFilter = z.object({
  q: searchText,
  city: searchText,
  product,
  status: z.enum(stationConditions).optional().catch(undefined),
  cursor,
})
export type StationFilter = z.output<typeof StationFilter>

const version = z.coerce.number().int().positive()
const reason = z.string().trim().max(200).default('')
/** A day without a time begins at its first moment and ends with its last. */
const period = {
  startsOn: optionalDay,
  startsTime: optionalTime,
  endsOn: optionalDay,
  endsTime: optionalTime,
}

interface TypedPeriod {
  startsOn: string
  startsTime: string
  endsOn: string
  endsTime: string
}

/** Null: from now, and until further notice. */
export interface Period {
  startsAt: Date | null
  endsAt: Date | null
}

function checkPeriod(
  { startsOn, startsTime, endsOn, endsTime }: TypedPeriod,
  context: z.RefinementCtx,
): void {
  const missing = [
    ...(startsTime !== '' && startsOn === '' ? ['startsOn'] : []),
    ...(endsTime !== '' && endsOn === '' ? ['endsOn'] : []),
  ]
  for (const field of missing) context.addIssue({ code: 'custom', message: 'required', path: [field] })
}

function periodIn({ startsOn, startsTime, endsOn, endsTime }: TypedPeriod): Period {
  return {
    startsAt: startsOn === '' ? null : fromAlmatyWallClock(`${startsOn}T${startsTime || '00:00'}:00`),
    endsAt: endsOn === '' ? null : endOf(endsOn, endsTime),
  }
}

function endOf(on: string, at: string): Date {
  return fromAlmatyWallClock(at === '' ? `${addDays(on, 1)}T00:00:00` : `${on}T${at}:00`)
}

export const CloseStation = z
  .object({ ...period, reason, version })
  .superRefine(checkPeriod)
  .transform(({ reason, version, ...typed }) => ({ reason, version, ...periodIn(typed) }))
export type CloseStation = z.output<typeof CloseStation>

const MAX_CAP_LITRES = 10_000

const cap = z
  .string()
  .trim()
  .default('')
  .refine((text) => text === '' || /^[1-9]\d{0,4}$/.test(text), { error: 'invalid' })
  .transform((text) => (text === '' ? null : Number(text) * 1_000))
  .refine((cap) => cap === null || cap <= MAX_CAP_LITRES * 1_000, { error: 'invalid' })

const shortage = {
  ...period,
  product: z.string().trim().min(1).pipe(productCode),
  /** Whole litres; empty: no fuel at all. */
  cap,
  reason,
}

export const RecordShortage = z
  .object({ ...shortage, version })
  .superRefine(checkPeriod)
  .transform(({ product, cap, reason, version, ...typed }) => ({
    ...{ product, cap, reason, version },
    ...periodIn(typed),
  }))
export type RecordShortage = z.output<typeof RecordShortage>

/** Of every station: a cap, since a network never is without a product altogether. */
export const RecordNetworkShortage = z
  .object({
    ...shortage,
    cap: cap.refine((litres) => litres !== null, { error: 'required' }).transform((litres) => litres ?? 0),
  })
  .superRefine(checkPeriod)
  .transform(({ product, cap, reason, ...typed }) => ({ product, cap, reason, ...periodIn(typed) }))
export type RecordNetworkShortage = z.output<typeof RecordNetworkShortage>

/** Degrees with at most six decimals; a comma is as good as a point. A space parts two of them. */
const degrees = (most: number) =>
  z
    .string()
    .trim()
    .default('')
    .transform((text) => text.replace(',', '.'))
    .refine((text) => text === '' || /^-?\d{1,3}(\.\d{1,6})?$/.test(text), { error: 'invalid' })
    .transform((text) => (text === '' ? null : Number(text)))
    .refine((value) => value === null || Math.abs(value) <= most, { error: 'invalid' })

const fromFields = Object.fromEntries(WEEKDAYS.map((day) => [`from${day}`, optionalTime])) as Record<
  `from${Weekday}`,
  typeof optionalTime
>
const untilFields = Object.fromEntries(WEEKDAYS.map((day) => [`until${day}`, optionalTime])) as Record<
  `until${Weekday}`,
  typeof optionalTime
>

type TypedWeek = Record<`from${Weekday}` | `until${Weekday}`, string> & {
  hoursMode: (typeof hoursModes)[number]
}

function checkWeek(typed: TypedWeek, context: z.RefinementCtx): void {
  if (typed.hoursMode !== 'week') return
  const missing = WEEKDAYS.flatMap((day) => {
    const [from, until] = [typed[`from${day}`], typed[`until${day}`]]
    if ((from === '') === (until === '')) return []
    return [from === '' ? `from${day}` : `until${day}`]
  })
  if (WEEKDAYS.every((day) => typed[`from${day}`] === '' && typed[`until${day}`] === ''))
    missing.push('from1')
  for (const field of missing) context.addIssue({ code: 'custom', message: 'required', path: [field] })
}

/** Null: as the register says. */
function weekIn(typed: TypedWeek): string | null {
  if (typed.hoursMode === 'register') return null
  if (typed.hoursMode === 'always') return ROUND_THE_CLOCK
  return storedWeek((day) => spanIn(typed[`from${day}`], typed[`until${day}`]))
}

function spanIn(from: string, until: string): DaySpan | null {
  if (from === '' || until === '') return null
  return { from: minutesOf(from), until: minutesOf(until) || DAY_MINUTES }
}

const MAX_PRODUCTS = 50

export const EditStation = z
  .object({
    name: z.string().trim().min(1).max(200),
    city: z.string().trim().max(100).default(''),
    address: z.string().trim().max(300).default(''),
    latitude: degrees(90),
    longitude: degrees(180),
    productIds: z.array(productCode).max(MAX_PRODUCTS).default([]),
    hoursMode: z.enum(hoursModes),
    ...fromFields,
    ...untilFields,
    numberOnly: z.literal('on').optional(),
    version,
  })
  .superRefine((typed, context) => {
    checkWeek(typed, context)
    const { latitude, longitude } = typed
    if ((latitude === null) !== (longitude === null)) {
      const field = latitude === null ? 'latitude' : 'longitude'
      context.addIssue({ code: 'custom', message: 'required', path: [field] })
    }
    if (latitude !== null && longitude !== null && areExchanged(latitude, longitude))
      for (const field of ['latitude', 'longitude'])
        context.addIssue({ code: 'custom', message: 'invalid', path: [field] })
  })
  .transform((typed) => {
    const { name, city, address, latitude, longitude, productIds, version } = typed
    return {
      ...{ name, city, address, latitude, longitude, productIds, version },
      week: weekIn(typed),
      numberOnly: typed.numberOnly === 'on',
    }
  })
export type EditStation = z.output<typeof EditStation>
