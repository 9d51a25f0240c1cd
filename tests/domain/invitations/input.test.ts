import { expect, test } from 'vitest'
import {
  AcceptInvitation,
  ContactChoice,
  InvitationFilter,
  InviteClient,
  InviteStaff,
} from '#app/domain/invitations/invitations.input.server.ts'
import { type Bounds, testBounds, upTo } from '#tests/support/bounds.ts'

const invited = { email: 'a@example.kz', locale: 'ru' }
const name = upTo(200, { optional: true })
const id: Bounds = { takes: ['1', ' 1 '], refuses: ['0', '1.5', '1e3', '0x10', ''] }

testBounds('a client', InviteClient, { ...invited, role: 'owner', companyId: '1' }, { name, companyId: id })
testBounds('a colleague of the staff', InviteStaff, { ...invited, role: 'support' }, { name })
testBounds(
  'a choice of companies',
  ContactChoice,
  {},
  {
    companyIds: { takes: [['1'], Array(500).fill('1')], refuses: [[], Array(501).fill('1')] },
  },
)
testBounds('an acceptance', AcceptInvitation, {}, { password: upTo(2_000, { optional: true }) })

test('a new password is typed twice alike, and one that is there once', () => {
  const refused = (form: object) => AcceptInvitation.safeParse(form).error?.issues.map(({ path }) => path[0])
  expect(refused({ password: 'typed' })).toBeUndefined()
  expect(refused({ password: 'typed', passwordConfirmation: 'typed' })).toBeUndefined()
  expect(refused({ password: 'typed', passwordConfirmation: 'other' })).toEqual(['passwordConfirmation'])
  const long = 'a'.repeat(2_001)
  expect(refused({ password: long, passwordConfirmation: long })).toEqual([
    'password',
    'passwordConfirmation',
  ])
})

test('a list of what makes no sense is the list of all', () => {
  expect(InvitationFilter.parse({ companyId: '0', state: 'x', reinvite: '2' })).toEqual({})
})
