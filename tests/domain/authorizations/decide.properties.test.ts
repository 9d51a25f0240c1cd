import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { decide } from '#app/domain/authorizations/decide.ts'
import type { Approval } from '#app/domain/authorizations/decision.ts'
import { mayDoElsewhere, mayDoWithAnother } from '#app/domain/authorizations/decline-reach.ts'
import type {
  FuelLimit,
  FuelRequest,
  FuelRule,
  FuelState,
  Instrument,
} from '#app/domain/authorizations/fuel-request.ts'
import { leftOf, usedOf } from '#app/domain/authorizations/limits.ts'
import { businessDay } from '#app/domain/kernel/calendar.ts'
import { amountOf } from '#app/domain/kernel/money.ts'
import { cardFacts, couponFacts, fuelState, rationed } from '#tests/support/fuel.ts'

const DAYS = ['2026-10-31', '2026-11-23', '2026-11-25', '2026-11-26', '2026-11-30', '2026-12-01']
const day = fc.constantFrom(...DAYS)
const volume = fc.integer({ min: 0, max: 120_000 })
const sums = fc.record({ volume, amount: fc.integer({ min: 0, max: 3_000_000 }), fills: fc.nat(4) })
const product = fc.constantFrom('ai92', 'ai95', 'diesel')
const moment = fc
  .date({ min: new Date('2026-11-23T00:00:00Z'), max: new Date('2026-12-02T00:00:00Z'), noInvalidDate: true })
  .map((date) => date)

const limit: fc.Arbitrary<FuelLimit> = fc.record({
  period: fc.constantFrom('fill', 'day', 'week', 'month'),
  unit: fc.constantFrom('ml', 'tiyn', 'fills'),
  limit: fc.integer({ min: 0, max: 200_000 }),
})

const rule: fc.Arbitrary<FuelRule> = fc.record({
  whose: fc.constantFrom('client', 'issuer', 'contract'),
  products: fc.option(fc.uniqueArray(product), { nil: null }),
  stations: fc.option(
    fc.record({
      are: fc.constantFrom('only', 'not'),
      codes: fc.uniqueArray(fc.constantFrom('KZ-01', 'KZ-02')),
    }),
    { nil: null },
  ),
  hours: fc.option(
    fc.array(
      fc.record({
        weekdays: fc.uniqueArray(fc.integer({ min: 1, max: 7 })),
        from: fc.nat(1439),
        until: fc.integer({ min: 1, max: 1440 }),
      }),
      { maxLength: 2 },
    ),
    { nil: null },
  ),
  limits: fc.array(limit, { maxLength: 3 }),
  usage: fc.record({ on: day, day: sums, week: sums, month: sums }),
})

const instrument: fc.Arbitrary<Instrument> = fc.oneof(
  fc
    .record({
      issuerStatus: fc.constantFrom(
        'active' as const,
        'active' as const,
        'blocked' as const,
        'lost' as const,
      ),
      isBlockedByClient: fc.boolean(),
      validUntil: fc.option(day, { nil: null }),
      wallet: fc.option(fc.record({ unit: fc.constantFrom('ml', 'tiyn'), left: volume }), { nil: null }),
    })
    .map(cardFacts),
  fc
    .record({
      issuerStatus: fc.constantFrom(
        'active' as const,
        'active' as const,
        'issued' as const,
        'redeemed' as const,
      ),
      validFrom: day,
      product,
      left: volume,
      remainder: fc.constantFrom('kept', 'returned', 'lapsed', 'refused'),
    })
    .map(couponFacts),
)

const state: fc.Arbitrary<FuelState> = fc
  .record({
    instrument,
    rules: fc.array(rule, { maxLength: 3 }),
    freeBalance: fc.option(fc.nat(2_000_000), { nil: null }),
    station: fc.option(volume, { nil: null }).map(rationed),
    price: fc.option(fc.integer({ min: 1, max: 40_000 }), { nil: null }),
    tank: fc.option(fc.integer({ min: 1, max: 90_000 }), { nil: null }),
  })
  .map(fuelState)

const request: fc.Arbitrary<FuelRequest> = fc.record({
  moment,
  wish: fc.oneof(
    fc.record({ by: fc.constant('volume' as const), volume: fc.integer({ min: 1, max: 120_000 }) }),
    fc.record({ by: fc.constant('amount' as const), amount: fc.integer({ min: 1, max: 3_000_000 }) }),
    fc.constant({ by: 'full_tank' as const }),
  ),
  acceptPartial: fc.boolean(),
  product,
  atStation: fc.boolean(),
})

const RUNS = { numRuns: 3_000 }

/** How much an answer gives; a decline gives nothing. */
function givenBy(request: FuelRequest, state: FuelState): number {
  const decision = decide(request, state)
  return decision.status === 'approved' ? (decision.volume ?? Number.POSITIVE_INFINITY) : 0
}

