import { afterAll, expect, test } from 'vitest'
import { inviteColleague } from '#app/domain/invitations/invitations.server.ts'
import { resendColleagueInvitation, resendInvitation } from '#app/domain/invitations/resend.server.ts'
import { revokeColleagueInvitation } from '#app/domain/invitations/revocation.server.ts'
import { createCabinet, newAddress } from '#tests/support/fixtures.ts'

const cabinet = await createCabinet()

afterAll(() => cabinet.destroy())

const tooMany = { code: 'too_many_requests' }

test('security 12: an owner cannot flood somebody with letters by sending an invitation again', async () => {
  const { ctx } = await cabinet.client(await cabinet.company())
  const email = newAddress('victim')
  const { id } = await inviteColleague(ctx, { email, role: 'viewer', locale: 'ru', name: '' })
  await resendColleagueInvitation(ctx, id)
  await resendColleagueInvitation(ctx, id)
  await expect(resendColleagueInvitation(ctx, id)).rejects.toMatchObject(tooMany)
  expect(await cabinet.lettersTo(email)).toHaveLength(3)
  // Whom the retailer invites, staff know.
  await resendInvitation((await cabinet.staff('support')).ctx, id)
  expect(await cabinet.lettersTo(email)).toHaveLength(4)
})

test('security 12: nor by sending it again many times at once', async () => {
  const { ctx } = await cabinet.client(await cabinet.company())
  const email = newAddress('victim')
  const { id } = await inviteColleague(ctx, { email, role: 'viewer', locale: 'ru', name: '' })
  const sent = await Promise.allSettled(Array.from({ length: 12 }, () => resendColleagueInvitation(ctx, id)))
  expect(sent.filter(({ status }) => status === 'fulfilled')).toHaveLength(2)
  expect(await cabinet.lettersTo(email)).toHaveLength(3)
})

test('security 12: nor by revoking and inviting anew', async () => {
  const { ctx } = await cabinet.client(await cabinet.company())
  const email = newAddress('victim')
  const invite = () => inviteColleague(ctx, { email, role: 'viewer', locale: 'ru', name: '' })
  for (let n = 0; n < 3; n++) await revokeColleagueInvitation(ctx, (await invite()).id)
  await expect(invite()).rejects.toMatchObject(tooMany)
  expect(await cabinet.lettersTo(email)).toHaveLength(3)
})

test('security 12: what other companies sent is neither counted nor told', async () => {
  const email = newAddress('victim')
  const invite = async () => {
    const { ctx } = await cabinet.client(await cabinet.company())
    return inviteColleague(ctx, { email, role: 'viewer', locale: 'ru', name: '' })
  }
  for (let n = 0; n < 4; n++) expect(await invite()).toMatchObject({ id: expect.any(Number) })
})
