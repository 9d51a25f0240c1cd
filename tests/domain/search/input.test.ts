import { expect, test } from 'vitest'
import { SearchInput } from '#app/domain/search/search.input.server.ts'

test('what is searched for is whole, in one form and with single spaces', () => {
  const typed = ['  Алтын \u00a0 Дала\n', 'и\u0306', undefined, ['two'], 'x'.repeat(500)]
  expect(typed.map((q) => SearchInput.parse({ q }).q)).toEqual([
    'Алтын Дала',
    'й',
    undefined,
    undefined,
    'x'.repeat(500),
  ])
})
