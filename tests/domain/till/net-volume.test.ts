import { expect, test } from 'vitest'
import { netVolume } from '#app/domain/till/till.ts'

const HELD = 20_000

test.each([
  ['what flowed, also a little more than was held', { volume: 20_040, billed: HELD, reversed: 0 }, 20_040],
  ['what the cashier said when it was lessened', { volume: 20_040, billed: HELD, reversed: 2_000 }, 18_000],
  ['nothing of a fill that was taken back whole', { volume: 20_040, billed: HELD, reversed: HELD }, 0],
])('of a completed fill stays %s', (_, litres, stays) => {
  expect(netVolume({ status: 'completed', ...litres })).toBe(stays)
})

test.each(['held', 'voided', 'expired', 'declined'] as const)('nothing was dispensed: %s', (status) => {
  expect(netVolume({ status, volume: HELD, billed: null, reversed: 0 })).toBeNull()
})
