import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { inviteStaff } from '#app/domain/invitations/invitations.server.ts'
import { type Module, moduleNeeds, modules, modulesWithout } from '#app/domain/kernel/modules.ts'
import { modulesOf, traitsOf, UNMATCHED } from '#app/http/url-traits.ts'
import { jobs } from '#app/worker/jobs.ts'
import { apiKey, apiOf, binOf } from '#tests/support/api.ts'
import { documented } from '#tests/support/api-document.ts'
import { type App, startApp } from '#tests/support/app.ts'
import { newAddress, type Person } from '#tests/support/fixtures.ts'
import { siteOfSources } from '#tests/support/site.ts'
import { everyRoute, pathOf } from './site-map.ts'
import { createWorld, parametersOf } from './world.ts'

/** The mailbox shows letters, whose links lead where they led when they were sent. */
const routes = (await everyRoute()).filter(({ pattern }) => !pattern.startsWith('/mailbox'))
const world = await createWorld()
const { patternOf } = await siteOfSources()
const apps = new Map<Module | 'all', App>()

beforeAll(async () => {
  const without = (off: readonly Module[]) =>
    startApp(world.cabinet, { settings: { modules: modulesWithout((module) => off.includes(module)) } })
  apps.set('all', await without(modules))
  for (const module of modules) apps.set(module, await without([module]))
})
afterAll(async () => {
  for (const app of apps.values()) await app.stop()
  await world.end()
})

function without(module: Module | 'all'): App {
  const app = apps.get(module)
  if (!app) throw new Error('no such app')
  return app
}

const ownersOf = (pattern: string) => modulesOf(pattern, traitsOf(pattern))
/** Whether the page is gone where this part is. */
const goesWith = (pattern: string, module: Module) =>
  ownersOf(pattern).some((owner) => owner === module || moduleNeeds[owner] === module)

test('every module has a page of its own', () => {
  expect(new Set(routes.flatMap(({ pattern }) => ownersOf(pattern)))).toEqual(new Set(modules))
})

/** Somebody new, whose session nothing has ended yet. */
function personOf(role: 'owner' | 'administrator' | 'cashier'): Promise<Person> {
  const { cabinet, objects } = world
  return role === 'owner' ? cabinet.client(objects.company) : cabinet.staff(role)
}

/** Whether the page is there for anybody at all. */
async function isThere(off: Module | 'all', { pattern, reads }: (typeof routes)[number]): Promise<boolean> {
  const { administrator, cashier, owner } = world.people
  const path = pathOf(pattern, parametersOf(world, pattern).there)
  for (const person of [owner, administrator, cashier]) {
    const visitor = without(off).as(person)
    const { status } = await (reads ? visitor.get(path) : visitor.post(path, {}))
    if (status !== 404) return true
  }
  return (await without(off).visitor().get(path)).status !== 404
}

test.each(modules)('without %s its own pages are not there', async (module) => {
  const own = routes.filter(({ pattern }) => goesWith(pattern, module))
  expect(own.length).toBeGreaterThan(0)
  for (const route of own)
    expect([route.pattern, await isThere(module, route)]).toEqual([route.pattern, false])
})

test('without any part every page of no part is there', async () => {
  // The page for what is not there is not there for anybody.
  const others = routes.filter(({ pattern }) => ownersOf(pattern).length === 0 && pattern !== '/*')
  for (const route of others)
    expect([route.pattern, await isThere('all', route)]).toEqual([route.pattern, true])
})

describe('without any module', () => {
  test.each(['guest', 'owner', 'administrator', 'cashier'] as const)(
    'no page of %s leads to what is switched off',
    async (role) => {
      const app = without('all')
      // Of its own session: pages that others were asked for may have ended theirs.
      const visitor = role === 'guest' ? app.visitor() : app.as(await personOf(role))
      let links = 0
      const astray: string[] = []
      for (const { pattern, reads } of routes) {
        if (!reads) continue
        const page = await (await visitor.get(pathOf(pattern, parametersOf(world, pattern).there))).text()
        for (const [, target = ''] of page.matchAll(/\s(?:href|action|formaction)="(\/[^"?#]*)/gi)) {
          links++
          const found = patternOf(target)
          if (found !== UNMATCHED && ownersOf(found).length > 0) astray.push(`${pattern} leads to ${target}`)
        }
      }
      expect([...new Set(astray)]).toEqual([])
      expect(links).toBeGreaterThan(role === 'guest' ? 50 : 1000)
    },
  )

  test('no letter and no webhook comes of a job whose part is off', () => {
    const owned = jobs.flatMap(({ name, module }) => (module ? [[name, module]] : []))
    expect(owned).toEqual([
      ['payments', 'account'],
      ['named-accounts', 'account'],
      ['unusual-fills', 'unusual'],
      ['low-balances', 'account'],
      ['signals', 'signals'],
    ])
  })

  test('no key opens the API, whose document is gone too', async () => {
    const api = apiOf(without('all'), await apiKey(world.cabinet, { scopes: ['pump', 'read'] }))
    for (const path of ['/api/v1/stations', '/api/v1/nothing', '/api/openapi.json']) {
      expect([path, (await api.get(path)).status]).toEqual([path, 404])
    }
  })

  test.each([
    ['webhooks', '/api/v1/webhook-endpoints'],
    ['rules', '/api/v1/cards/{id}/rule'],
  ] as const)('without %s its paths are gone from the API and its document', async (module, path) => {
    const company = await binOf(world.cabinet, world.objects.company)
    const api = apiOf(without(module), await apiKey(world.cabinet, { company, scopes: ['read', 'manage'] }))
    const document = await api.get('/api/openapi.json')
    expect(Object.keys(Object(document.body.paths))).not.toContain(path)
    expect(document.body.webhooks === undefined).toBe(module === 'webhooks')
    expect((await api.get(path.replace('{id}', '1'))).status).toBe(404)
    expect(Object.keys(documented().paths)).toContain(path)
  })

  test('nobody becomes a cashier', async () => {
    const { ctx } = world.people.administrator
    const settings = { ...ctx.settings, modules: [] }
    const invited = inviteStaff(
      { ...ctx, settings },
      { email: newAddress(), role: 'cashier', locale: 'ru', station: world.objects.station.code },
    )
    await expect(invited).rejects.toMatchObject({ code: 'till_off' })
  })
})
