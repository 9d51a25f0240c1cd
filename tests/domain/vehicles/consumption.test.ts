import { describe, expect, test } from 'vitest'
import { SeededRandom } from '#app/domain/demo/random.ts'
import { aboveNorm, consumptionOf, type MeasuredFill, stretchesOf } from '#app/domain/vehicles/consumption.ts'
import { expectedAt, fits } from '#app/domain/vehicles/odometer.ts'

const DAY_MS = 86_400_000
const day = (number: number) => new Date(Date.UTC(2026, 9, 1) + number * DAY_MS)

function fill(number: number, volume: number, more: Partial<MeasuredFill> = {}): MeasuredFill {
  return { at: day(number), volume, km: null, isFull: false, isUnlikely: false, ...more }
}

describe('between two full fills', () => {
  test('what came in since the first is what was burned', () => {
    const fills = [
      fill(0, 80_000, { km: 1_000, isFull: true }),
      fill(1, 30_000),
      fill(2, 20_000, { km: 1_200 }),
      fill(3, 50_000, { km: 1_400, isFull: true }),
    ]
    expect(stretchesOf(fills)).toEqual([{ from: day(0), until: day(3), km: 400, volume: 100_000 }])
    expect(consumptionOf(stretchesOf(fills))).toBe(25_000)
  })

  test('one full fill, one without an odometer or one with a mark measures nothing', () => {
    const first = fill(0, 80_000, { km: 1_000, isFull: true })
    for (const second of [
      fill(3, 50_000, { km: 1_400 }),
      fill(3, 50_000, { isFull: true }),
      fill(3, 50_000, { km: 1_400, isFull: true, isUnlikely: true }),
    ])
      expect(stretchesOf([first, second])).toEqual([])
  })

  test('a full fill with a mark counts with its litres only', () => {
    const fills = [
      fill(0, 80_000, { km: 1_000, isFull: true }),
      fill(1, 40_000, { km: 9, isFull: true, isUnlikely: true }),
      fill(2, 60_000, { km: 1_500, isFull: true }),
    ]
    expect(stretchesOf(fills)).toEqual([{ from: day(0), until: day(2), km: 500, volume: 100_000 }])
  })

  test('nothing is measured where the odometer stands still, goes back or jumps; the next begins anew', () => {
    for (const km of [1_000, 900, 20_000]) {
      const fills = [
        fill(0, 80_000, { km: 1_000, isFull: true }),
        fill(1, 40_000, { km, isFull: true }),
        fill(2, 60_000, { km: km + 300, isFull: true }),
      ]
      expect(stretchesOf(fills)).toEqual([{ from: day(1), until: day(2), km: 300, volume: 60_000 }])
    }
  })

  test('what was given back was not burned', () => {
    const fills = [
      fill(0, 80_000, { km: 1_000, isFull: true }),
      fill(1, 40_000, { km: 1_200, isFull: true }),
      fill(1, -10_000),
      fill(2, 50_000, { km: 1_400, isFull: true }),
    ]
    expect(stretchesOf(fills).map(({ volume }) => volume)).toEqual([40_000, 40_000])
  })
})

test('of any history: a steady vehicle burns what it burns, however it is fuelled', () => {
  for (let seed = 0; seed < 300; seed++) {
    const random = new SeededRandom(seed)
    const below = (most: number) => random.between(0, most - 1)
    const per100 = 8_000 + below(30_000)
    let km = 10_000
    let missing = 0
    const fills = Array.from({ length: 20 }, (_, index) => {
      // Hundreds of kilometres, so that every figure is whole.
      const driven = 100 * (1 + below(8))
      km += driven
      missing += (driven / 100) * per100
      const isFull = below(2) === 0
      const volume = isFull ? missing : Math.floor(missing / (2 + below(3)))
      missing -= volume
      return fill(index, volume, { isFull, ...(below(3) === 0 ? {} : { km }) })
    })
    const stretches = stretchesOf(fills)
    for (const stretch of stretches) expect(consumptionOf([stretch])).toBe(per100)
    expect([null, per100]).toContain(consumptionOf(stretches))
    // Marks take anchors away and never invent any.
    const marked = fills.map((each) => ({ ...each, isUnlikely: below(4) === 0 }))
    for (const stretch of stretchesOf(marked)) expect(consumptionOf([stretch])).toBe(per100)
  }
})

test('a norm is compared in whole per cent', () => {
  expect(aboveNorm(33_000, 30_000)).toBe(10)
  expect(aboveNorm(27_000, 30_000)).toBe(-10)
  expect(aboveNorm(null, 30_000)).toBeNull()
  expect(aboveNorm(27_000, null)).toBeNull()
})

describe('a reading by hand', () => {
  const known = (km: number, number: number) => ({ km, at: day(number) })

  test('lies between its neighbours, and no further on than a vehicle drives', () => {
    expect(expectedAt(null, null, day(1))).toBeNull()
    expect(expectedAt(known(1_000, 0), null, day(1))).toEqual({ least: 1_000, most: 4_000 })
    expect(expectedAt(known(1_000, 0), known(1_500, 3), day(2))).toEqual({ least: 1_000, most: 1_500 })
    expect(expectedAt(null, known(1_500, 3), day(2))).toEqual({ least: 0, most: 1_500 })
  })

  test('fits within that', () => {
    const expected = { least: 1_000, most: 4_000 }
    expect([999, 1_000, 4_000, 4_001].map((km) => fits(km, expected))).toEqual([false, true, true, false])
    expect(fits(5, null)).toBe(true)
  })
})
