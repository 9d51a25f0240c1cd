import { describe, expect, test } from 'vitest'
import { decide } from '#app/domain/authorizations/decide.ts'
import type { Decision } from '#app/domain/authorizations/decision.ts'
import { type DeclineCode, declineCodes, declineOwners } from '#app/domain/authorizations/decline-codes.ts'
import type { FuelRequest, FuelState, Usage } from '#app/domain/authorizations/fuel-request.ts'
import {
  cardFacts,
  couponFacts,
  fuelRequest,
  fuelRule,
  fuelState,
  NOON,
  noUsage,
  PRICE,
  rationed,
  THURSDAY,
} from '#tests/support/fuel.ts'

const litres = (volume: number) => ({ by: 'volume', volume: volume * 1000 }) as const
const IN_AN_HOUR = new Date(NOON.getTime() + 3_600_000)

/** Uses of today, this week and this month that are all alike. */
function used(volume: number, amount: number, fills: number): Usage {
  const sums = { volume, amount, fills }
  return { on: THURSDAY, day: sums, week: sums, month: sums }
}

interface Case {
  request?: Partial<FuelRequest>
  state: Partial<FuelState>
  whose: string
  figures?: object
}

const limitCase = (period: 'day' | 'week' | 'month', renewsAt: string): Case => ({
  state: {
    rules: [
      fuelRule({
        whose: 'issuer',
        limits: [{ period, unit: 'ml', limit: 50_000 }],
        usage: used(40_000, 0, 1),
      }),
    ],
  },
  whose: 'issuer',
  figures: { unit: 'ml', asked: 20_000, left: 10_000, limit: 50_000, period, renewsAt: new Date(renewsAt) },
})

