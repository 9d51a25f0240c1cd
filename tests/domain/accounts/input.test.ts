import { expect, test } from 'vitest'
import { ChangeStaffRole, Profile } from '#app/domain/accounts/accounts.input.server.ts'
import { testBounds, upTo } from '#tests/support/bounds.ts'

testBounds('a profile', Profile, { locale: 'ru' }, { name: upTo(200, { optional: true }) })
testBounds(
  'the role of a cashier',
  ChangeStaffRole,
  { role: 'cashier' },
  { station: upTo(64, { optional: true }) },
)

test('a station that is left empty is none', () => {
  expect(ChangeStaffRole.parse({ role: 'support', station: ' ' })).toEqual({ role: 'support' })
  expect(ChangeStaffRole.parse({ role: 'cashier', station: ' A-1 ' })).toEqual({
    role: 'cashier',
    station: 'A-1',
  })
})
