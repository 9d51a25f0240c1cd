import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, describe, expect, test } from 'vitest'
import { readFields } from '#app/http/forms/submit.server.ts'
import { ALLOWANCES, type Allowances, type TransferKind } from '#app/http/server/transfer-watch.server.ts'
import { type App, startApp } from '#tests/support/app.ts'
import { createCabinet } from '#tests/support/fixtures.ts'
import { siteOfSources } from '#tests/support/site.ts'

const cabinet = await createCabinet()
afterAll(() => cabinet.destroy())
const MB = 1024 * 1024

/** The product's own for every kind but one. */
function but(kind: TransferKind, changed: Partial<Allowances[TransferKind]>): Allowances {
  return { ...ALLOWANCES, [kind]: { ...ALLOWANCES[kind], ...changed } }
}

/** On however busy a machine. */
const PATIENT = { graceMs: 120_000, maxMs: 120_000 }
const IMPATIENT = { graceMs: 500, bytesPerSecond: 1024 }

class SlowSender {
  answer = ''
  readonly closed: Promise<unknown>

  private constructor(readonly socket: Socket) {
    socket.on('error', () => {})
    socket.on('data', (chunk) => {
      this.answer += chunk
    })
    this.closed = once(socket, 'close')
  }

  /** The headers and the first byte of a body that promises more. */
  static async begin({ port }: App, path: string, more = '', from?: string): Promise<SlowSender> {
    const socket = connect({ port, host: '127.0.0.1', ...(from ? { localAddress: from } : {}) })
    await once(socket, 'connect')
    socket.write(
      `POST ${path} HTTP/1.1\r\nHost: a\r\nSec-Fetch-Site: same-origin\r\nAccept-Language: en\r\n` +
        `Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 1000\r\n${more}\r\na`,
    )
    return new SlowSender(socket)
  }

  get isOpen(): boolean {
    return !this.socket.closed
  }
}

describe('security 30: who sends too slowly', () => {
  test.each<[string, TransferKind, string]>([
    ['a webhook, which nobody signed yet', 'webhook', '/webhooks/resend'],
    ['a form', 'form', '/sign-in'],
    ['a file', 'upload', '/admin/imports/new'],
  ])('security 30: %s is cut off, and told why', async (_what, kind, path) => {
    const app = await startApp(cabinet, {
      allowances: but(kind, IMPATIENT),
      resendWebhookSecret: `whsec_${Buffer.from('a secret of the tests').toString('base64')}`,
    })
    const sender = await SlowSender.begin(app, path)
    await sender.closed
    // Of a file's sender it is known at once that nobody is signed in.
    if (kind !== 'upload') {
      expect(sender.answer).toMatch(/^HTTP\/1\.1 408 /)
      expect(sender.answer).toContain('arrived too slowly')
      expect(sender.answer).toContain("Content-Security-Policy: default-src 'none'")
      await expect
        .poll(() => app.logged.some((line) => /"status":408,.*"refused":"too_slow"/.test(line)))
        .toBe(true)
    }
    await app.stop()
  })

  test('security 30: a body that comes at the least rate is waited for', async () => {
    const site = await siteOfSources({
      'test-form': {
        action: async ({ request }) => ({ said: await readFields(request) }),
        default: () => 'served',
      },
    })
    const app = await startApp(cabinet, { site, allowances: but('form', IMPATIENT) })
    const sender = await SlowSender.begin(app, '/test-form', 'Connection: close\r\n')
    const slower = await SlowSender.begin(app, '/test-form', 'Connection: close\r\n')
    for (let sent = 1; sent < 1000; sent += 333) {
      sender.socket.write('a'.repeat(333))
      await sleep(250)
    }
    await sender.closed
    await slower.closed
    expect(sender.answer).toMatch(/^HTTP\/1\.1 200 /)
    expect(slower.answer).toMatch(/^HTTP\/1\.1 408 /)
    await app.stop()
  })

  test('security 30: what an honest sender waits for on our side is not held against him', async () => {
    const { promise: finished, resolve: finish } = Promise.withResolvers<object>()
    const begun = Promise.withResolvers<void>()
    const site = await siteOfSources({
      'test-form': {
        action: () => {
          begun.resolve()
          return finished
        },
        default: () => 'served',
      },
    })
    const app = await startApp(cabinet, { site, allowances: but('form', { ...IMPATIENT, maxMs: 500 }) })
    const slower = await SlowSender.begin(app, '/test-form')
    const served = app.post('/test-form', { text: 'whole' })
    await begun.promise
    await slower.closed
    finish({})
    await expect(await served).toShow('served', 200)
    await app.stop()
  })
})