/** One situation for each code; the type demands a new code's own. */
const CASES: Record<DeclineCode, Case> = {
  operation_voided: { state: { operation: 'voided' }, whose: 'station' },
  processed_elsewhere: { state: { operation: 'elsewhere' }, whose: 'network' },
  duplicate_operation: { state: { operation: 'duplicate' }, whose: 'station' },
  card_not_found: { state: { instrument: { kind: 'card', issuerStatus: 'unknown' } }, whose: 'station' },
  coupon_not_found: { state: { instrument: { kind: 'coupon', issuerStatus: 'unknown' } }, whose: 'station' },
  coupon_code_wrong: { state: { instrument: couponFacts({ proof: 'code_wrong' }) }, whose: 'station' },
  coupon_code_replaced: { state: { instrument: couponFacts({ proof: 'code_replaced' }) }, whose: 'client' },
  driver_link_revoked: { state: { instrument: couponFacts({ proof: 'link_revoked' }) }, whose: 'client' },
  pin_blocked: { state: { instrument: cardFacts({ pin: 'blocked' }) }, whose: 'client' },
  pin_required: { state: { instrument: cardFacts({ pin: 'missing' }) }, whose: 'client' },
  pin_wrong: { state: { instrument: cardFacts({ pin: 'wrong' }) }, whose: 'client' },
  card_lost: { state: { instrument: cardFacts({ issuerStatus: 'lost' }) }, whose: 'issuer' },
  coupon_used: {
    state: { instrument: couponFacts({ issuerStatus: 'redeemed', used: { at: NOON, station: 'KZ-07' } }) },
    whose: 'issuer',
    figures: { usedAt: NOON, station: 'KZ-07' },
  },
  coupon_cancelled: {
    state: { instrument: couponFacts({ issuerStatus: 'refunded', left: 0 }) },
    whose: 'issuer',
  },
  card_expired: {
    state: { instrument: cardFacts({ validUntil: '2026-11-25' }) },
    whose: 'issuer',
    figures: { day: '2026-11-25' },
  },
  coupon_expired: {
    state: { instrument: couponFacts({ validUntil: '2026-11-25' }) },
    whose: 'issuer',
    figures: { day: '2026-11-25' },
  },
  company_closed: { state: { isCompanyClosed: true }, whose: 'contract' },
  suspected_fraud: { state: { isSuspicious: true }, whose: 'issuer' },
  card_blocked_by_issuer: { state: { instrument: cardFacts({ issuerStatus: 'blocked' }) }, whose: 'issuer' },
  coupon_blocked_by_issuer: {
    state: { instrument: couponFacts({ issuerStatus: 'blocked' }) },
    whose: 'issuer',
  },
  card_blocked_by_client: { state: { instrument: cardFacts({ isBlockedByClient: true }) }, whose: 'client' },
  coupon_blocked_by_client: {
    state: { instrument: couponFacts({ isBlockedByClient: true }) },
    whose: 'client',
  },
  product_unknown: { request: { product: null }, state: {}, whose: 'station' },
  station_unknown: { state: { station: null }, whose: 'network' },
  product_not_allowed: {
    request: { product: 'diesel' },
    state: { instrument: couponFacts() },
    whose: 'issuer',
    figures: { products: ['ai95'] },
  },
  station_not_allowed: {
    state: { rules: [fuelRule({ stations: { are: 'only', codes: ['KZ-02'] } })] },
    whose: 'client',
    figures: { stations: { are: 'only', codes: ['KZ-02'] } },
  },
  balance_low: {
    state: { freeBalance: 100_000 },
    whose: 'contract',
    figures: { unit: 'tiyn', asked: 500_000, left: 100_000 },
  },
  price_missing: {
    state: { price: null, freeBalance: 100_000 },
    whose: 'contract',
  },
  coupon_not_yet_valid: {
    state: { instrument: couponFacts({ validFrom: '2026-11-27' }) },
    whose: 'issuer',
    figures: { day: '2026-11-27' },
  },
  station_closed: {
    state: { station: { code: 'KZ-01', closed: { until: IN_AN_HOUR }, shortages: [], takesNumbers: false } },
    whose: 'station',
    figures: { station: 'KZ-01', until: IN_AN_HOUR },
  },
  no_fuel: {
    state: {
      station: {
        code: 'KZ-01',
        closed: null,
        shortages: [{ product: 'ai95', from: NOON, until: IN_AN_HOUR, capPerFill: null, whose: 'station' }],
        takesNumbers: false,
      },
    },
    whose: 'station',
    figures: { station: 'KZ-01', until: IN_AN_HOUR },
  },
  // Midnight in Almaty is 19:00 UTC; the Thursday's week ends with the Sunday.
  limit_day: limitCase('day', '2026-11-26T19:00:00Z'),
  limit_week: limitCase('week', '2026-11-29T19:00:00Z'),
  limit_month: limitCase('month', '2026-11-30T19:00:00Z'),
  limit_count: {
    state: {
      rules: [fuelRule({ limits: [{ period: 'day', unit: 'fills', limit: 2 }], usage: used(0, 0, 2) })],
    },
    whose: 'client',
    figures: {
      unit: 'fills',
      left: 0,
      limit: 2,
      period: 'day',
      renewsAt: new Date('2026-11-26T19:00:00Z'),
    },
  },
  time_not_allowed: {
    state: { rules: [fuelRule({ hours: [{ weekdays: [1, 2, 3, 4, 5], from: 360, until: 720 }] })] },
    whose: 'client',
    figures: { nextAllowedAt: new Date('2026-11-27T01:00:00Z') },
  },
  coupon_reserved: {
    state: { instrument: couponFacts({ left: 0, reserved: { until: IN_AN_HOUR, station: 'KZ-07' } }) },
    whose: 'station',
    figures: { until: IN_AN_HOUR, station: 'KZ-07' },
  },
  limit_per_fill: {
    state: { rules: [fuelRule({ limits: [{ period: 'fill', unit: 'ml', limit: 15_000 }] })] },
    whose: 'client',
    figures: { unit: 'ml', asked: 20_000, left: 15_000, limit: 15_000, period: 'fill' },
  },
  network_cap: {
    state: { station: rationed(15_000) },
    whose: 'network',
    figures: { unit: 'ml', asked: 20_000, left: 15_000, limit: 15_000 },
  },
  coupon_indivisible: {
    request: { wish: litres(12) },
    state: { instrument: couponFacts() },
    whose: 'issuer',
    figures: { unit: 'ml', asked: 12_000, left: 20_000 },
  },
  partial_not_accepted: {
    request: { wish: litres(30) },
    state: { instrument: couponFacts() },
    whose: 'issuer',
    figures: { unit: 'ml', asked: 30_000, left: 20_000 },
  },
  odometer_out_of_range: {
    request: { odometerKm: 12 },
    state: { odometer: { least: 100, most: 2_000, wasAsked: false } },
    whose: 'client',
    figures: { asked: 12, least: 100, most: 2_000 },
  },
}

