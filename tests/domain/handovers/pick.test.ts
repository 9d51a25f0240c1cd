import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Pickable, pick } from '#app/domain/handovers/pick.ts'
import { addDays } from '#app/domain/kernel/calendar.ts'

const FIRST = '2026-11-22'

function coupon(id: number, litres: number, days = 0): Pickable {
  return { id, volume: Math.round(litres * 1_000), until: addDays(FIRST, days) }
}

/** What is compared, in its order: left over, then litres by day (more is better), then coupons. */
function worthOf(set: readonly Pickable[], wanted: number, days: readonly string[]): number[] {
  const sum = (coupons: readonly Pickable[]) => coupons.reduce((all, { volume }) => all + volume, 0)
  return [sum(set) - wanted, ...days.map((day) => -sum(set.filter(({ until }) => until === day))), set.length]
}

function isBetter(one: readonly number[], other: readonly number[]): boolean {
  const at = one.findIndex((value, index) => value !== other[index])
  return at >= 0 && (one[at] as number) < (other[at] as number)
}

/** Every set there is. */
function bestOf(stock: readonly Pickable[], wanted: number): number[] | null {
  const days = [...new Set(stock.map(({ until }) => until))].sort()
  let best: number[] | null = null
  for (let chosen = 1; chosen < 2 ** stock.length; chosen++) {
    const worth = worthOf(
      stock.filter((_, at) => chosen & (1 << at)),
      wanted,
      days,
    )
    if ((worth[0] as number) >= 0 && (best === null || isBetter(worth, best))) best = worth
  }
  return best
}

describe('picking coupons for a fill', () => {
  test.each<[string, Pickable[], number, number[] | null]>([
    ['nothing is left over where that can be', [coupon(1, 20), coupon(2, 50), coupon(3, 27)], 47, [1, 3]],
    ['the least is left over', [coupon(1, 20), coupon(2, 20), coupon(3, 50), coupon(4, 10)], 47, [3]],
    ['what ends first goes first', [coupon(1, 20, 9), coupon(2, 20, 1), coupon(3, 20, 5)], 20, [2]],
    [
      'and more of it, though it takes more coupons',
      [coupon(1, 20, 9), coupon(2, 10), coupon(3, 10)],
      20,
      [2, 3],
    ],
    ['the fewest of one day', [coupon(1, 10), coupon(2, 10), coupon(3, 20)], 20, [3]],
    [
      'more of the small ones where the largest is in the way',
      [coupon(1, 5), coupon(2, 5), coupon(3, 5), coupon(4, 12)],
      15,
      [1, 2, 3],
    ],
    ['all there is', [coupon(1, 20), coupon(2, 20)], 40, [1, 2]],
    ['there is not enough', [coupon(1, 20), coupon(2, 20)], 40.001, null],
    ['there is nothing', [], 1, null],
    ['a part of a litre', [coupon(1, 12.345), coupon(2, 20)], 12.3, [1]],
  ])('%s', (_, stock, litres, ids) => {
    const picked = pick(stock, Math.round(litres * 1_000))
    expect(picked?.map(({ id }) => id).sort() ?? null).toEqual(ids)
  })

  test('is as good as the best of all sets there are', () => {
    const sizes = fc.oneof(fc.constantFrom(5_000, 10_000, 20_000, 50_000), fc.integer({ min: 1, max: 60 }))
    const stock = fc.array(
      fc.record({ volume: sizes, until: fc.constantFrom(FIRST, '2026-12-01', '2026-12-05', '2027-01-01') }),
      { maxLength: 11 },
    )
    fc.assert(
      fc.property(stock, fc.integer({ min: 1, max: 150_000 }), (coupons, wanted) => {
        const numbered = coupons.map((one, at) => ({ ...one, id: at + 1 }))
        const picked = pick(numbered, wanted)
        const days = [...new Set(numbered.map(({ until }) => until))].sort()
        expect(picked && worthOf(picked, wanted, days)).toEqual(bestOf(numbered, wanted))
        expect(new Set(picked?.map(({ id }) => id)).size).toBe(picked?.length ?? 0)
      }),
      { numRuns: 400 },
    )
  })

  test('of ten thousand it still takes what brute force takes of the few that matter', () => {
    // All beyond the first day are alike and too large, so that only the twelve of the first day can be best.
    const few = [7, 11, 13, 5, 9, 17, 3, 19, 21, 4, 6, 8].map((litres, at) => coupon(at + 1, litres))
    const many = Array.from({ length: 9_988 }, (_, at) => coupon(at + 100, 500, 30 + (at % 365)))
    const picked = pick([...many, ...few], 47_000)
    const days = [FIRST]
    expect(picked && worthOf(picked, 47_000, days)).toEqual(bestOf(few, 47_000))
  })
})
