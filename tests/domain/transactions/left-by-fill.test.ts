import { expect, test } from 'vitest'
import { leftByFill } from '#app/domain/transactions/transactions.ts'

const left = { operation: 'sale', remainder: 3_000, remainder_becomes: 'kept' } as const

test('a fill says what it left on a coupon and what became of it', () => {
  expect(leftByFill(left)).toEqual({ volume: 3_000, becomes: 'kept' })
})

test.each([
  ['a return', { operation: 'return' }],
  ['a correction', { operation: 'correction' }],
  ['a coupon used to the last drop', { remainder: 0 }],
  ['a fill of a card', { remainder: null, remainder_becomes: null }],
  ['a fill of which nobody knows it', { remainder_becomes: null }],
] as const)('%s left nothing', (_, other) => {
  expect(leftByFill({ ...left, ...other })).toBeNull()
})
