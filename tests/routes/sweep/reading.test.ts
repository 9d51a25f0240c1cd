import { afterAll, describe, expect, test } from 'vitest'
import { acceptInvitation } from '#app/domain/invitations/acceptance.server.ts'
import { inviteClient } from '#app/domain/invitations/invitations.server.ts'
import { device } from '#tests/support/fixtures.ts'
import { stateOf } from '#tests/support/state.ts'
import { everyRoute, pathOf } from './site-map.ts'
import { createWorld, parametersOf } from './world.ts'

const routes = await everyRoute()
const world = await createWorld()
const { cabinet, people } = world

afterAll(() => world.end())

/** Company A's owner works for B too, and the cabinet shows B: everything of A is of the other company. */
const elsewhere = await cabinet.client(world.strangersCompany, 'owner')
await inviteClient(await cabinet.system(), {
  email: elsewhere.email,
  companyId: world.objects.company,
  role: 'owner',
  locale: 'ru',
})
await acceptInvitation(elsewhere.ctx, await cabinet.tokenMailedTo(elsewhere.email), { password: '' }, device)

const asked = ['', '?q=1&cursor=1&for=1&redirectTo=/cards', '.data']

describe.each(routes)('reading $pattern', ({ pattern }) => {
  test('changes nothing, whoever reads: not the company that the cabinet shows either', async () => {
    const path = pathOf(pattern, parametersOf(world, pattern).there)
    const before = await stateOf(cabinet.db)
    for (const person of [elsewhere, people.owner, people.administrator]) {
      for (const suffix of asked) {
        for (const method of ['GET', 'HEAD']) {
          const headers = { 'Sec-Fetch-Site': 'cross-site', 'Sec-Fetch-Mode': 'navigate' }
          const answer = await world.as(person).send(path + suffix, { method, headers })
          expect(answer.status).toBeLessThan(500)
          await answer.text()
        }
      }
    }
    expect(await stateOf(cabinet.db)).toEqual(before)
  })
})
