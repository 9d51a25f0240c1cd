import { expect, test } from 'vitest'
import { BlockReason, CallersReason } from '#app/domain/kernel/block-reason.input.server.ts'
import { cursor, day, product, searchText } from '#app/domain/kernel/list-filter.input.server.ts'
import { testBounds, upTo } from '#tests/support/bounds.ts'

testBounds('a block', BlockReason, {}, { reason: upTo(200, { optional: true }) })
testBounds("a caller's block", CallersReason, {}, { reason: upTo(200) })

test.each([
  [' ДТ   зимнее\n', 'ДТ зимнее'],
  ['a', 'a'],
  [' ', undefined],
  [undefined, undefined],
  ['a'.repeat(101), 'a'.repeat(100)],
])('a search for %j looks for %j', (typed, looked) => {
  expect(searchText.parse(typed)).toBe(looked)
})

test.each([
  ['2000-01-01', '2000-01-01'],
  ['2099-12-31', '2099-12-31'],
  ['1999-12-31', undefined],
  ['2100-01-01', undefined],
  ['2026-02-29', undefined],
  ['2026', undefined],
])('the day %s in an address is %s', (text, read) => {
  expect(day.parse(text)).toBe(read)
})

test('a cursor has two hundred characters at most, and a product its sixteen', () => {
  expect(cursor.parse('c'.repeat(200))).toBe('c'.repeat(200))
  expect(cursor.parse('c'.repeat(201))).toBeUndefined()
  expect(product.parse('a'.repeat(16))).toBe('a'.repeat(16))
  expect(product.parse('a'.repeat(17))).toBeUndefined()
})
