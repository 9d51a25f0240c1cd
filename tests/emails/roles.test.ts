import { expect, test } from 'vitest'
import * as kernel from '#app/domain/kernel/roles.ts'
import * as emails from '#emails/roles.ts'

test('letters know every role that there is', () => {
  expect(emails.clientRoles).toEqual(kernel.clientRoles)
  expect(emails.staffRoles).toEqual(kernel.staffRoles)
})
