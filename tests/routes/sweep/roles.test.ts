import { afterAll, describe, expect, test } from 'vitest'
import { staffRoles } from '#app/domain/kernel/roles.ts'
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
  else if (role === 'person' && !/^\/(admin|till)(\/|$)/.test(pattern)) expect(to).toBe('/company')
  else expect(answer.status).toBe(403)
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
        else expect([202, 403]).toContain(sent.status)
      }
    }
    if (!allowed.includes(role)) expect(await world.actions()).toBe(before)
  })
})

/** Whoever is signed in keeps the own name, password and sessions. */
const isOwn = ({ pattern }: { pattern: string }) => pattern === '/profile' || pattern.startsWith('/profile/')

/** Paths of the links and forms of a page; a form without an action is sent to its own page. */
function leadsOf(html: string, own: string): { links: string[]; forms: string[] } {
  const attributes = (tag: string, name: string) =>
    [...html.matchAll(new RegExp(`<${tag}\\b([^>]*)>`, 'g'))].map(([, text = '']) => ({
      text,
      to: new RegExp(`\\b${name}="([^"]*)"`).exec(text)?.[1]?.replace(/[?#].*$/, ''),
    }))
  return {
    links: attributes('a', 'href').flatMap(({ to }) => (to?.startsWith('/') ? [to] : [])),
    forms: attributes('form', 'action').flatMap(({ text, to }) =>
      /method="post"/i.test(text) ? [to ?? own] : [],
    ),
  }
}

function routeAt(path: string) {
  const fits = (pattern: string) => new RegExp(`^${pattern.replace(/:\w+/g, '[^/]+')}$`).test(path)
  const exact = routes.find(({ pattern }) => pattern === path)
  return exact ?? routes.find(({ pattern }) => fits(pattern))
}

describe.each(staffRoles)('security 22: what pages offer as %s', (role) => {
  test.each(shut.filter((route) => route.isPage && route.reads && allowedAt(route).includes(role)))(
    'security 22: no link and no form of $pattern is refused',
    async ({ pattern }) => {
      const path = pathOf(pattern, parametersOf(world, pattern).there)
      const { links, forms } = leadsOf(await (await world.visitors[role]().get(path)).text(), path)
      const refused = [...links, ...forms].filter((lead) => {
        const route = routeAt(lead)
        return route !== undefined && !allowedAt(route).includes(role)
      })
      expect(refused).toEqual([])
    },
  )
})

describe('security 22: the narrowest roles', () => {
  test.each(shut.filter((route) => route.acts && !isOwn(route)))(
    'security 22: an auditor sends nothing to $pattern',
    async ({ pattern }) => {
      const path = pathOf(pattern, parametersOf(world, pattern).there)
      expect((await world.visitors.auditor().post(path, wholeForms[pattern])).status).toBe(403)
    },
  )

  test.each(shut.filter((route) => !isOwn(route) && !/^\/till(\/|$)/.test(route.pattern)))(
    'security 22: a cashier has no $pattern',
    async ({ pattern, reads, acts }) => {
      const cashier = world.visitors.cashier()
      const path = pathOf(pattern, parametersOf(world, pattern).there)
      if (reads) expect((await cashier.get(path)).status).toBe(403)
      if (acts) expect((await cashier.post(path, wholeForms[pattern])).status).toBe(403)
    },
  )

  test('security 22: a cashier has the till, the profile, a language and a look', async () => {
    const cashier = world.visitors.cashier()
    expect(whereTo(await cashier.get('/'))).toBe('/till')
    // This phone has no shift yet.
    expect(whereTo(await cashier.get('/till'))).toBe('/till/shift')
    for (const path of ['/till/shift', '/profile']) expect((await cashier.get(path)).status).toBe(200)
    const words = await (await cashier.get('/till/shift')).text()
    expect(words).not.toContain('href="/admin')
    for (const [path, fields] of [
      ['/language', { locale: 'ru', redirectTo: '/till' }],
      ['/theme', { theme: 'dark', redirectTo: '/till' }],
    ] as const)
      expect(whereTo(await cashier.post(path, fields))).toBe('/till')
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