describe('whatever is asked of whatever state', () => {
  test('an approval keeps within the wish and every limit, balance, cap and coupon', () => {
    fc.assert(
      fc.property(request, state, (request, state) => {
        const decision = decide(request, state)
        if (decision.status === 'declined') return
        keepsWithin(decision, request, state)
      }),
      RUNS,
    )
  })

  test('the strictest wins: one more layer of rules never gives more', () => {
    fc.assert(
      fc.property(request, state, rule, (request, state, added) => {
        const narrowed = givenBy(
          { ...request, acceptPartial: true },
          { ...state, rules: [...state.rules, added] },
        )
        expect(narrowed).toBeLessThanOrEqual(givenBy({ ...request, acceptPartial: true }, state))
      }),
      RUNS,
    )
  })

  test('the order of the layers does not matter', () => {
    fc.assert(
      fc.property(request, state, (request, state) => {
        const turned = decide(request, { ...state, rules: [...state.rules].reverse() })
        const decision = decide(request, state)
        expect(turned.status).toBe(decision.status)
        if (turned.status === 'approved' && decision.status === 'approved') {
          expect(turned.volume).toBe(decision.volume)
        }
        if (turned.status === 'declined' && decision.status === 'declined')
          expect(turned.code).toBe(decision.code)
      }),
      RUNS,
    )
  })

  test('a request that takes a part gets at least what one that does not gets', () => {
    fc.assert(
      fc.property(request, state, (request, state) => {
        const whole = givenBy({ ...request, acceptPartial: false }, state)
        expect(givenBy({ ...request, acceptPartial: true }, state)).toBeGreaterThanOrEqual(whole)
      }),
      RUNS,
    )
  })

  test('what works for a quantity works for anything, and a decline for anything declines every quantity', () => {
    fc.assert(
      fc.property(request, state, (request, state) => {
        const anything = decide({ ...request, wish: { by: 'anything' } }, state)
        if (anything.status === 'approved') return
        const given = givenBy(request, state)
        // A whole coupon may be too much where less of it is not, and who asks for less agrees that the rest lapses.
        const { instrument } = state
        const isOfWhole = 'remainder' in instrument && instrument.remainder === 'lapsed'
        if (!isOfWhole || given >= instrument.left) expect(given).toBe(0)
      }),
      RUNS,
    )
  })

  test('where no other station may do, none does; where no other coupon may do, none does', () => {
    const elsewhere = fc.record({
      station: fc.constant({ code: 'KZ-02', closed: null, shortages: [], takesNumbers: true }),
      insteadOf: fc.constantFrom([], ['ai92'], ['diesel']),
    })
    const shut = fc.constantFrom(
      {},
      { isCompanyClosed: true },
      { station: null },
      { station: { code: 'KZ-01', closed: { until: null }, shortages: [], takesNumbers: false } },
    )
    fc.assert(
      fc.property(
        request,
        state,
        shut,
        elsewhere,
        instrument,
        (request, state, shut, elsewhere, instrument) => {
          const here = { ...state, ...shut }
          const decision = decide(request, here)
          if (decision.status === 'approved') return
          if (!mayDoElsewhere(decision.code)) expect(givenBy(request, { ...here, ...elsewhere })).toBe(0)
          if (!mayDoWithAnother(decision.code)) expect(givenBy(request, { ...here, instrument })).toBe(0)
        },
      ),
      RUNS,
    )
  })

  test('what is used and what is left of a limit are the limit', () => {
    fc.assert(
      fc.property(limit, rule, moment, (limit, { usage }, moment) => {
        const today = businessDay(moment)
        const used = usedOf(limit, usage, today)
        expect(leftOf(limit, usage, today)).toBe(Math.max(0, limit.limit - used))
        expect(used).toBeGreaterThanOrEqual(0)
      }),
      RUNS,
    )
  })
})

function keepsWithin({ volume, amount }: Approval, request: FuelRequest, state: FuelState): void {
  const today = businessDay(request.moment)
  const { wish } = request
  if (volume === null) throw new Error('A wish with a quantity has an answer with one')
  expect(volume).toBeGreaterThan(0)
  if (wish.by === 'volume') expect(volume).toBeLessThanOrEqual(wish.volume)
  if (wish.by === 'amount') {
    expect(amount).toBeLessThanOrEqual(Math.max(wish.amount, amountOf(1, state.price ?? 0)))
  }
  for (const { limits, usage } of state.rules) {
    for (const limit of limits) {
      const left = leftOf(limit, usage, today)
      const taken = { ml: volume, tiyn: amount ?? Number.POSITIVE_INFINITY, fills: 1 }[limit.unit]
      expect(taken).toBeLessThanOrEqual(left)
    }
  }
  if (state.freeBalance !== null) expect(amount).toBeLessThanOrEqual(state.freeBalance)
  for (const { capPerFill } of request.product === 'ai95' && request.atStation
    ? (state.station?.shortages ?? [])
    : [])
    expect(volume).toBeLessThanOrEqual(capPerFill ?? 0)
  if (state.instrument.issuerStatus === 'unknown') return
  if (state.instrument.kind === 'coupon') expect(volume).toBeLessThanOrEqual(state.instrument.left)
}
