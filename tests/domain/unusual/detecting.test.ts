import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  type Lesson,
  type Noticed,
  notice,
  type PastFill,
  type VehicleThen,
} from '#app/domain/unusual/detecting.ts'

/** Stations of one town and of another, 200 and more kilometres away. */
const ALMATY = { station: 'A-1', latitude: 43.24, longitude: 76.9 }
const SUBURB = { station: 'A-2', latitude: 43.35, longitude: 77.05 }
const TARAZ = { station: 'T-1', latitude: 42.9, longitude: 71.37 }
const DAY = 86_400_000
const TANK = 80_000

const FAMILIES: Record<string, string> = {
  diesel: 'diesel',
  diesel_winter: 'diesel',
  ai95: 'petrol',
  lpg: 'lpg',
}

let ids = 0
function fill(at: string | Date, more: Partial<PastFill> = {}): PastFill {
  ids += 1
  const product = more.product ?? 'diesel'
  return {
    ...{ id: ids, at: new Date(at), product, family: FAMILIES[product] ?? '' },
    ...{ volume: 40_000, amount: 1_200_000, receipt: '' },
    ...ALMATY,
    ...more,
  }
}

/** A fill each day at about nine in the morning of Almaty. */
function habit(days = 30, more: Partial<PastFill> = {}): PastFill[] {
  const first = Date.parse('2026-09-01T04:00:00Z')
  return Array.from({ length: days }, (_, day) =>
    fill(new Date(first + day * DAY + (day % 7) * 9 * 60_000), { ...(day % 2 ? SUBURB : {}), ...more }),
  )
}

const truck: VehicleThen = { product: 'diesel', family: 'diesel', tank: TANK, norm: 30_000, stretch: null }
const NEXT = '2026-10-02T04:20:00Z'
const kinds = (found: readonly Noticed[]) => found.map(({ kind }) => kind)

describe('a refuelling like the others', () => {
  test('is not told of', () => {
    expect(notice(fill(NEXT), habit(), truck)).toEqual([])
  })

  test('at most one in a hundred of random ordinary histories is', () => {
    let told = 0
    let all = 0
    const car = fc.record({
      opens: fc.integer({ min: 6, max: 10 }),
      hours: fc.integer({ min: 3, max: 10 }),
      seed: fc.infiniteStream(fc.double({ min: 0, max: 0.999, noNaN: true })),
    })
    fc.assert(
      fc.property(car, ({ opens, hours, seed }) => {
        const past: PastFill[] = []
        let at = Date.parse('2026-06-01T00:00:00Z')
        for (let day = 0; day < 80; day++) {
          at += DAY
          const next = () => Number(seed.next().value)
          const hour = opens - 5 + next() * hours
          const one = fill(new Date(at + hour * 3_600_000), {
            ...(next() < 0.5 ? ALMATY : SUBURB),
            volume: Math.round(10_000 + next() * 65_000),
          })
          all += 1
          if (notice(one, past, truck).length > 0) told += 1
          past.push(one)
        }
      }),
      { numRuns: 100, seed: 42 },
    )
    expect(all).toBe(8_000)
    expect(told / all).toBeLessThanOrEqual(0.01)
  })
})

describe('what does not fit is told of with its figures', () => {
  const past = habit()
  const cases: [string, PastFill, VehicleThen | null, PastFill[], object][] = [
    [
      'more than the tank holds',
      fill(NEXT, { volume: 120_000, amount: 3_600_000 }),
      truck,
      past,
      { kind: 'over_tank', atRisk: 1_200_000, figures: { volume: 120_000, tank: TANK, over: 40_000 } },
    ],
    [
      'petrol into a diesel truck',
      fill(NEXT, { product: 'ai95' }),
      truck,
      past,
      { kind: 'wrong_fuel', atRisk: 1_200_000, figures: { product: 'ai95', own: 'diesel' } },
    ],
    [
      'two places too far apart for the time between',
      fill('2026-09-30T06:00:00Z', TARAZ),
      null,
      [...past.slice(0, 5), fill('2026-09-30T05:00:00Z')],
      { kind: 'too_far', figures: { km: 451, minutes: 60, from: 'A-1', station: 'T-1' } },
    ],
    [
      'twice within minutes, more than a tank together',
      fill('2026-10-02T04:30:00Z', { volume: 50_000 }),
      truck,
      [...past, fill(NEXT, { volume: 50_000 })],
      { kind: 'twice', figures: { minutes: 10, volume: 100_000, first: 50_000 } },
    ],
    [
      'in the night, where the card is used in the morning',
      fill('2026-10-01T20:00:00Z'),
      truck,
      past,
      { kind: 'hours', atRisk: 1_200_000, figures: { minute: 60, fills: 30 } },
    ],
    [
      'far from where the card is used',
      fill('2026-10-05T04:00:00Z', TARAZ),
      truck,
      past,
      { kind: 'area', atRisk: 1_200_000, figures: { fills: 30, station: 'T-1' } },
    ],
    [
      'consumption far above the norm',
      fill(NEXT),
      { ...truck, stretch: { km: 100, volume: 45_000 } },
      past,
      {
        kind: 'consumption',
        atRisk: 450_000,
        figures: { burned: 45_000, norm: 30_000, km: 100, over: 15_000, percent: 50 },
      },
    ],
  ]
  test.each(cases)('%s', (_what, one, vehicle, before, expected) => {
    expect(notice(one, before, vehicle)).toMatchObject([expected])
  })

  test.each(cases)('%s: not again once it is expected of the card', (_what, one, vehicle, before) => {
    const lessons: Lesson[] = notice(one, before, vehicle)
    expect(notice(one, before, vehicle, lessons)).toEqual([])
  })

  test.each(cases)(
    '%s: of another card nothing is learnt from another kind',
    (_what, one, vehicle, before) => {
      const lessons = notice(one, before, vehicle).map((lesson) => ({
        ...lesson,
        kind: lesson.kind === 'twice' ? ('hours' as const) : ('twice' as const),
      }))
      expect(notice(one, before, vehicle, lessons)).toHaveLength(1)
    },
  )
})

