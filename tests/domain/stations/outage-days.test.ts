import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Interval, outageDays } from '#app/domain/stations/outage-days.ts'

const DAY = 86_400_000
const days = (from: number, until: number): Interval => ({ from: from * DAY, until: until * DAY })

test('only the time when all stations were out counts, begun days as whole ones', () => {
  expect(outageDays([[days(0, 10)]], days(0, 100))).toBe(10)
  expect(outageDays([[days(0, 10)], [days(8, 20)]], days(0, 100))).toBe(2)
  expect(outageDays([[days(0, 10)], []], days(0, 100))).toBe(0)
  expect(outageDays([[days(0, 0.1)]], days(0, 100))).toBe(1)
  // Twice told, overlapping, or one behind the other: once.
  expect(outageDays([[days(0, 4), days(0, 4), days(2, 5), days(5, 6)]], days(0, 100))).toBe(6)
  // Half a day each: together one.
  expect(outageDays([[days(0, 0.5), days(3, 3.5)]], days(0, 100))).toBe(1)
  expect(outageDays([[days(0, 10)]], days(4, 6))).toBe(2)
  expect(outageDays([], days(0, 100))).toBe(0)
})

test('it is what counting hour by hour says', () => {
  const interval = fc
    .tuple(fc.integer({ min: 0, max: 200 }), fc.integer({ min: 0, max: 60 }))
    .map(([from, length]) => ({ from: from * 3_600_000, until: (from + length) * 3_600_000 }))
  fc.assert(
    fc.property(
      fc.array(fc.array(interval, { maxLength: 5 }), { minLength: 1, maxLength: 3 }),
      interval,
      (stations, within) => {
        let hours = 0
        for (let hour = within.from; hour < within.until; hour += 3_600_000)
          if (stations.every((outages) => outages.some(({ from, until }) => from <= hour && hour < until)))
            hours++
        expect(outageDays(stations, within)).toBe(Math.ceil(hours / 24))
      },
    ),
  )
})
