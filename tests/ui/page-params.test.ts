import { expect, test } from 'vitest'
import { paramsOf } from '#app/browser/page-state.ts'

test.each([
  ['cards/:id/block', '/cards/12/block', { id: '12' }],
  ['invitation/:token', '/invitation/%D1%8F', { token: 'я' }],
  ['invitation/:token', '/invitation/%zz', { token: '%zz' }],
  ['*', '/no/%zz/page', {}],
  ['', '/', {}],
])('of the route %s the address %s names %j', (path, pathname, params) => {
  expect(paramsOf(path, pathname)).toEqual(params)
})
