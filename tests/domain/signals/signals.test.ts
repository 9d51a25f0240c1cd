import { expect, test } from 'vitest'
import { isTooManyReversals, type SeriesFill, seriesIn, tooFast } from '#app/domain/signals/signals.ts'

test.each([
  ['50 l in a minute is as fast as a nozzle for cars', 50_000, 60, false, null],
  ['a millilitre more is faster', 50_001, 60, false, 50_000],
  ['130 l in a minute is as fast as one for lorries', 130_000, 60, true, null],
  ['a millilitre more is faster for lorries, too', 130_001, 60, true, 130_000],
  ['less than five litres is too little to say', 4_999, 1, false, null],
  ['no time at all is a second', 5_000, 0, false, 50_000],
])('%s', (_what, volume, seconds, isForLorries, limit) => {
  expect(tooFast({ volume, seconds }, isForLorries)?.limit ?? null).toBe(limit)
})

test('the rate is litres a minute', () => {
  expect(tooFast({ volume: 60_000, seconds: 30 }, false)).toEqual({
    ...{ volume: 60_000, seconds: 30, rate: 120_000, limit: 50_000 },
  })
})

/** Fills so many seconds apart. */
function fills(count: number, seconds: number, changes: (at: number) => Partial<SeriesFill> = () => ({})) {
  return Array.from({ length: count }, (_, at): SeriesFill => {
    const row = { transactionId: at + 1, at: new Date(at * seconds * 1_000), volume: 20_000, amount: 650_000 }
    return { ...row, fill: `fill-${at}`, ...changes(at) }
  })
}

test('ten fills within a quarter of an hour are a series, nine are not', () => {
  expect(seriesIn(fills(9, 60))).toBeNull()
  expect(seriesIn(fills(10, 60).toReversed())).toEqual({
    ...{
      transactionId: 10,
      at: new Date(540_000),
      fills: 10,
      volume: 200_000,
      amount: 6_500_000,
      minutes: 9,
    },
  })
  expect(seriesIn(fills(10, 100))).toMatchObject({ fills: 10, minutes: 15 })
  expect(seriesIn(fills(10, 101))).toBeNull()
})

test('coupons that pay one fill are one', () => {
  expect(seriesIn(fills(30, 10, () => ({ fill: 'one lorry' })))).toBeNull()
  expect(seriesIn(fills(30, 10, (at) => ({ fill: `lorry ${at % 9}` })))).toBeNull()
})

test.each([
  [100, 2, false],
  [150, 3, false],
  [149, 3, true],
  [20, 2, false],
  [20, 3, true],
])('of %i operations %i reversed: %s', (completed, reversed, isTooMany) => {
  expect(isTooManyReversals({ completed, reversed })).toBe(isTooMany)
})
