import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { inviteStaff } from '#app/domain/invitations/invitations.server.ts'
import { type Module, modules } from '#app/domain/kernel/modules.ts'
import { moduleOf, traitsOf, UNMATCHED } from '#app/http/url-traits.ts'
import { apiKey, apiOf } from '#tests/support/api.ts'
import { type App, startApp } from '#tests/support/app.ts'
import { newAddress } from '#tests/support/fixtures.ts'
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
    startApp(world.cabinet, { settings: { modules: modules.filter((module) => !off.includes(module)) } })
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

const ownerOf = (pattern: string) => moduleOf(pattern, traitsOf(pattern))

test('every module has a page of its own', () => {
  expect(new Set(routes.map(({ pattern }) => ownerOf(pattern)))).toEqual(new Set([null, ...modules]))
})

describe.each(modules)('without %s', (module) => {
  test('its own pages are not there, and every other page is', async () => {
    const { administrator, cashier, owner } = world.people
    for (const { pattern, reads } of routes) {
      const path = pathOf(pattern, parametersOf(world, pattern).there)
      const answers = [administrator, cashier, owner].map(async (person) => {
        const visitor = without(module).as(person)
        return (reads ? await visitor.get(path) : await visitor.post(path, {})).status
      })
      const guest = await without(module).visitor().get(path)
      const isGone = [...(await Promise.all(answers)), guest.status].every((status) => status === 404)
      // The page for what is not there is not there for anybody.
      if (pattern !== '/*') expect([pattern, isGone]).toEqual([pattern, ownerOf(pattern) === module])
    }
  })
})

describe('without any module', () => {
  test.each(['guest', 'owner', 'administrator', 'cashier'] as const)(
    'no page of %s leads to what is switched off',
    async (role) => {
      const app = without('all')
      const visitor = role === 'guest' ? app.visitor() : app.as(world.people[role])
      let links = 0
      for (const { pattern, reads } of routes) {
        if (!reads) continue
        const page = await (await visitor.get(pathOf(pattern, parametersOf(world, pattern).there))).text()
        for (const [, target = ''] of page.matchAll(/\s(?:href|action|formaction)="(\/[^"?#]*)/gi)) {
          links++
          const found = patternOf(target)
          expect([pattern, target, found === UNMATCHED ? null : ownerOf(found)]).toEqual([
            pattern,
            target,
            null,
          ])
        }
      }
      expect(links).toBeGreaterThan(50)
    },
  )

  test('no key opens the API, whose document is gone too', async () => {
    const api = apiOf(without('all'), await apiKey(world.cabinet, { scopes: ['pump', 'read'] }))
    for (const path of ['/api/v1/stations', '/api/v1/nothing', '/api/openapi.json']) {
      expect([path, (await api.get(path)).status]).toEqual([path, 404])
    }
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
