import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { forecast, type Lot, PACE_DAYS, paceOf, sumOf } from '#app/domain/expiries/forecast.ts'
import { burnsBy } from '#app/domain/expiries/spans.ts'
import { addDays, daysBetween } from '#app/domain/kernel/calendar.ts'

const TODAY = '2026-11-22'
const lot = (until: string, remaining: number, more: Partial<Lot> = {}): Lot => ({
  ...{ until, coupons: 1, remaining, blocked: 0, worth: remaining / 4 },
  ...more,
})
/** 10 litres a day. */
const PACE = 10_000 * PACE_DAYS

test('what ends first is used first, and the rest of it burns on its last day', () => {
  const [near, far] = forecast([lot('2026-12-31', 200_000), lot('2026-11-26', 80_000)], PACE, TODAY)
  // Five days with today and the last day: 50 litres.
  expect(near).toMatchObject({ until: '2026-11-26', used: 50_000, burns: 30_000, lost: 7_500 })
  expect(far).toMatchObject({ until: '2026-12-31', used: 200_000, burns: 0, lost: 0 })
})

test('on its last day a lot still has that day', () => {
  expect(forecast([lot(TODAY, 80_000)], PACE, TODAY)[0]).toMatchObject({ used: 10_000, burns: 70_000 })
  expect(forecast([lot(addDays(TODAY, -1), 80_000)], PACE, TODAY)[0]).toMatchObject({
    used: 0,
    burns: 80_000,
  })
})

test('nobody can use what is blocked', () => {
  const [only] = forecast([lot('2026-12-31', 100_000, { blocked: 60_000 })], PACE, TODAY)
  expect(only).toMatchObject({ used: 40_000, burns: 60_000 })
})

test('without a pace, and where more was given back than fuelled, all of it burns', () => {
  for (const fuelled of [0, -5_000])
    expect(forecast([lot('2027-12-31', 20_000)], fuelled, TODAY)[0]).toMatchObject({ used: 0, burns: 20_000 })
  expect(paceOf(-5_000)).toBe(0)
})

const lots = fc.array(
  fc
    .record({
      days: fc.integer({ min: 0, max: 500 }),
      coupons: fc.integer({ min: 1, max: 500 }),
      remaining: fc.integer({ min: 0, max: 1_000_000_000 }),
      share: fc.integer({ min: 0, max: 100 }),
      worth: fc.integer({ min: 0, max: 100_000_000_000 }),
    })
    .map(({ days, share, ...rest }) => ({
      ...rest,
      until: addDays(TODAY, days),
      blocked: Math.floor((rest.remaining / 100) * share),
    })),
  { maxLength: 40 },
)

describe('for any stock and pace', () => {
  test('used and burnt together are the stock, to the millilitre, and nothing is worth more than it was', () => {
    fc.assert(
      fc.property(lots, fc.integer({ min: -1_000, max: 5_000_000_000 }), (stock, fuelled) => {
        const result = forecast(stock, fuelled, TODAY)
        for (const { remaining, blocked, used, burns, worth, lost } of result) {
          expect(used + burns).toBe(remaining)
          expect(used).toBeGreaterThanOrEqual(0)
          expect(burns).toBeGreaterThanOrEqual(blocked)
          expect(lost).toBeGreaterThanOrEqual(0)
          expect(lost).toBeLessThanOrEqual(worth)
        }
        const sums = sumOf(result)
        const all = stock.reduce((sum, { remaining }) => sum + remaining, 0)
        expect(result.reduce((sum, { used }) => sum + used, 0) + sums.burns).toBe(all)
      }),
    )
  })

  test('by no day more is gone than the pace takes, and nothing burns that it could have taken', () => {
    fc.assert(
      fc.property(lots, fc.integer({ min: 0, max: 5_000_000_000 }), (stock, fuelled) => {
        let gone = 0
        for (const { until, used, burns, blocked } of forecast(stock, fuelled, TODAY)) {
          gone += used
          const days = daysBetween(TODAY, until) + 1
          const could = Math.floor((fuelled * days) / PACE_DAYS)
          expect(gone).toBeLessThanOrEqual(could)
          // Less than a litre of a day is no day's.
          if (burns > blocked) expect(could - gone).toBeLessThan(1_000)
        }
      }),
    )
  })

  test('a chart by months and one by weeks hold the same as the forecast', () => {
    fc.assert(
      fc.property(lots, fc.integer({ min: 0, max: 5_000_000_000 }), (stock, fuelled) => {
        const result = forecast(stock, fuelled, TODAY)
        const { burns, lost } = sumOf(result)
        for (const span of ['month', 'week'] as const) {
          const { starts, series } = burnsBy(span, [{ product: 'ai95', lots: result }], TODAY)
          const sum = (values: number[] = []) => values.reduce((all, value) => all + value, 0)
          expect(sum(series[0]?.burns)).toBe(burns)
          expect(sum(series[0]?.lost)).toBe(burns > 0 ? lost : 0)
          expect(series[0]?.burns.length ?? starts.length).toBe(starts.length)
        }
      }),
    )
  })
})
