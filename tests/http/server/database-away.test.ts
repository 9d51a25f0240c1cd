import type { ActionFunctionArgs } from '@remix-run/node'
import { afterAll, afterEach, describe, expect, test } from 'vitest'
import { NoFields, submit } from '#app/http/forms/submit.server.ts'
import { contextOf } from '#app/http/session/guards.server.ts'
import { useRoot } from '#app/ui/layout/root-data.ts'
import { createDb } from '#db/connection/client.server.ts'
import { startApp } from '#tests/support/app.ts'
import { startDatabaseProxy } from '#tests/support/database-proxy.ts'
import { createCabinet, GOOD_PASSWORD, newBin } from '#tests/support/fixtures.ts'
import { startNodeProxies } from '#tests/support/node-proxies.ts'
import { siteOfSources } from '#tests/support/site.ts'

const cabinet = await createCabinet()
const proxy = await startDatabaseProxy(cabinet.url)
const db = createDb(proxy.url, { connections: 3 })
// Three seconds instead of fifteen.
const app = await startApp({ db }, { site: await siteOfSources({}, 3_000) })
const person = await cabinet.client(await cabinet.company())

afterEach(() => proxy.restore())
afterAll(async () => {
  await app.stop()
  await db.destroy()
  await proxy.stop()
  await cabinet.destroy()
})

describe('a database that is away', () => {
  test.each([
    ['ru', 'Кабинет временно недоступен'],
    ['en', 'The cabinet is temporarily unavailable'],
    ['kk', 'Кабинет уақытша қолжетімсіз'],
  ] as const)('is said in the language of the reader: %s', async (locale, words) => {
    await proxy.cut()
    for (const visitor of [app.visitor(), app.as(person)]) {
      for (const path of ['/sign-in', '/profile', '/', '/nothing']) {
        const answer = await visitor.in(locale).get(path)
        await expect(answer).toShow(words, 503)
        expect(answer.headers.get('Retry-After')).not.toBeNull()
        expect(answer.headers.get('Content-Language')).toBe(locale)
      }
    }
  })

  test('does nothing, loses nothing and tells nothing: a form says 503 too', async () => {
    await proxy.cut()
    const answer = await app.visitor().post('/sign-in', { email: person.email, password: GOOD_PASSWORD })
    await expect(answer).toShow('Кабинет временно недоступен', 503)
    expect(answer.headers.getSetCookie()).toEqual([])
    expect(await answer.text()).not.toMatch(/ECONN|ENOENT|\.sock|mysql/)
    const data = await app.visitor().get('/sign-in.data')
    expect(data.status).toBe(503)
    expect(await data.text()).toContain('database_away')
  })

  test('is back as soon as it is back, without a restart', async () => {
    await proxy.cut()
    expect((await app.as(person).get('/profile')).status).toBe(503)
    await proxy.restore()
    expect((await app.as(person).get('/profile')).status).toBe(200)
    expect(
      await app.visitor().post('/sign-in', { email: person.email, password: GOOD_PASSWORD }),
    ).toRedirectTo('/')
  })

  test('leaves the process alive and the load balancer informed', async () => {
    await proxy.cut()
    expect((await app.get('/healthz')).status).toBe(200)
    await expect.poll(async () => (await app.get('/readyz')).status).toBe(503)
    expect(await (await app.get('/readyz')).text()).toBe('database away')
    await proxy.restore()
    await expect.poll(async () => (await app.get('/readyz')).status).toBe(200)
    expect((await app.get('/robots.txt')).status).toBe(200)
  })

  test('still lets the metrics be read', async () => {
    await proxy.cut()
    const answer = await app.get('/metrics')
    expect(answer.status).toBe(200)
    expect(await answer.text()).toMatch(/cabinet_http_request_duration_seconds_count\{[^}]*status="503"/)
  })
})

describe('a form whose end nobody waited for', () => {
  test('is the same sending when it is sent again from the next page', async () => {
    let done = 0
    const { promise: ended, resolve: end } = Promise.withResolvers<void>()
    const action = async ({ request, context }: ActionFunctionArgs) => {
      const ctx = await contextOf(request, context)
      return submit(ctx, request, NoFields, async () => {
        done += 1
        await ended
        return new Response(null, { status: 302, headers: { Location: '/done' } })
      })
    }
    const page = { action, loader: () => null, default: Nonce }
    const slow = await startApp(cabinet, { site: await siteOfSources({ 'test-slow': page }, 300) })
    const visitor = slow.visitor()
    const nonceOn = async () =>
      /nonce: ([\w-]+)/.exec(await (await visitor.get('/test-slow')).text())?.[1] ?? ''
    const nonce = await nonceOn()
    await expect(await visitor.post('/test-slow', { nonce })).toShow(/Не удалось подтвердить изменение/, 409)
    const again = await nonceOn()
    expect(again).toBe(nonce)
    end()
    expect(await visitor.post('/test-slow', { nonce: again })).toRedirectTo('/done')
    expect(done).toBe(1)
    await slow.stop()
  })
})