describe('security 30: places', () => {
  test('security 30: of one kind there are so many; the oldest leaves for the newest', async () => {
    const app = await startApp(cabinet, { allowances: but('form', { ...PATIENT, places: 3 }) })
    const senders: SlowSender[] = []
    for (let at = 0; at < 5; at++)
      senders.push(await SlowSender.begin(app, '/sign-in', '', `127.0.0.${at + 2}`))
    await Promise.all(senders.slice(0, 2).map(({ closed }) => closed))
    expect(senders.map(({ isOpen }) => isOpen)).toEqual([false, false, true, true, true])
    expect((await app.post('/sign-in', { email: 'a@b.kz', password: 'wrong' })).status).toBe(400)
    expect(senders.slice(2).every(({ isOpen }) => isOpen)).toBe(true)
    for (const { socket } of senders) socket.destroy()
    await app.stop()
  })

  test('security 30: and of one address fewer, whatever the others do', async () => {
    const app = await startApp(cabinet, { allowances: but('form', { ...PATIENT, placesOfAddress: 1 }) })
    const other = await SlowSender.begin(app, '/sign-in', '', '127.0.0.3')
    const first = await SlowSender.begin(app, '/sign-in', '', '127.0.0.2')
    const second = await SlowSender.begin(app, '/forgot-password', '', '127.0.0.2')
    await first.closed
    expect([other, first, second].map(({ isOpen }) => isOpen)).toEqual([true, false, true])
    for (const { socket } of [other, second]) socket.destroy()
    await app.stop()
  })

  test('security 30: who has not sent his form yet takes none from those who have', async () => {
    const open = but('form', { ...PATIENT, places: 2_000, placesOfAddress: 2_000 })
    const app = await startApp(cabinet, { allowances: open })
    const senders = await Promise.all(Array.from({ length: 1_050 }, () => SlowSender.begin(app, '/sign-in')))
    await expect.poll(() => app.web.inFlight.size).toBeGreaterThan(1_000)
    expect((await app.get('/sign-in')).status).toBe(200)
    expect((await app.post('/sign-in', { email: 'a@b.kz', password: 'wrong' })).status).toBe(400)
    for (const { socket } of senders) socket.destroy()
    await app.stop()
  })
})

test('security 30: who does not read his answer is cut off, and holds nobody else up', async () => {
  const file = () =>
    new Response(Buffer.alloc(32 * MB, 'a'), { headers: { 'Content-Type': 'application/octet-stream' } })
  const site = await siteOfSources({ 'test-file': { loader: file } })
  const app = await startApp(cabinet, {
    site,
    allowances: but('answer', { graceMs: 500, bytesPerSecond: 32 * MB }),
  })
  const socket = connect({ port: app.port, host: '127.0.0.1' })
  socket.on('error', () => {})
  socket.pause()
  socket.write('GET /test-file HTTP/1.1\r\nHost: a\r\n\r\n')
  await expect.poll(() => app.web.inFlight.size).toBe(1)
  expect((await app.get('/sign-in')).status).toBe(200)
  await expect.poll(() => app.web.inFlight.size).toBe(0)
  expect(app.logged.some((line) => /"path":"\/test-file".*"aborted":true/.test(line))).toBe(true)
  socket.destroy()
  await app.stop()
})
