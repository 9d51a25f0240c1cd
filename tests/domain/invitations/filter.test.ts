import { expect, test } from 'vitest'
import { InvitationFilter } from '#app/domain/invitations/invitations.input.server.ts'

test('a link of an earlier release still shows those who asked for a new invitation', () => {
  expect(InvitationFilter.parse({ wished: '1', state: 'expired' })).toEqual({
    reinvite: '1',
    state: 'expired',
  })
  expect(InvitationFilter.parse({ reinvite: '1' })).toEqual({ reinvite: '1' })
  expect(InvitationFilter.parse({})).toEqual({})
})
