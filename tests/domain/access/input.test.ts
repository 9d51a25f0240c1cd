import { describe, expect, test } from 'vitest'
import { ChangePassword, NewPassword, SignIn, typedAddress } from '#app/domain/access/access.input.server.ts'
import { testBounds, upTo } from '#tests/support/bounds.ts'

const email = 'person@example.kz'

testBounds('signing in', SignIn, { email, password: 'a' }, { password: upTo(2_000) })

test.each([
  ['on', true],
  ['1', true],
  ['true', true],
  ['0', false],
  ['false', false],
  ['', false],
  [undefined, false],
])('a box that says "%s" keeps somebody signed in: %s', (remember, kept) => {
  expect(SignIn.parse({ email, password: 'a', remember }).remember).toBe(kept)
})

describe.each([
  ['a new password', NewPassword, {}],
  ['a changed password', ChangePassword, { currentPassword: 'old' }],
] as const)('%s', (_, schema, current) => {
  test('is typed twice alike', () => {
    const parse = (passwordConfirmation: string) =>
      schema.safeParse({ ...current, password: 'typed', passwordConfirmation })
    expect(parse('typed').success).toBe(true)
    expect(parse('Typed').error?.issues).toMatchObject([
      { message: 'passwords_differ', path: ['passwordConfirmation'] },
    ])
  })
})

test('an address is known in its stored form, and what is none as nothing', () => {
  expect(typedAddress(' Person@Example.KZ ')).toBe(email)
  expect(typedAddress('person')).toBe('')
})
