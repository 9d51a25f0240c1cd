import { describe, expect, test } from 'vitest'
import { Email, normaliseEmail } from '#app/domain/kernel/email.input.server.ts'

describe('security 10: an address has one form', () => {
  test.each([
    ['  Owner@Example.KZ ', 'owner@example.kz'],
    ['owner@пример.қаз', 'owner@xn--e1afmkfd.xn--80ao21a'],
    ['owner@KAZ\u212AOM.kz', 'owner@kazkom.kz'],
    ['o.w+n_e-r@sub.example.kz', 'o.w+n_e-r@sub.example.kz'],
  ])('security 10: %j is stored as %j', (typed, stored) => {
    expect(normaliseEmail(typed)).toBe(stored)
  })

  test.each([
    'josé@example.kz',
    '\u212Aaz@example.kz',
    'иван@example.kz',
    'a@b',
    'a@b@example.kz',
    'a b@example.kz',
    '.a@example.kz',
    'a..b@example.kz',
    '"a b"@example.kz',
    'a@example.kz.',
    'a@[127.0.0.1]',
    'a@1.2.3.4',
    'a@0x7f.1',
    'a@ex%41mple.kz',
    'a@-example.kz',
    'a@exam_ple.kz',
    'a@example.kz\r\nBcc: b@example.kz',
    'a@example.kz, b@example.kz',
    `${'a'.repeat(65)}@example.kz`,
    `a@${'b'.repeat(63)}.${'c'.repeat(63)}.${'d'.repeat(63)}.${'e'.repeat(63)}.kz`,
    '',
  ])('security 10: %j is no address', (typed) => {
    expect(normaliseEmail(typed)).toBeNull()
  })

  test('security 10: the schema names what is wrong', () => {
    expect(Email.safeParse('').error?.issues[0]?.message).toBe('required')
    expect(Email.safeParse('a@b').error?.issues[0]?.message).toBe('email_invalid')
    expect(Email.parse(' A@Example.kz')).toBe('a@example.kz')
    expect(Email.safeParse(['a@example.kz', 'b@example.kz']).success).toBe(false)
    expect(Email.safeParse(7).success).toBe(false)
  })
})
