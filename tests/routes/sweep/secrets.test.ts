import { afterAll, describe, expect, test } from 'vitest'
import { findCoupon } from '#app/domain/coupons/coupons.server.ts'
import { GOOD_PASSWORD } from '#tests/support/fixtures.ts'
import { everyRoute, pathOf } from './site-map.ts'
import { createWorld, parametersOf, type VisitorRole } from './world.ts'

/** The local mailbox shows letters as their recipients get them, links and all: see its own tests. */
const routes = (await everyRoute()).filter(({ reads, pattern }) => reads && !pattern.startsWith('/mailbox'))
const world = await createWorld()
const { cabinet, people, objects } = world
const token = await cabinet.tokenMailedTo(await invitedAddress())

afterAll(() => world.end())

async function invitedAddress(): Promise<string> {
  const row = await cabinet.db
    .selectFrom('invitations')
    .select('email')
    .where('id', '=', objects.invitation)
    .executeTakeFirstOrThrow()
  return row.email
}

/** Nobody's to read: a coupon's QR payload, hashes, other people's sessions, the token of a mailed link. */
const secrets: [name: string, secret: string | RegExp][] = [
  ['a QR payload', /payload-of-|qr_ciphertext|qr_key_id/],
  ['a password', GOOD_PASSWORD],
  ['a password’s hash', /\$argon2|password_hash|password_version/],
  ['a token’s hash', /token_hash|address_key|lease_token/],
  ['a link’s token', token],
  ...Object.entries(people).map(([name, person]): [string, string] => [
    `the session of ${name}`,
    person.token,
  ]),
]

function expectNoSecret(where: string, text: string): void {
  for (const [name, secret] of secrets) {
    const found = typeof secret === 'string' ? text.includes(secret) : secret.test(text)
    expect([where, name, found]).toEqual([where, name, false])
  }
}

const readers = ['viewer', 'owner', 'support', 'administrator'] as const satisfies VisitorRole[]

describe.each(routes)('security 22: $pattern', ({ pattern }) => {
  test('security 22: holds no secret, as a page and as its data', async () => {
    const path = pathOf(pattern, parametersOf(world, pattern).there)
    for (const role of readers) {
      for (const spelling of [path, `${path}.data`]) {
        expectNoSecret(`${role} ${spelling}`, await (await world.visitors[role]().get(spelling)).text())
      }
    }
  })
})

test('security 22: the code of a coupon is drawn for who may, and told to nobody as text', async () => {
  const path = `/coupons/${objects.coupon.id}/qr`
  const shown = await world.visitors.manager().post(path)
  expect(shown.status).toBe(200)
  expect(shown.headers.get('Cache-Control')).toBe('no-store')
  expectNoSecret(path, await shown.text())
  for (const role of ['viewer', 'support', 'administrator'] as const)
    expect([role, (await world.visitors[role]().post(path)).status]).toEqual([role, 403])
  const companyId = people.owner.ctx.actor.kind === 'client' ? people.owner.ctx.actor.companyId : undefined
  if (companyId === undefined) throw new Error('the owner is no client')
  const { history } = await findCoupon(people.owner.ctx, companyId, objects.coupon.id)
  expect(history.map(({ what, by }) => [what, by])).toEqual([
    ['qr_shown', { kind: 'person', name: people.manager.email }],
  ])
})

test('security 1: the log and the audit log hold none of it either, whatever was sent', async () => {
  const guest = world.visitors.guest()
  await guest.get(`/invitation/${token}`)
  await guest.get(`/invitation/${token}/x?password=${encodeURIComponent(GOOD_PASSWORD)}`)
  await guest.post(`/invitation/${token}`, { password: 'short', passwordConfirmation: 'short' })
  await guest.post('/sign-in', { email: people.owner.email, password: GOOD_PASSWORD })
  expectNoSecret('the log', world.logged().join(''))
  const rows = await cabinet.db.selectFrom('audit_log').select(['data', 'actor_label']).execute()
  expectNoSecret('the audit log', JSON.stringify(rows))
})
