import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { decide } from '#app/domain/authorizations/decide.ts'
import type { Sums } from '#app/domain/authorizations/fuel-request.ts'
import { type CardRule, layerOf } from '#app/domain/cards/card-rule.ts'
import { type PastFill, whatIf } from '#app/domain/cards/card-rule-what-if.ts'
import { businessDay, dayBounds, startOfMonth, startOfWeek } from '#app/domain/kernel/calendar.ts'
import { cardFacts, fuelState } from '#tests/support/fuel.ts'

const FIRST = dayBounds('2026-10-28').from
const free: CardRule = {
  unit: 'ml',
  perFill: null,
  perDay: null,
  perWeek: null,
  perMonth: null,
  fillsPerDay: null,
  products: [],
  weekdays: [],
  times: null,
  stations: null,
  odometerRequired: false,
}

const limit = (most: number) => fc.option(fc.integer({ min: 1, max: most }), { nil: null })
const rule: fc.Arbitrary<CardRule> = fc.record({
  odometerRequired: fc.boolean(),
  unit: fc.constantFrom('ml', 'tiyn'),
  perFill: limit(80_000),
  perDay: limit(150_000),
  perWeek: limit(400_000),
  perMonth: limit(900_000),
  fillsPerDay: fc.option(fc.integer({ min: 1, max: 3 }), { nil: null }),
  products: fc.subarray(['ai92', 'ai95', 'diesel']),
  weekdays: fc.subarray([1, 2, 3, 4, 5, 6, 7]),
  times: fc.option(
    fc.record({ from: fc.integer({ min: 0, max: 1_439 }), until: fc.integer({ min: 1, max: 1_440 }) }),
    { nil: null },
  ),
  stations: fc.option(
    fc.record({ are: fc.constantFrom('only', 'not'), codes: fc.subarray(['KZ-01', 'KZ-02', 'KZ-03']) }),
    { nil: null },
  ),
})

const history: fc.Arbitrary<PastFill[]> = fc
  .array(
    fc.record({
      at: fc.integer({ min: -40 * 1_440, max: 30 * 1_440 }),
      station: fc.constantFrom('KZ-01', 'KZ-02', 'KZ-03'),
      product: fc.constantFrom('ai92', 'ai95', 'diesel'),
      volume: fc.oneof(fc.integer({ min: 1, max: 90_000 }), fc.integer({ min: -20_000, max: -1 })),
      price: fc.integer({ min: 1, max: 400 }),
    }),
    { maxLength: 40 },
  )
  .map((rows) =>
    rows
      .sort((a, b) => a.at - b.at)
      .map((row, id) => ({
        ...row,
        id,
        at: new Date(FIRST.getTime() + row.at * 60_000),
        amount: Math.round((row.volume * row.price) / 1_000),
      })),
  )

/** Asks `decide` about each fill with sums that are added up anew from everything before it. */
function replayed(rule: CardRule, fills: readonly PastFill[]): Map<number, number> {
  const got: { fill: PastFill; volume: number; amount: number }[] = []
  const answers = new Map<number, number>()
  for (const fill of fills) {
    if (fill.volume < 0) {
      got.push({ fill, volume: fill.volume, amount: fill.amount })
      continue
    }
    const since = (from: string): Sums => {
      const earlier = got.filter(({ fill: { at } }) => businessDay(at) >= from)
      return {
        volume: earlier.reduce((sum, { volume }) => sum + volume, 0),
        amount: earlier.reduce((sum, { amount }) => sum + amount, 0),
        fills: earlier.filter(({ volume }) => volume > 0).length,
      }
    }
    const today = businessDay(fill.at)
    const usage = {
      on: today,
      day: since(today),
      week: since(startOfWeek(today)),
      month: since(startOfMonth(today)),
    }
    const { station: code, product, price } = fill
    const decision = decide(
      {
        moment: fill.at,
        wish: { by: 'volume', volume: fill.volume },
        acceptPartial: true,
        product,
        atStation: true,
      },
      fuelState({
        instrument: cardFacts(),
        rules: [layerOf(rule, usage)],
        station: { code, closed: null, shortages: [], takesNumbers: false },
        price,
      }),
    )
    const volume = decision.status === 'declined' ? 0 : Math.min(decision.volume ?? fill.volume, fill.volume)
    const amount = volume === fill.volume ? fill.amount : Math.round((fill.amount * volume) / fill.volume)
    got.push({ fill, volume, amount })
    answers.set(fill.id, volume)
  }
  return answers
}

describe('what a rule would have done', () => {
  test('is what decide says to each fill in turn, for 1,000 histories and rules', () => {
    fc.assert(
      fc.property(rule, history, (rule, fills) => {
        const { touched, fills: asked } = whatIf(rule, fills, FIRST)
        const answers = replayed(rule, fills)
        const expected = fills
          .filter(({ at, volume }) => at >= FIRST && volume > 0)
          .map((fill) => ({ id: fill.id, volume: answers.get(fill.id) ?? 0, had: fill.volume }))
        expect(asked).toBe(expected.length)
        expect(touched.map(({ fill, volume }) => ({ id: fill.id, volume: volume ?? 0 }))).toEqual(
          expected.filter(({ volume, had }) => volume !== had).map(({ id, volume }) => ({ id, volume })),
        )
      }),
      { numRuns: 1_000 },
    )
  })

  const fill = (id: number, at: string, volume: number): PastFill => ({
    ...{ id, station: 'KZ-01', product: 'diesel', volume, price: 300, amount: (volume * 300) / 1_000 },
    at: new Date(at),
  })

  test('a declined fill leaves its litres to the next', () => {
    const fills = [
      fill(1, '2026-11-02T05:00:00Z', 40_000),
      fill(2, '2026-11-02T06:00:00Z', 30_000),
      fill(3, '2026-11-02T07:00:00Z', 5_000),
    ]
    expect(whatIf({ ...free, perDay: 50_000 }, fills, FIRST)).toMatchObject({
      fills: 3,
      touched: [
        { fill: { id: 2 }, volume: 10_000, decline: null },
        { fill: { id: 3 }, volume: null, decline: { code: 'limit_day', whose: 'client' } },
      ],
    })
  })

  test('days turn at midnight in Almaty, and what was given back makes room', () => {
    const fills = [
      fill(1, '2026-11-02T18:59:59.999Z', 50_000),
      fill(2, '2026-11-02T19:00:00Z', 50_000),
      fill(3, '2026-11-02T20:00:00Z', -20_000),
      fill(4, '2026-11-02T21:00:00Z', 20_000),
    ]
    expect(whatIf({ ...free, perDay: 50_000 }, fills, FIRST).touched).toEqual([])
  })

  test('what was fuelled before the time counts towards the month and is not asked about', () => {
    const before = fill(1, '2026-10-20T05:00:00Z', 90_000)
    const after = fill(2, '2026-10-30T05:00:00Z', 20_000)
    expect(whatIf({ ...free, perMonth: 100_000 }, [before, after], FIRST)).toMatchObject({
      fills: 1,
      touched: [{ fill: { id: 2 }, volume: 10_000 }],
    })
  })
})