describe('a decline', () => {
  test.each(Object.entries(CASES))('%s says whose rule it was, with its figures', (code, of) => {
    const { request, state, whose, figures = {} } = of
    expect(decide(fuelRequest(request), fuelState(state))).toEqual({
      status: 'declined',
      code,
      whose,
      figures,
    })
  })

  test('belongs to whom the table says, unless a rule decides', () => {
    const fixed = declineCodes.filter((code) => declineOwners[code] !== 'rule')
    expect(fixed.map((code) => CASES[code].whose)).toEqual(fixed.map((code) => declineOwners[code]))
  })

  test('names what lasts longest; the others stand beside it in the same order', () => {
    const rules = [fuelRule({ limits: [{ period: 'day', unit: 'ml', limit: 0 }] })]
    const instrument = cardFacts({ isBlockedByClient: true, validUntil: '2026-11-01' })
    const decision = decide(fuelRequest(), fuelState({ instrument, rules, station: rationed(1_000) }))
    expect(decision).toMatchObject({ code: 'card_expired', figures: { day: '2026-11-01' } })
    expect(alsoOf(decision)).toEqual(['card_blocked_by_client', 'limit_day'])
  })

  test.each([
    [
      'a limit',
      { rules: [fuelRule({ limits: [{ period: 'day', unit: 'ml', limit: 12_000 }] })] },
      'limit_day',
    ],
    ['a cap of the network', { station: rationed(12_000) }, 'network_cap'],
  ] as const)('of a whole coupon that %s cuts names that rule, not the coupon', (_what, state, code) => {
    const instrument = couponFacts()
    for (const wish of [litres(20), { by: 'full_tank' }] as const) {
      const decision = decide(fuelRequest({ wish, acceptPartial: true }), fuelState({ ...state, instrument }))
      expect(decision).toMatchObject({ code, figures: { asked: 20_000, left: 12_000 } })
    }
    const less = decide(
      fuelRequest({ wish: litres(15), acceptPartial: true }),
      fuelState({ ...state, instrument }),
    )
    expect(less).toMatchObject({ code: 'coupon_indivisible', figures: { left: 20_000 } })
  })

  test('of a used coupon has no other reason beside it', () => {
    const decision = decide(fuelRequest(), fuelState({ instrument: couponFacts({ left: 0 }) }))
    expect(decision).toEqual({ status: 'declined', code: 'coupon_used', whose: 'issuer', figures: {} })
  })

  test.each([
    [
      'a card that its register calls expired',
      cardFacts({ issuerStatus: 'expired', validUntil: null }),
      'card_expired',
      {},
    ],
    [
      'a coupon used nobody knows where',
      couponFacts({ left: 0, used: { at: NOON, station: null } }),
      'coupon_used',
      { usedAt: NOON },
    ],
  ] as const)('of %s names what is known', (_what, instrument, code, figures) => {
    expect(decide(fuelRequest(), fuelState({ instrument }))).toMatchObject({
      status: 'declined',
      code,
      figures,
    })
  })

  test('tells whoever presents something wrong nothing else', () => {
    const instrument = cardFacts({ pin: 'wrong', issuerStatus: 'blocked', isBlockedByClient: true })
    const decision = decide(fuelRequest(), fuelState({ instrument, isCompanyClosed: true }))
    expect(decision).toEqual({ status: 'declined', code: 'pin_wrong', whose: 'client', figures: {} })
  })
})

function alsoOf(decision: Decision): string[] {
  return decision.status === 'declined' ? (decision.figures.also ?? []).map(({ code }) => code) : []
}

