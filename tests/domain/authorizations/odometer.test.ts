import { expect, test } from 'vitest'
import { decide } from '#app/domain/authorizations/decide.ts'
import { odometerFactsOf } from '#app/domain/authorizations/odometer.ts'
import { fuelRequest, fuelState, NOON } from '#tests/support/fuel.ts'

const HOUR = 3_600_000
const ago = (hours: number) => new Date(NOON.getTime() - hours * HOUR)

test.each([
  [1, 3_000],
  [24, 3_000],
  [25, 6_000],
  [240, 30_000],
])('%i hours later it may say %i km more', (hours, most) => {
  expect(odometerFactsOf({ km: 100, at: ago(hours), askedAt: null }, NOON)).toEqual({
    ...{ least: 100, most: 100 + most },
    wasAsked: false,
  })
})

test.each([
  [99, null, 'declined'],
  [100, null, 'approved'],
  [3_100, null, 'approved'],
  [3_101, null, 'declined'],
  // Half an hour.
  [99, ago(0.5), 'approved'],
  [99, ago(0.501), 'declined'],
] as const)('%i km, asked %s: %s', (odometerKm, askedAt, status) => {
  const odometer = odometerFactsOf({ km: 100, at: ago(2), askedAt }, NOON)
  expect(decide(fuelRequest({ odometerKm }), fuelState({ odometer })).status).toBe(status)
})

test('the first one is compared with nothing', () => {
  expect(odometerFactsOf({ km: null, at: null, askedAt: null }, NOON)).toBeNull()
})
