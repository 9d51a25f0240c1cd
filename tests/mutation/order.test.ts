import { expect, test } from 'vitest'
import { Order } from './order.ts'

test('the first stays, the others follow from the quickest', () => {
  const order = new Order()
  order.passed('slow', 9_000)
  order.passed('quick', 100)
  expect(order.of(['own', 'slow', 'unknown', 'quick'])).toEqual(['own', 'quick', 'slow', 'unknown'])
})

test('what noticed much goes ahead of what is a little quicker', () => {
  const order = new Order()
  order.passed('slow', 9_000)
  order.passed('quick', 4_000)
  for (let change = 0; change < 9; change += 1) order.noticed('slow')
  expect(order.of(['own', 'quick', 'slow'])).toEqual(['own', 'slow', 'quick'])
})

test('only what passed as a whole is known to pass', () => {
  const order = new Order()
  order.noticed('broken')
  expect(order.hasPassed('broken')).toBe(false)
  order.passed('whole', 1)
  expect(order.hasPassed('whole')).toBe(true)
})