describe('an approval', () => {
  const daily = (limit: number, whose: 'issuer' | 'client') =>
    fuelRule({ whose, limits: [{ period: 'day', unit: 'ml', limit }] })

  test('is the wish where the rules leave room for it', () => {
    expect(decide(fuelRequest(), fuelState({ rules: [daily(20_000, 'issuer')] }))).toEqual({
      status: 'approved',
      volume: 20_000,
      amount: 500_000,
      limitedBy: null,
      insteadOf: null,
      remainder: null,
    })
  })

  test('is cut to the strictest rule, which is named, where a part is welcome', () => {
    const rules = [daily(12_000, 'issuer'), daily(15_000, 'client')]
    const decision = decide(fuelRequest({ acceptPartial: true }), fuelState({ rules }))
    expect(decision).toMatchObject({
      volume: 12_000,
      amount: 300_000,
      limitedBy: { by: 'limit_day', whose: 'issuer', figures: { left: 12_000 } },
    })
  })

  test('never rounds a limit in tenge up', () => {
    const rules = [fuelRule({ limits: [{ period: 'day', unit: 'tiyn', limit: 100_001 }] })]
    const decision = decide(fuelRequest({ acceptPartial: true }), fuelState({ rules, price: 33_300 }))
    // 100,001 tiyn at 333.00 a litre: 3,003.03 ml.
    expect(decision).toMatchObject({ volume: 3_003, amount: 100_000 })
  })

  test.each([
    ['the ceiling of the product', {}, 100_000, 'ceiling'],
    ['the tank', { tank: 60_000 }, 60_000, 'tank'],
    ['the free balance', { tank: 60_000, freeBalance: 40 * PRICE }, 40_000, 'balance_low'],
  ])('of a full tank is the least there is: %s', (_what, state, volume, by) => {
    const decision = decide(fuelRequest({ wish: { by: 'full_tank' } }), fuelState(state))
    expect(decision).toMatchObject({ status: 'approved', volume, limitedBy: { by } })
  })

  test('of an amount is what it buys', () => {
    const decision = decide(fuelRequest({ wish: { by: 'amount', amount: 500_000 } }), fuelState())
    expect(decision).toMatchObject({ volume: 20_000, amount: 500_000 })
  })

  test.each(['kept', 'returned', 'lapsed'] as const)(
    "says what becomes of a coupon's other litres: %s",
    (becomes) => {
      const instrument = couponFacts({ remainder: becomes })
      const decision = decide(fuelRequest({ wish: litres(12) }), fuelState({ instrument }))
      expect(decision).toMatchObject({ volume: 12_000, remainder: { volume: 8_000, becomes } })
    },
  )

  test('never lets a cap take litres from a coupon whose rest lapses', () => {
    const capped = (remainder: 'returned' | 'lapsed') =>
      decide(
        fuelRequest({ wish: { by: 'full_tank' } }),
        fuelState({ instrument: couponFacts({ remainder }), station: rationed(12_000) }),
      )
    expect(capped('lapsed')).toMatchObject({ status: 'declined', code: 'network_cap' })
    expect(capped('returned')).toMatchObject({ volume: 12_000, remainder: { volume: 8_000 } })
  })

  test('takes a whole coupon as a full tank, whatever the tank is said to hold', () => {
    const decision = decide(
      fuelRequest({ wish: { by: 'full_tank' } }),
      fuelState({ instrument: couponFacts(), tank: null }),
    )
    expect(decision).toMatchObject({ volume: 20_000, remainder: null })
  })

  test.each(['refused', 'kept', 'returned', 'lapsed'] as const)(
    'takes all of a coupon that holds more than the ceiling of a full tank: %s',
    (remainder) => {
      const instrument = couponFacts({ left: 150_000, remainder })
      const decision = decide(fuelRequest({ wish: { by: 'full_tank' } }), fuelState({ instrument }))
      expect(decision).toMatchObject({
        status: 'approved',
        volume: 150_000,
        limitedBy: { by: 'coupon_volume' },
      })
      expect(decision).toMatchObject({ remainder: null })
    },
  )

  test('needs no price where nothing is counted in tenge', () => {
    expect(decide(fuelRequest(), fuelState({ price: null }))).toMatchObject({ volume: 20_000, amount: null })
  })

  test("does not ask a station's list of products, nor a shortage of another product or another time", () => {
    const shortages = [
      { product: 'diesel', from: NOON, until: null },
      { product: 'ai95', from: IN_AN_HOUR, until: null },
      { product: 'ai95', from: new Date(0), until: NOON },
    ].map((shortage) => ({ ...shortage, capPerFill: null, whose: 'station' as const }))
    const station = { code: 'KZ-01', closed: { until: NOON }, shortages, takesNumbers: false }
    expect(decide(fuelRequest(), fuelState({ station }))).toMatchObject({ status: 'approved' })
  })
})

