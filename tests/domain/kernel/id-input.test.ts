import { describe, expect, test } from 'vitest'
import { rowId, rowIdIn, rowIdInAddress, rowIdOrNone } from '#app/domain/kernel/id.input.server.ts'

/** What a form says of a field: the first of its faults. */
const faultOf = (field: typeof rowId | typeof rowIdOrNone, typed: string | undefined) =>
  field.safeParse(typed).error?.issues[0]?.message

describe.each([
  '0x10',
  '1e3',
  '1'.repeat(16),
  '9'.repeat(20),
  '0',
  '007',
  '-1',
  '+1',
  '1.5',
  '1,5',
  'a',
  '1 2',
])('what is no id, %s', (text) => {
  test('is refused by a form, no choice, and none in a line or an address', () => {
    expect(faultOf(rowId, text)).toBe('invalid')
    expect(faultOf(rowIdOrNone, text)).toBe('invalid')
    expect(rowIdInAddress.parse(text)).toBeUndefined()
    expect(rowIdIn(text)).toBeUndefined()
  })
})

test.each([
  ['1', 1],
  ['999999999999999', 999_999_999_999_999],
])('the id %s is a number', (text, id) => {
  expect([rowId.parse(text), rowIdOrNone.parse(text), rowIdInAddress.parse(text), rowIdIn(text)]).toEqual(
    Array(4).fill(id),
  )
  expect(rowId.parse(` ${text} `)).toBe(id)
})

test('an id that is needed is asked for, a choice may be empty', () => {
  expect(faultOf(rowId, ' ')).toBe('required')
  expect(rowId.safeParse(undefined).error?.issues[0]?.code).toBe('invalid_type')
  expect(rowIdOrNone.parse(' ')).toBeNull()
  expect(rowIdInAddress.parse('')).toBeUndefined()
  expect([rowIdIn(''), rowIdIn(null), rowIdIn(undefined)]).toEqual([undefined, undefined, undefined])
})
