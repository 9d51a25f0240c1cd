import { describe, expect, test } from 'vitest'
import { decide } from '#app/domain/authorizations/decide.ts'
import { couponFacts, fuelRequest, fuelRule, fuelState, NOON, noUsage } from '#tests/support/fuel.ts'

const sums = (volume: number, fills: number) => ({ volume, amount: 0, fills })

describe('operations of one fill', () => {
  test('share the limit of a fill', () => {
    const limits = [{ period: 'fill', unit: 'ml', limit: 30_000 }] as const
    const state = (used: number) =>
      fuelState({ rules: [fuelRule({ limits, usage: { ...noUsage, fill: sums(used, 0) } })] })
    expect(decide(fuelRequest(), state(10_000))).toMatchObject({ status: 'approved', volume: 20_000 })
    expect(decide(fuelRequest(), state(10_001))).toMatchObject({
      code: 'limit_per_fill',
      figures: { left: 19_999, limit: 30_000 },
    })
    expect(decide(fuelRequest({ acceptPartial: true }), state(30_000))).toMatchObject({
      code: 'limit_per_fill',
    })
  })
})

test('the rule that decided is named in the figures, and one without a name is not', () => {
  const rule = { id: '7', name: 'Междугородние рейсы' }
  const limits = [{ period: 'day', unit: 'fills', limit: 1 }] as const
  const usage = { ...noUsage, day: sums(0, 1) }
  const declined = (named: object) =>
    decide(fuelRequest(), fuelState({ rules: [fuelRule({ ...named, limits, usage })] }))
  expect(declined({ rule })).toMatchObject({ code: 'limit_count', figures: { rule } })
  expect(declined({})).toMatchObject({ code: 'limit_count', figures: { left: 0, limit: 1 } })
  const stations = { are: 'only' as const, codes: ['KZ-02'] }
  expect(decide(fuelRequest(), fuelState({ rules: [fuelRule({ rule, stations })] }))).toMatchObject({
    code: 'station_not_allowed',
    figures: { rule },
  })
  expect(
    decide(fuelRequest(), fuelState({ rules: [fuelRule({ rule, products: ['diesel'] })] })),
  ).toMatchObject({
    code: 'product_not_allowed',
    figures: { rule },
  })
})

test.each([
  ['day', 0, 'approved'],
  ['day', 1, 'approved'],
  ['day', 2, 'declined'],
  ['week', 1, 'approved'],
  ['month', 1, 'approved'],
] as const)('of two fills in a %s with %i made already the next is %s', (period, made, status) => {
  const limits = [{ period, unit: 'fills', limit: 2 }] as const
  const usage = { ...noUsage, [period]: sums(0, made) }
  expect(decide(fuelRequest(), fuelState({ rules: [fuelRule({ limits, usage })] })).status).toBe(status)
})

test.each([
  ['nothing at all, which no next day changes', 0, 'limit_per_fill'],
  ['what this fill has had already, which the next has not', 30_000, 'limit_day'],
] as const)('beside a spent day a fill may have %s: %s', (_, limit, code) => {
  const limits = [
    { period: 'fill', unit: 'ml', limit },
    { period: 'day', unit: 'ml', limit: 30_000 },
  ] as const
  const usage = { ...noUsage, fill: sums(30_000, 0), day: sums(30_000, 1) }
  expect(decide(fuelRequest(), fuelState({ rules: [fuelRule({ limits, usage })] }))).toMatchObject({ code })
})

test('a tiyn that is left of a limit buys nothing', () => {
  const limits = [{ period: 'day', unit: 'tiyn', limit: 1_000_000 }] as const
  const usage = { ...noUsage, day: { volume: 30_000, amount: 999_999, fills: 1 } }
  const request = fuelRequest({ acceptPartial: true })
  expect(decide(request, fuelState({ rules: [fuelRule({ limits, usage })] }))).toMatchObject({
    ...{ status: 'declined', code: 'limit_day' },
    figures: { unit: 'tiyn', left: 1 },
  })
})

test.each([
  ['issued', 'coupon_not_yet_valid'],
  ['reserved', 'coupon_reserved'],
] as const)(
  'a coupon that the issuer calls %s is declined without a day or a hold: %s',
  (issuerStatus, code) => {
    const instrument = couponFacts({ issuerStatus })
    expect(decide(fuelRequest(), fuelState({ instrument }))).toMatchObject({ status: 'declined', code })
  },
)

describe('a typed coupon number', () => {
  test.each(['code_wrong', 'code_locked', 'number_only'] as const)(
    'with proof %s is refused, and nothing else is said',
    (proof) => {
      const lockedUntil = new Date(NOON.getTime() + 3_600_000)
      const instrument = couponFacts({ proof, lockedUntil, issuerStatus: 'blocked' })
      expect(decide(fuelRequest(), fuelState({ instrument }))).toEqual({
        status: 'declined',
        code: 'coupon_code_wrong',
        whose: 'station',
        figures: proof === 'code_locked' ? { until: lockedUntil } : {},
      })
    },
  )
})

test('the number of a coupon without a code is enough where the station takes numbers', () => {
  const instrument = couponFacts({ proof: 'codeless' })
  const at = (takesNumbers: boolean) =>
    decide(fuelRequest(), {
      ...fuelState({ instrument }),
      station: { code: 'KZ-01', closed: null, shortages: [], takesNumbers },
    })
  expect(at(true)).toMatchObject({ status: 'approved' })
  expect(at(false)).toMatchObject({ status: 'declined', code: 'coupon_code_wrong' })
})

describe('nothing', () => {
  test('asked for is a millilitre, so that no hold is empty', () => {
    const wish = { by: 'volume', volume: 0 } as const
    expect(decide(fuelRequest({ wish }), fuelState())).toMatchObject({ volume: 1 })
  })

  test('is no price', () => {
    const wish = { by: 'amount', amount: 1_000_000 } as const
    expect(decide(fuelRequest({ wish }), fuelState({ price: 0 }))).toMatchObject({ code: 'price_missing' })
    expect(decide(fuelRequest(), fuelState({ price: 0 }))).toMatchObject({ volume: 20_000, amount: null })
  })
})