describe('a question about anything', () => {
  const anything = fuelRequest({ wish: { by: 'anything' }, atStation: false })

  test('has no bound where no rule sets one', () => {
    expect(decide(anything, fuelState())).toMatchObject({ status: 'approved', volume: null })
  })

  test('needs no price: money that is left is more than nothing', () => {
    expect(decide(anything, fuelState({ price: null, freeBalance: 1 }))).toMatchObject({ status: 'approved' })
    expect(decide(anything, fuelState({ price: null, freeBalance: 0 }))).toMatchObject({
      code: 'balance_low',
    })
  })

  test('asks neither for a station nor for a product', () => {
    const { product: _, ...open } = anything
    const rules = [fuelRule({ stations: { are: 'only', codes: ['KZ-02'] }, products: ['diesel'] })]
    expect(decide(open, fuelState({ station: null, rules }))).toMatchObject({ status: 'approved' })
  })
})

describe('a period', () => {
  const LAST = new Date('2026-11-30T18:59:59.999Z')
  const FIRST = new Date('2026-11-30T19:00:00Z')

  // 30 November 2026 is a Monday: a day and a month end, the week goes on.
  test.each([
    ['day', 'approved'],
    ['week', 'declined'],
    ['month', 'approved'],
  ] as const)('of a %s turns at midnight in Almaty, not before', (period, after) => {
    const rules = [
      fuelRule({
        limits: [{ period, unit: 'ml', limit: 20_000 }],
        usage: { ...used(20_000, 0, 1), on: '2026-11-30' },
      }),
    ]
    const state = fuelState({ rules })
    expect(decide(fuelRequest({ moment: LAST }), state).status).toBe('declined')
    expect(decide(fuelRequest({ moment: FIRST }), state).status).toBe(after)
  })

  test('of a week turns on Monday', () => {
    const rules = [
      fuelRule({
        limits: [{ period: 'week', unit: 'ml', limit: 20_000 }],
        usage: { ...noUsage, on: '2026-11-29', week: { volume: 20_000, amount: 0, fills: 1 } },
      }),
    ]
    const state = fuelState({ rules })
    const monday = new Date('2026-11-29T19:00:00Z')
    expect(decide(fuelRequest({ moment: new Date(monday.getTime() - 1) }), state).status).toBe('declined')
    expect(decide(fuelRequest({ moment: monday }), state).status).toBe('approved')
  })
})

describe('hours', () => {
  const NIGHT = [{ weekdays: [4], from: 1320, until: 360 }]
  const at = (moment: string) =>
    decide(fuelRequest({ moment: new Date(moment) }), fuelState({ rules: [fuelRule({ hours: NIGHT })] }))

  test('hours that pass midnight belong to the evening on which they begin', () => {
    // Thursday 22:00 to Friday 06:00 in Almaty.
    expect(at('2026-11-26T16:59:59.999Z').status).toBe('declined')
    expect(at('2026-11-26T17:00:00Z').status).toBe('approved')
    expect(at('2026-11-27T00:59:59.999Z').status).toBe('approved')
    expect(at('2026-11-27T01:00:00Z')).toMatchObject({
      code: 'time_not_allowed',
      figures: { nextAllowedAt: new Date('2026-12-03T17:00:00Z') },
    })
  })

  test('hours that allow no day never begin', () => {
    const rules = [fuelRule({ hours: [] })]
    const decision = decide(fuelRequest(), fuelState({ rules }))
    expect(decision).toEqual({ status: 'declined', code: 'time_not_allowed', whose: 'client', figures: {} })
  })

  test('to midnight end with the day', () => {
    const rules = [fuelRule({ hours: [{ weekdays: [4], from: 0, until: 1440 }] })]
    const asked = (moment: string) => decide(fuelRequest({ moment: new Date(moment) }), fuelState({ rules }))
    expect(asked('2026-11-26T18:59:59.999Z').status).toBe('approved')
    expect(asked('2026-11-26T19:00:00Z').status).toBe('declined')
  })
})
