import { expect, test } from 'vitest'
import { holdMinutesOf } from '#app/domain/pump-operations/hold-time.ts'

test.each([
  ['a car', 50_000, 30, 30],
  ['600 litres, where holds last half an hour', 600_000, 30, 30],
  [
    '600 litres, where holds are short: a quarter of an hour to flow and ten minutes beside it',
    600_000,
    15,
    25,
  ],
  ['the last millilitre of a minute', 600_001, 15, 26],
  ['a tank of 3,000 litres', 3_000_000, 30, 85],
  ['a tank lorry, at most two hours', 30_000_000, 30, 120],
])('the hold of %s: %i ml with %i minutes set last %i', (_what, volume, setting, minutes) => {
  expect(holdMinutesOf(volume, setting)).toBe(minutes)
})
