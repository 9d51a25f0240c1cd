import { expect, test } from 'vitest'
import { Order } from './order.ts'

test('the first stays, the others follow from the quickest', () => {
  const order = new Order()
  order.passed('slow', 9_000)
  order.passed('quick', 100)
  expect(order.of('a.ts', ['own', 'slow', 'unknown', 'quick'])).toEqual(['own', 'quick', 'slow', 'unknown'])
})

test('what noticed much goes ahead of what is a little quicker', () => {
  const order = new Order()
  order.passed('slow', 9_000)
  order.passed('quick', 4_000)
  for (let change = 0; change < 9; change += 1) order.noticed('b.ts', 'slow')
  expect(order.of('a.ts', ['own', 'quick', 'slow'])).toEqual(['own', 'slow', 'quick'])
})

test('what noticed a change of the same file goes ahead of what noticed many of others', () => {
  const order = new Order()
  order.passed('of others', 1_000)
  order.passed('of this one', 3_000)
  for (let change = 0; change < 5; change += 1) order.noticed('b.ts', 'of others')
  order.noticed('a.ts', 'of this one')
  expect(order.of('a.ts', ['own', 'of others', 'of this one'])).toEqual(['own', 'of this one', 'of others'])
  expect(order.of('b.ts', ['own', 'of others', 'of this one'])).toEqual(['own', 'of others', 'of this one'])
})

test('only what passed as a whole is known to pass', () => {
  const order = new Order()
  order.noticed('a.ts', 'broken')
  expect(order.hasPassed('broken')).toBe(false)
  order.passed('whole', 1)
  expect(order.hasPassed('whole')).toBe(true)
})
