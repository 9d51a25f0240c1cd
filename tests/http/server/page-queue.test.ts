import { request } from 'node:http'
import { afterAll, expect, test } from 'vitest'
import type { QueueLimits } from '#app/domain/kernel/bounded-queue.server.ts'
import { startApp } from '#tests/support/app.ts'
import { createCabinet, GOOD_PASSWORD } from '#tests/support/fixtures.ts'
import { siteOfSources } from '#tests/support/site.ts'

const cabinet = await createCabinet()
afterAll(() => cabinet.destroy())
const person = await cabinet.client(await cabinet.company())

/** Pages that are made for as long as the test wants; left out, under the product's own limits. */
async function busyApp(limits?: QueueLimits) {
  const { promise: finished, resolve: finish } = Promise.withResolvers<object>()
  const begun: string[] = []
  const loader = ({ request }: { request: Request }) => {
    begun.push(new URL(request.url).search)
    return finished
  }
  // The server's own patience, 15 s, is shorter than a flood takes on a busy machine.
  const site = await siteOfSources({ 'test-slow': { loader, default: () => 'finished' } }, 60_000)
  const app = await startApp(cabinet, { site, ...(limits ? { pages: limits } : {}) })
  return { app, begun, finish: () => finish({}) }
}

test('so many pages are made at once; the others wait and come in their order', async () => {
  const { app, begun, finish } = await busyApp({ concurrency: 2, queueLimit: 10, waitLimitMs: 60_000 })
  const pages = []
  for (const at of [1, 2, 3, 4]) {
    pages.push(app.get(`/test-slow?${at}`, { from: `127.0.0.${at + 1}` }))
    await expect.poll(() => app.web.inFlight.size).toBe(at)
  }
  await expect.poll(() => begun.length).toBe(2)
  expect(begun).toEqual(['?1=', '?2='])
  finish()
  for (const page of await Promise.all(pages)) await expect(page).toShow('finished', 200)
  expect(begun).toEqual(['?1=', '?2=', '?3=', '?4='])
  await app.stop()
})

test('what changes something, files and whoever watches go past them', async () => {
  const { app, begun, finish } = await busyApp({ concurrency: 1, queueLimit: 10, waitLimitMs: 60_000 })
  const [words = ''] = /\/words\/[\w.-]+/.exec(await (await app.get('/sign-in')).text()) ?? []
  const slow = app.get('/test-slow', { from: '127.0.0.2' })
  await expect.poll(() => begun.length).toBe(1)
  const signedIn = await app.visitor().post('/sign-in', { email: person.email, password: GOOD_PASSWORD })
  expect(signedIn).toRedirectTo('/')
  for (const path of ['/healthz', '/readyz', '/robots.txt', '/__manifest?p=/cards&version=test', words])
    expect([path, (await app.get(path)).status]).toEqual([path, 200])
  expect((await app.as(person).get('/coupons/1/qr')).status).toBe(404)
  finish()
  expect((await slow).status).toBe(200)
  await app.stop()
})

test('a flood of pages leaves room for forms', async () => {
  const { app, begun, finish } = await busyApp()
  const statuses: number[] = []
  const pages = Array.from({ length: 1_100 }, async (_, at) => {
    const { status } = await app.get('/test-slow', { from: `127.0.1.${at % 250}` })
    statuses.push(status)
  })
  await expect.poll(() => begun.length).toBe(8)
  await expect.poll(() => statuses.length).toBeGreaterThan(100)
  const signedIn = await app.visitor().post('/sign-in', { email: person.email, password: GOOD_PASSWORD })
  expect(signedIn).toRedirectTo('/')
  expect(begun).toHaveLength(8)
  finish()
  await Promise.all(pages)
  expect(new Set(statuses)).toEqual(new Set([503, 200]))
  await app.stop()
})

test('security 30: an address that asks for hundreds of pages at once waits for itself', async () => {
  const { app, begun, finish } = await busyApp({ concurrency: 1, queueLimit: 40, waitLimitMs: 60_000 })
  let refused = 0
  const flood = Array.from({ length: 60 }, async (_, at) => {
    const page = await app.get(`/test-slow?flood${at}`, { from: '127.0.0.9' })
    if (page.status === 503) refused++
    return page
  })
  await expect.poll(() => begun.length).toBe(1)
  await expect.poll(() => refused).toBe(19)
  const page = app.get('/test-slow?anna', { from: '127.0.0.2' })
  // One of the flood's makes room for it.
  await expect.poll(() => refused).toBe(20)
  finish()
  expect((await page).status).toBe(200)
  expect(begun.slice(0, 3)).toContain('?anna=')
  const statuses = Map.groupBy(await Promise.all(flood), ({ status }) => status)
  expect([statuses.get(200)?.length, statuses.get(503)?.length]).toEqual([40, 20])
  await app.stop()
})

