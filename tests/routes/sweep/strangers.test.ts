import { afterAll, describe, expect, test } from 'vitest'
import { readable } from '#tests/support/matchers.ts'
import { allowedAt, isOpen } from './access.ts'
import { everyRoute, pathOf } from './site-map.ts'
import { createWorld, HOLDER, parametersOf } from './world.ts'

const NOT_STAFF = /^\/(?!admin(\/|$))/
/** Pages of one thing of a company or a person: whoever else asks for it gets the answer of a thing that is not there. */
/** The stations of the network are nobody's own. */
const STATION = '/stations/:code'
const routesWithIds = (await everyRoute()).filter(
  (route) =>
    route.pattern.includes(':') &&
    route.pattern !== STATION &&
    // A cashier's, whose own tests are in tests/domain/till.
    !route.pattern.startsWith('/till/') &&
    !isOpen(route) &&
    NOT_STAFF.test(route.pattern),
)
const world = await createWorld()

afterAll(() => world.end())

/** What a person reads of a page, what a script reads of its data; without what differs between any two answers. */
function comparable(text: string): string {
  if (text.startsWith('<')) return readable(text)
  return text.replace(/"requestId","\w{12}"|"formNonce","[\w-]{22}"/g, '').replace(/[2-9a-z]{12}/g, '')
}

test('security 22: there are pages of things', () => {
  expect(routesWithIds.length).toBeGreaterThan(10)
})

describe.each(routesWithIds)('security 22: $pattern of another company', (route) => {
  const { pattern } = route
  const secrets = [world.objects.card.number, world.objects.coupon.number, HOLDER, world.people.viewer.email]

  /** Of a stranger who is an owner: what he may not see he may not see for being a stranger. */
  async function answersTo(params: Record<string, string>): Promise<Record<string, Response>> {
    const path = pathOf(pattern, params)
    const answers: Record<string, Response> = {}
    for (const spelling of [path, `${path}.data`]) {
      if (route.reads) {
        answers[`GET ${spelling}`] = await world.stranger.get(spelling)
        answers[`HEAD ${spelling}`] = await world.stranger.get(spelling, { method: 'HEAD' })
      }
      if (route.acts) answers[`POST ${spelling}`] = await world.stranger.post(spelling)
      // What one of the thing's other forms would hold, smuggled in.
      if (route.acts)
        answers[`POST role ${spelling}`] = await world.stranger.post(spelling, { role: 'owner' })
    }
    return answers
  }

  test('security 22: is not there, as a page, as data and as a form, and nothing happens', async () => {
    expect(allowedAt(route)).toContain('owner')
    const { there, nowhere } = parametersOf(world, pattern)
    const before = await world.actions()
    const foreign = await answersTo(there)
    expect(await world.actions()).toBe(before)
    const missing = Object.values(await answersTo(nowhere))
    for (const [index, [what, answer]] of Object.entries(foreign).entries()) {
      expect([what, answer.status]).toEqual([what, statusFor(what)])
      const text = await answer.text()
      for (const secret of secrets) expect([what, text.includes(String(secret))]).toEqual([what, false])
      expect([what, comparable(text)]).toEqual([what, comparable((await missing[index]?.text()) ?? '')])
    }
  })
})

/** A form without its fields is refused before anybody looks for the thing. */
function statusFor(what: string): number | unknown {
  return what.startsWith('POST /team/') && !what.includes('invitations') && what.includes('/role')
    ? expect.toSatisfy((status: number) => status === 400 || status === 404)
    : 404
}
