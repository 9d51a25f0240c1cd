import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { decide } from '#app/domain/authorizations/decide.ts'
import type { Sums } from '#app/domain/authorizations/fuel-request.ts'
import { type CardRule, layerOf } from '#app/domain/cards/card-rule.ts'
import { countByCard, countTogether, type PastFill, whatIf } from '#app/domain/cards/card-rule-what-if.ts'
import { businessDay, dayBounds, startOfMonth, startOfWeek } from '#app/domain/kernel/calendar.ts'
import { cardFacts, fuelState } from '#tests/support/fuel.ts'

const FIRST = dayBounds('2026-10-28').from
/** Card 2 took the place of card 1, and card 3 that of card 2; the others stand alone. */
const CARDS = [1, 2, 3, 4, 5]
const PREDECESSORS: Record<number, number[]> = { 2: [1], 3: [1, 2] }
const HEIRS = new Map([
  [1, [2, 3]],
  [2, [3]],
])

const limit = (most: number) => fc.option(fc.integer({ min: 1, max: most }), { nil: null })
const rule: fc.Arbitrary<CardRule> = fc.record({
  unit: fc.constantFrom('ml', 'tiyn'),
  perFill: limit(80_000),
  perDay: limit(200_000),
  perWeek: limit(600_000),
  perMonth: limit(1_500_000),
  fillsPerDay: fc.option(fc.integer({ min: 1, max: 4 }), { nil: null }),
  products: fc.subarray(['ai92', 'ai95', 'diesel']),
  weekdays: fc.subarray([1, 2, 3, 4, 5, 6, 7]),
  times: fc.option(
    fc.record({ from: fc.integer({ min: 0, max: 1_439 }), until: fc.integer({ min: 1, max: 1_440 }) }),
    { nil: null },
  ),
  stations: fc.constant(null),
  odometerRequired: fc.boolean(),
})

const history: fc.Arbitrary<(PastFill & { card: number })[]> = fc
  .array(
    fc.record({
      at: fc.integer({ min: -40 * 1_440, max: 30 * 1_440 }),
      card: fc.constantFrom(...CARDS),
      station: fc.constant('KZ-01'),
      product: fc.constantFrom('ai92', 'ai95', 'diesel'),
      volume: fc.oneof(fc.integer({ min: 1, max: 90_000 }), fc.integer({ min: -20_000, max: -1 })),
      price: fc.integer({ min: 1, max: 400 }),
    }),
    { maxLength: 50 },
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

/**
 * Asks `decide` about each fill of a card that the rule holds for, with sums that are added up anew from everything before
 * it that `counts` for that card. What the rule does not hold for was fuelled as it was.
 */
function replayed(
  rule: CardRule,
  fills: readonly (PastFill & { card: number })[],
  holds: (card: number) => boolean,
  counts: (card: number, other: number) => boolean,
): Map<number, number> {
  const got: { fill: PastFill & { card: number }; volume: number; amount: number; isFill: boolean }[] = []
  const answers = new Map<number, number>()
  for (const fill of fills) {
    if (fill.volume < 0 || !holds(fill.card)) {
      got.push({ fill, volume: fill.volume, amount: fill.amount, isFill: fill.volume > 0 })
      continue
    }
    const since = (from: string): Sums => {
      const earlier = got.filter(
        ({ fill: other }) => businessDay(other.at) >= from && counts(fill.card, other.card),
      )
      return {
        volume: earlier.reduce((sum, { volume }) => sum + volume, 0),
        amount: earlier.reduce((sum, { amount }) => sum + amount, 0),
        fills: earlier.filter(({ isFill, volume }) => isFill && volume > 0).length,
      }
    }
    const today = businessDay(fill.at)
    const [day, week, month] = [today, startOfWeek(today), startOfMonth(today)].map(since)
    if (!day || !week || !month) throw new Error('three sums')
    const decision = decide(
      {
        moment: fill.at,
        wish: { by: 'volume', volume: fill.volume },
        acceptPartial: true,
        product: fill.product,
        atStation: true,
      },
      fuelState({
        instrument: cardFacts(),
        rules: [layerOf(rule, { on: today, day, week, month })],
        station: { code: fill.station, closed: null, shortages: [], takesNumbers: false },
        price: fill.price,
      }),
    )
    const volume = decision.status === 'declined' ? 0 : Math.min(decision.volume ?? fill.volume, fill.volume)
    const amount = volume === fill.volume ? fill.amount : Math.round((fill.amount * volume) / fill.volume)
    got.push({ fill, volume, amount, isFill: true })
    answers.set(fill.id, volume)
  }
  return answers
}

function touchedBy(answers: Map<number, number>, fills: readonly PastFill[]) {
  return fills
    .filter((fill) => fill.at >= FIRST && answers.has(fill.id) && answers.get(fill.id) !== fill.volume)
    .map((fill) => [fill.id, answers.get(fill.id)])
}

describe('what a rule of many cards would have done is what decide says to each fill in turn', () => {
  test('for a group, whose cards share the sums: 1,000 histories and rules', () => {
    fc.assert(
      fc.property(rule, history, (rule, fills) => {
        const { touched } = whatIf(rule, fills, FIRST, countTogether())
        const answers = replayed(
          rule,
          fills,
          () => true,
          () => true,
        )
        expect(touched.map(({ fill, volume }) => [fill.id, volume ?? 0])).toEqual(touchedBy(answers, fills))
      }),
      { numRuns: 1_000 },
    )
  })

  test('for a template, each card with those whose place it took: 1,000 histories and rules', () => {
    fc.assert(
      fc.property(rule, history, fc.subarray(CARDS, { minLength: 1 }), (rule, fills, held) => {
        const { touched, fills: asked } = whatIf(rule, fills, FIRST, countByCard(new Set(held), HEIRS))
        const answers = replayed(
          rule,
          fills,
          (card) => held.includes(card),
          (card, other) => card === other || (PREDECESSORS[card] ?? []).includes(other),
        )
        expect(touched.map(({ fill, volume }) => [fill.id, volume ?? 0])).toEqual(touchedBy(answers, fills))
        expect(asked).toBe(fills.filter((fill) => fill.at >= FIRST && answers.has(fill.id)).length)
      }),
      { numRuns: 1_000 },
    )
  })
})