test('pages that are made and pages that wait are counted', async () => {
  const { app, begun, finish } = await busyApp({ concurrency: 1, queueLimit: 10, waitLimitMs: 60_000 })
  const pages = [1, 2, 3].map((at) => app.get('/test-slow', { from: `127.0.0.${at + 1}` }))
  await expect.poll(() => app.web.inFlight.size).toBe(3)
  expect(begun).toHaveLength(1)
  const metrics = await app.metrics.registry.metrics()
  expect(metrics).toContain('cabinet_pages{state="running"} 1')
  expect(metrics).toContain('cabinet_pages{state="waiting"} 2')
  finish()
  await Promise.all(pages)
  await app.stop()
})

test('a visitor whose turn does not come is told so, in the words of a page and with a time to come back', async () => {
  const { app, begun, finish } = await busyApp({ concurrency: 1, queueLimit: 1, waitLimitMs: 300 })
  const slow = app.get('/test-slow', { from: '127.0.0.2' })
  await expect.poll(() => begun.length).toBe(1)
  const late = app.visitor().in('ru').get('/test-slow?late', { from: '127.0.0.3' })
  await expect.poll(() => app.web.inFlight.size).toBe(2)
  const answers = [await app.visitor().in('ru').get('/test-slow?one-too-many'), await late]
  for (const answer of answers) {
    await expect(answer).toShow('Кабинет сейчас перегружен', 503)
    // Drawing the site's own page would cost half of what was refused.
    expect(await answer.text()).not.toContain('stylesheet')
    expect(answer.headers.get('Retry-After')).toBe('5')
  }
  expect(begun).toEqual([''])
  const data = await app.get('/test-slow.data?late', { from: '127.0.0.4' })
  expect([data.status, await data.text()]).toEqual([503, expect.stringContaining('overloaded')])
  finish()
  expect((await slow).status).toBe(200)
  expect((await app.get('/sign-in')).status).toBe(200)
  await app.stop()
})

test('a visitor who went away while he waited leaves his place to others, and nothing is made for him', async () => {
  const { app, begun, finish } = await busyApp({ concurrency: 1, queueLimit: 1, waitLimitMs: 60_000 })
  const slow = app.get('/test-slow?1', { from: '127.0.0.2' })
  await expect.poll(() => begun.length).toBe(1)
  const impatient = request({ port: app.port, path: '/test-slow?2' })
  impatient.once('error', () => {})
  impatient.end()
  await expect.poll(() => app.web.inFlight.size).toBe(2)
  impatient.destroy()
  await expect.poll(() => app.web.inFlight.size).toBe(1)
  const last = app.get('/test-slow?3', { from: '127.0.0.3' })
  await expect.poll(() => app.web.inFlight.size).toBe(2)
  finish()
  for (const page of await Promise.all([slow, last])) expect(page.status).toBe(200)
  expect(begun).toEqual(['?1=', '?3='])
  await app.stop()
})

test('a slow download holds up nobody', async () => {
  const { promise: asked, resolve: begin } = Promise.withResolvers<ReadableStreamDefaultController>()
  const headers = { 'Content-Type': 'text/csv; charset=utf-8' }
  const loader = () => new Response(new ReadableStream({ start: begin }), { headers })
  const site = await siteOfSources({ 'test-download': { loader } })
  const app = await startApp(cabinet, { site, pages: { concurrency: 1, queueLimit: 0, waitLimitMs: 60_000 } })
  const download = app.get('/test-download', { from: '127.0.0.2' })
  const file = await asked
  await expect.poll(async () => (await app.get('/sign-in')).status).toBe(200)
  expect(app.web.inFlight.size).toBe(1)
  file.enqueue(new TextEncoder().encode('row'))
  file.close()
  expect(await (await download).text()).toBe('row')
  await app.stop()
})
