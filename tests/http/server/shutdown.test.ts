import { connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { afterAll, describe, expect, test } from 'vitest'
import { shutDown } from '#app/http/server/shutdown.server.ts'
import { startApp } from '#tests/support/app.ts'
import { createCabinet } from '#tests/support/fixtures.ts'
import { siteOfSources } from '#tests/support/site.ts'

const cabinet = await createCabinet()
afterAll(() => cabinet.destroy())

/** A page that takes as long as the test wants. */
async function slowApp() {
  let finish = () => {}
  const asked = Promise.withResolvers<void>()
  const loader = () => {
    asked.resolve()
    return new Promise((resolve) => {
      finish = () => resolve({})
    })
  }
  const site = await siteOfSources({ 'test-slow': { loader, default: () => 'finished' } })
  const app = await startApp(cabinet, { site })
  return { app, asked: asked.promise, finish: () => finish() }
}

describe('the end of the web server', () => {
  test('lets what is in flight finish, and tells the load balancer', async () => {
    const { app, asked, finish } = await slowApp()
    // One more connection, opened before: a load balancer's.
    await app.get('/healthz', { from: '127.0.0.2' })
    const page = app.get('/test-slow')
    await asked
    const ended = shutDown(app.web)
    const ready = await app.get('/readyz').catch(() => undefined)
    expect([503, undefined]).toContain(ready?.status)
    finish()
    const answer = await page
    expect(answer.status).toBe(200)
    expect(answer.headers.get('Connection')).toBe('close')
    expect(await ended).toBe(0)
    await expect(app.get('/healthz')).rejects.toThrow()
    await app.stop()
  })

  test('answers what was on its way over an idle connection', async () => {
    const { app } = await slowApp()
    expect((await app.get('/healthz')).headers.get('Connection')).toBe('keep-alive')
    const ended = shutDown(app.web)
    const ready = await app.get('/readyz')
    expect([ready.status, await ready.text(), ready.headers.get('Connection')]).toEqual([
      503,
      'draining',
      'close',
    ])
    expect(await ended).toBe(0)
    await app.stop()
  })

  test('answers who had knocked before anybody opened', async () => {
    const { app } = await slowApp()
    const answers = Array.from({ length: 8 }, async () => {
      const socket = connect(app.port, '127.0.0.1')
      socket.write('GET /healthz HTTP/1.1\r\nHost: cabinet\r\nConnection: close\r\n\r\n')
      return (await text(socket)).split('\r\n', 1)[0]
    })
    // They stand in the kernel's queue, and the server was in its turn with something else.
    await new Promise<void>((resolve) => process.nextTick(resolve))
    expect(await shutDown(app.web)).toBe(0)
    expect(await Promise.all(answers)).toEqual(answers.map(() => 'HTTP/1.1 200 OK'))
    await app.stop()
  })

  test('waits for nobody for ever', async () => {
    const { app, asked, finish } = await slowApp()
    const page = app.get('/test-slow', { from: '127.0.0.3' })
    const cut = expect(page).rejects.toThrow(/hang up|ECONNRESET/)
    await asked
    expect(await shutDown(app.web, 50)).toBe(1)
    await cut
    finish()
    await app.stop()
  })

  test('comes at once when nobody is there', async () => {
    const { app } = await slowApp()
    expect(await shutDown(app.web)).toBe(0)
    await app.stop()
  })
})
