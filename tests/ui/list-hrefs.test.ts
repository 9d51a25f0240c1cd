import { describe, expect, test } from 'vitest'
import { hrefWith, pageHrefs, queryOf, sortBy } from '#app/ui/list/list-hrefs.ts'

const url = (path: string) => new URL(path, 'http://cabinet.test')

describe('the URL of a list', () => {
  test.each([
    ['sets a value', { status: 'active' }, '/cards?q=1&cursor=x&status=active'],
    ['replaces a value', { q: '2' }, '/cards?q=2&cursor=x'],
    ['takes a value away by null', { cursor: null }, '/cards?q=1'],
    ['takes a value away by nothing', { q: '', cursor: undefined }, '/cards'],
    ['escapes a value', { q: 'a&b' }, '/cards?q=a%26b&cursor=x'],
  ])('%s', (_, change, expected) => {
    expect(hrefWith(url('/cards?q=1&cursor=x'), change)).toBe(expected)
  })

  test('is the page’s own where the router asked for its data', () => {
    expect(hrefWith(url('/cards.data?q=1'), {})).toBe('/cards?q=1')
  })

  test('leads to the page before and to the next, where there is one', () => {
    const first = pageHrefs(url('/users?q=1'), { previousCursor: null, nextCursor: 'x' })
    expect(first).toEqual({ previousHref: null, nextHref: '/users?q=1&cursor=x' })
    const last = pageHrefs(url('/users?q=1&cursor=x'), { previousCursor: 'y', nextCursor: null })
    expect(last).toEqual({ previousHref: '/users?q=1&cursor=y', nextHref: null })
  })

  test('is read with the first value of each name, without what Remix adds', () => {
    expect(queryOf(url('/cards?q=1&q=2&_routes=a&index=&sort=number'))).toEqual({ q: '1', sort: 'number' })
  })

  test('sorts by a column, and by a second press the other way round', () => {
    expect(sortBy('number', 'holder')).toEqual({ sort: 'number' })
    expect(sortBy('number', 'number')).toEqual({ sort: '-number', order: 'ascending' })
    expect(sortBy('number', '-number')).toEqual({ sort: 'number', order: 'descending' })
  })
})
