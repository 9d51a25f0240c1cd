import { expect, test } from 'vitest'
import { isStale } from '#app/domain/registers/staleness.ts'

const NOW = new Date('2026-11-28T07:00:00Z')
const before = (milliseconds: number) => new Date(NOW.getTime() - milliseconds)
const DAY_MS = 24 * 3_600_000

test.each([
  ['transactions', 3],
  ['cards', 7],
  ['coupons', 7],
  ['companies', 30],
  ['stations', 90],
] as const)('a register of %s is late after more than %d days', (kind, days) => {
  expect(isStale(kind, before(days * DAY_MS), NOW)).toBe(false)
  expect(isStale(kind, before(days * DAY_MS + 1), NOW)).toBe(true)
})
