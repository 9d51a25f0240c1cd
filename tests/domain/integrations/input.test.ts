import { expect, test } from 'vitest'
import { NewApiKey, NewOwnApiKey } from '#app/domain/integrations/integrations.input.server.ts'
import { type Bounds, testBounds, upTo } from '#tests/support/bounds.ts'

const name: Bounds = { ...upTo(120), refuses: [...upTo(120).refuses, 'a\u0007b'] }
const days: Bounds = { takes: ['', '1', '3660'], refuses: ['0', '3661', '1.5', 'soon'] }
const stations: Bounds = {
  takes: ['a'.repeat(50), Array(200).fill('a')],
  refuses: ['a'.repeat(51), Array(201).fill('a')],
}
const company: Bounds = { takes: ['1'.repeat(12)], refuses: ['1'.repeat(13)] }

testBounds('a key', NewApiKey, { name: 'a', scopes: 'read' }, { name, days, stations, company })
testBounds("a client's own key", NewOwnApiKey, { name: 'a', scopes: 'read' }, { name, days })

test.each([
  [NewApiKey, 'pump'],
  [NewOwnApiKey, 'read'],
])('a key has one scope at least', (schema, scope) => {
  const parse = (scopes: unknown) => schema.safeParse({ name: 'a', scopes })
  expect(parse(scope).data?.scopes).toEqual([scope])
  for (const none of [undefined, []])
    expect(parse(none).error?.issues).toMatchObject([{ message: 'required', path: ['scopes'] }])
  expect(parse('everything').success).toBe(false)
})

test('stations are read from a text and from a list, and none is all', () => {
  const read = (stations: unknown) => NewApiKey.parse({ name: 'a', scopes: 'read', stations }).stations
  expect(read(' A-1, A-2;\nA-3 ')).toEqual(['A-1', 'A-2', 'A-3'])
  expect(read(['A-1', 'A-2'])).toEqual(['A-1', 'A-2'])
  expect(read(undefined)).toEqual([])
})

test('a key without days has no end', () => {
  expect(NewApiKey.parse({ name: 'a', scopes: 'read', days: '' }).days).toBeUndefined()
  expect(NewApiKey.parse({ name: 'a', scopes: 'read', days: '30' }).days).toBe(30)
})