describe('what is ordinary all the same', () => {
  test('the same fuel in two rows of one receipt, and a tank filled in two parts', () => {
    const first = fill(NEXT, { volume: 50_000, receipt: '17' })
    const second = fill('2026-10-02T04:21:00Z', { volume: 50_000, receipt: '17' })
    expect(notice(second, [...habit(), first], truck)).toEqual([])
    const parts = [fill(NEXT, { volume: 30_000 }), fill('2026-10-02T04:25:00Z', { volume: 50_000 })] as const
    expect(notice(parts[1], [...habit(), parts[0]], truck)).toEqual([])
  })

  test('another grade of the same fuel, and the tank’s neck', () => {
    expect(notice(fill(NEXT, { product: 'diesel_winter' }), habit(), truck)).toEqual([])
    expect(notice(fill(NEXT, { volume: 84_000 }), habit(), truck)).toEqual([])
  })

  test('a new card has no habits, an unknown vehicle no tank, a station without coordinates no place', () => {
    expect(notice(fill('2026-10-01T20:00:00Z', TARAZ), habit(19), null)).toEqual([])
    const nowhere = { station: 'X', latitude: null, longitude: null }
    expect(notice(fill(NEXT, { ...nowhere, volume: 500_000 }), habit(), null)).toEqual([])
  })

  test('around midnight, ten minutes on either side are near', () => {
    const late = habit().map((one, day) => ({
      ...one,
      at: new Date(Date.parse('2026-09-01T18:50:00Z') + day * DAY),
    }))
    expect(kinds(notice(fill('2026-10-01T19:10:00Z'), late, null))).toEqual([])
  })
})

test('nothing looks ahead: of each prefix of a history the same is told as of the whole', () => {
  const step = fc.record({
    minutes: fc.integer({ min: 1, max: 3_000 }),
    place: fc.constantFrom(ALMATY, SUBURB, TARAZ),
    volume: fc.integer({ min: 1_000, max: 150_000 }),
    product: fc.constantFrom('diesel', 'diesel_winter', 'ai95', 'lpg'),
  })
  fc.assert(
    fc.property(fc.array(step, { minLength: 1, maxLength: 60 }), (steps) => {
      let at = Date.parse('2026-06-01T00:00:00Z')
      const fills = steps.map(({ minutes, place, volume, product }) => {
        at += minutes * 60_000
        return fill(new Date(at), { ...place, volume, product })
      })
      const toldOf = (history: readonly PastFill[]) =>
        history.map((one, index) => notice(one, history.slice(0, index), truck))
      const whole = toldOf(fills)
      const cut = Math.floor(fills.length / 2)
      expect(toldOf(fills.slice(0, cut))).toEqual(whole.slice(0, cut))
      // What comes later, and what is at the same moment but noted later, changes nothing of it.
      const [one] = fills.slice(cut)
      if (one) expect(notice(one, fills.slice(0, cut), truck)).toEqual(whole[cut])
    }),
    { numRuns: 200 },
  )
})

test('money at risk is at most what the fuel cost', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 500_000 }),
      fc.integer({ min: 0, max: 100_000_000 }),
      fc.integer({ min: 1, max: 400_000 }),
      (volume, amount, tank) => {
        const vehicle = { ...truck, tank, stretch: { km: 150, volume: volume * 3 } }
        for (const { atRisk } of notice(fill(NEXT, { volume, amount }), [], vehicle)) {
          expect(atRisk).toBeGreaterThanOrEqual(0)
          expect(atRisk).toBeLessThanOrEqual(amount)
        }
      },
    ),
  )
})
