import fc from 'fast-check'
import { expect, test } from 'vitest'
import { compareByRank, median } from './rank-test.ts'

const noise = (seed: number, count = 150) =>
  fc.sample(fc.double({ min: 0, max: 10, noNaN: true }), { seed, numRuns: count })

test('two samples of the same noise are not told apart', () => {
  const { slower, p } = compareByRank(noise(1), noise(2))
  expect(Math.abs(slower - 0.5)).toBeLessThan(0.15)
  expect(p).toBeGreaterThan(0.001)
})

test('two milliseconds in ten of noise are seen', () => {
  const { slower, p } = compareByRank(
    noise(1).map((value) => value + 2),
    noise(1),
  )
  expect(slower).toBeGreaterThan(0.6)
  expect(p).toBeLessThan(0.001)
})

test('a known example, ties among it', () => {
  const { slower, p } = compareByRank([1, 2, 2, 3], [2, 4, 5])
  // By hand: one of the twelve pairs is won and two are tied, which count half; z is -4 / √8.
  expect(slower).toBeCloseTo(2 / 12)
  expect(p).toBeCloseTo(0.157, 3)
  expect([median([3, 1, 2]), median([4, 1, 2, 3])]).toEqual([2, 2.5])
})