test('a page around what was done, which a database took with it, is no "not now"', async () => {
  const page = {
    action: async () => {
      await proxy.cut()
      return { done: true }
    },
    default: () => 'done',
  }
  const site = await siteOfSources({ 'test-done': page })
  const done = await startApp({ db }, { site })
  await done.get('/sign-in')
  await expect(await done.post('/test-done')).toShow(/Не удалось подтвердить изменение/, 409)
  await expect(await done.get('/test-done')).toShow('Кабинет временно недоступен', 503)
  await done.stop()
})

/** Says what its forms would carry. */
function Nonce() {
  return `nonce: ${useRoot().formNonce}`
}

describe('a COMMIT whose answer is lost, and the database with it', () => {
  /** A form of the product, and the page that one looks at afterwards. */
  async function lose(statement: RegExp) {
    const administrator = app.as(await cabinet.staff('administrator'))
    await administrator.get('/admin/companies/new')
    const name = `ТОО «Потерянное ${newBin()}»`
    const nonce = `nonce-${newBin()}`
    const fields = { bin: newBin(), name, nonce }
    const sprung = proxy.trap({ statement, step: 'unanswered' }).then(() => proxy.cut())
    const answer = await administrator.post('/admin/companies/new', fields)
    await sprung
    return { administrator, answer, fields }
  }

  const saved = async (name: string) =>
    (await cabinet.db.selectFrom('companies').select('id').where('name', '=', name).execute()).length

  test('is told as "check and try again", and the form keeps its nonce', async () => {
    const { administrator, answer, fields } = await lose(/^commit/i)
    await expect(answer).toShow(/Не удалось подтвердить изменение/, 409)
    await proxy.restore()
    const page = await administrator.get('/admin/companies/new')
    expect(await page.text()).toContain(fields.nonce)
    const again = await administrator.post('/admin/companies/new', fields)
    expect(again.status).toBeLessThan(500)
    expect(await saved(fields.name)).toBe(1)
  })

  test('a database that goes away in the middle of a form is told as "check and try again" too', async () => {
    const { administrator, answer, fields } = await lose(/^insert into `audit_log`/)
    await expect(answer).toShow(/Не удалось подтвердить изменение/, 409)
    await proxy.restore()
    await expect
      .poll(async () => {
        await administrator.post('/admin/companies/new', fields)
        return saved(fields.name)
      })
      .toBe(1)
  })
})

describe('a database that hangs', () => {
  test('is waited for no longer than a person would', async () => {
    await app.get('/sign-in')
    proxy.silence()
    const answers = await Promise.all([
      app.visitor().get('/sign-in'),
      app.as(person).get('/profile'),
      // More than there are connections.
      ...Array.from({ length: 6 }, () => app.visitor().get('/registration')),
    ])
    for (const answer of answers) await expect(answer).toShow('Кабинет временно недоступен', 503)
    await proxy.restore()
    await expect.poll(async () => (await app.get('/sign-in')).status).toBe(200)
  })

  test('leaves it open what became of a form', async () => {
    await app.get('/sign-in')
    proxy.silence()
    const answer = await app.visitor().post('/forgot-password', { email: person.email })
    // Either its guard did not get as far, or nobody knows.
    expect([503, 409]).toContain(answer.status)
    await expect(answer).toShow(/Кабинет временно недоступен|Не удалось подтвердить изменение/, answer.status)
  })
})

test('a cluster without quorum is a database that is away, for people and for the load balancer', async () => {
  const cluster = await startNodeProxies(cabinet.url, 3)
  const clusterDb = createDb(cluster.url)
  const clusterApp = await startApp({ db: clusterDb }, { site: await siteOfSources({}, 3_000) })
  expect((await clusterApp.get('/readyz')).status).toBe(200)
  await Promise.all(cluster.nodes.map((node) => node.become('without quorum')))
  await expect(await clusterApp.as(person).get('/profile')).toShow('Кабинет временно недоступен', 503)
  const answer = await clusterApp.visitor().post('/sign-in', { email: person.email, password: GOOD_PASSWORD })
  await expect(answer).toShow('Кабинет временно недоступен', 503)
  await expect.poll(async () => (await clusterApp.get('/readyz')).status).toBe(503)
  await cluster.nodes[2]?.become('well')
  await expect.poll(async () => (await clusterApp.get('/readyz')).status).toBe(200)
  expect((await clusterApp.as(person).get('/profile')).status).toBe(200)
  await clusterApp.stop()
  await clusterDb.destroy()
  await cluster.stop()
})
