import { afterAll, describe, expect, test } from 'vitest'
import { allowedAt, isOpen, strayNames, wholeForms } from './access.ts'
import { everyRoute, pathOf } from './site-map.ts'
import { createWorld, parametersOf, type VisitorRole, visitorRoles } from './world.ts'

const routes = await everyRoute()
const shut = routes.filter((route) => !isOpen(route))
const world = await createWorld()

afterAll(() => world.end())

/** What somebody hears who may not: the same for a page, its data and a form. */
function expectRefusal(role: VisitorRole, pattern: string, answer: Response): void {
  const to = whereTo(answer)
  if (role === 'guest') expect(to).toMatch(/^\/sign-in(\?redirectTo=|$)/)
  else if (role === 'person' && !pattern.startsWith('/admin')) expect(to).toBe('/company')
  else expect(refusalsOf(pattern)).toContain(answer.status)
}

/** Staff have no company that they could choose: the form finds none. */
function refusalsOf(pattern: string): number[] {
  return pattern === '/company' ? [403, 404] : [403]
}

/** Each in full: tests/http/server/headers.test.ts. */
function expectGuarded({ status, headers }: Response): void {
  expect(status).toBeLessThan(500)
  expect(headers.get('Content-Security-Policy')).toMatch(/^default-src 'none'; /)
  expect(headers.get('X-Content-Type-Options')).toBe('nosniff')
  expect(headers.get('Cache-Control')).toBe('no-store')
}

function whereTo(answer: Response): string {
  return answer.headers.get('Location') ?? ''
}

function isRefusal(answer: Response): boolean {
  return [401, 403].includes(answer.status) || /^\/(sign-in|company)(\?|$)/.test(whereTo(answer))
}

test('security 22: the tables of who may what name pages that there are', () => {
  expect(strayNames(routes)).toEqual([])
})

describe.each(shut)('security 22: who may ask for $pattern', (route) => {
  const { pattern } = route
  const allowed = allowedAt(route)

  test.each(visitorRoles)('security 22: as %s', async (role) => {
    const visitor = world.visitors[role]()
    const { there, nowhere } = parametersOf(world, pattern)
    const before = await world.actions()
    if (route.reads) {
      const page = await visitor.get(pathOf(pattern, there))
      expectGuarded(page)
      if (!allowed.includes(role)) expectRefusal(role, pattern, page)
      else expect([page.status, whereTo(page), isRefusal(page)]).toEqual([page.status, whereTo(page), false])
    }
    if (route.acts && allowed.includes(role)) {
      // About a thing that is not there and without its fields, so that nothing changes for the rows that follow.
      const sent = await visitor.post(pathOf(pattern, nowhere))
      expectGuarded(sent)
      expect(sent.status).not.toBe(403)
    } else if (route.acts) {
      for (const spelling of ['', '.data']) {
        const sent = await visitor.post(pathOf(pattern, there) + spelling, wholeForms[pattern])
        expectGuarded(sent)
        if (spelling === '') expectRefusal(role, pattern, sent)
        else expect([202, ...refusalsOf(pattern)]).toContain(sent.status)
      }
    }
    if (!allowed.includes(role)) expect(await world.actions()).toBe(before)
  })
})

describe.each(shut.filter(({ reads }) => reads))('security 22: the data of $pattern', ({ pattern }) => {
  test('security 22: a guest gets none, whichever parts of the page are asked for', async () => {
    const path = pathOf(pattern, parametersOf(world, pattern).there)
    for (const query of ['', '?_routes=root', '?_routes=routes%2Fclient%2Fcoupon', '?_data=routes%2Froot']) {
      const text = await (await world.visitors.guest().get(`${path}.data${query}`)).text()
      for (const secret of secretsOf(world)) expect(text).not.toContain(secret)
    }
  })
})

/** Words of company A's that no page shows to who may not see them. */
function secretsOf({ objects, people }: typeof world): string[] {
  return [objects.card.number, objects.coupon.number, people.owner.email].filter((text) => text !== undefined)
}
