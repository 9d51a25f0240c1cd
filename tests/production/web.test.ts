import { request } from 'node:http'
import { connect } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, describe, expect, test } from 'vitest'
import { startBuiltApp, startProcess } from '#tests/support/built-app.ts'
import { createCabinet, GOOD_PASSWORD } from '#tests/support/fixtures.ts'

const cabinet = await createCabinet()
const person = await cabinet.client(await cabinet.company())

afterAll(() => cabinet.destroy())

/** A form whose second half is sent when the test says so: a request that is in flight for as long as it takes. */
function slowForm(port: number, path: string, fields: Record<string, string>) {
  const body = new URLSearchParams(fields).toString()
  const half = Math.floor(body.length / 2)
  const sending = request({
    port,
    host: '127.0.0.1',
    path,
    method: 'POST',
    headers: {
      'Sec-Fetch-Site': 'same-origin',
      'Content-Type': 'application/x-www-form-urlencoded',
      'Content-Length': Buffer.byteLength(body),
    },
  })
  const answer = new Promise<{ status: number; connection: string }>((resolve, reject) => {
    sending.on('response', (response) => {
      response.resume()
      resolve({ status: response.statusCode ?? 0, connection: response.headers.connection ?? '' })
    })
    sending.on('error', reject)
  })
  sending.write(body.slice(0, half))
  return { answer, finish: () => sending.end(body.slice(half)) }
}

const isRefused = (port: number) =>
  new Promise<boolean>((resolve) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.destroy()
      resolve(false)
    })
    socket.on('error', () => resolve(true))
  })

describe('the web server', () => {
  test("reads a client's list of drivers, in the process for files", async () => {
    const app = await startBuiltApp(cabinet)
    const owner = await cabinet.client(await cabinet.company(), 'owner')
    const form = new FormData()
    form.set('file', new File(['ФИО;Телефон\r\nЛим Анна;\r\n'], 'drivers.csv'))
    const answer = await app.as(owner).upload('/drivers/import', form)
    expect(answer.status).toBe(200)
    await expect(answer).toShow('Лим Анна')
    expect(await app.stop()).toBe(0)
  })

  test('serves the build: pages with scripts that are there', async () => {
    const app = await startBuiltApp(cabinet)
    const html = await (await app.get('/sign-in')).text()
    const paths = new Set(
      [...html.matchAll(/"?(\/(?:assets|fonts|words)\/[\w./-]+)/g)].map(([, path]) => path as string),
    )
    expect(paths.size).toBeGreaterThan(3)
    for (const path of paths) {
      const answer = await app.get(path)
      expect([path, answer.status, answer.headers.get('Cache-Control')]).toEqual([
        path,
        200,
        'public, max-age=31536000, immutable',
      ])
    }
    expect(await app.stop()).toBe(0)
  })

  test.each(['SIGTERM', 'SIGINT'] as const)(
    'asked to end by %s it finishes what is in flight, takes nobody new, and exits 0',
    async (signal) => {
      const app = await startBuiltApp(cabinet)
      const form = slowForm(app.port, '/sign-in', { email: person.email, password: GOOD_PASSWORD })
      // A browser's idle connection keeps nobody waiting.
      const idle = connect(app.port, '127.0.0.1')
      idle.on('error', () => {})
      await sleep(200)
      app.process.kill(signal)
      app.process.kill(signal)
      await expect.poll(() => isRefused(app.port)).toBe(true)
      form.finish()
      expect(await form.answer).toEqual({ status: 302, connection: 'close' })
      expect(await app.exited).toBe(0)
      expect(app.output()).toContain('The web server ends')
    },
  )

  test('refuses a faulty configuration, and lists every fault', async () => {
    const invalid = startProcess('http', [], { PORT: 'x', SECRET_KEYS: 'short', TRUSTED_PROXIES: 'proxy.kz' })
    expect(await invalid.exited).toBe(1)
    expect(invalid.output()).toMatch(/PORT/)
    const other = startProcess('http', [], {
      SECRET_KEYS: 'short',
      TRUSTED_PROXIES: 'proxy.kz',
      CABINET_STRICT: '1',
    })
    expect(await other.exited).toBe(1)
    for (const name of ['SECRET_KEYS', 'TRUSTED_PROXIES', 'DATABASE_URL', 'RESEND_API_KEY', 'PUBLIC_URL']) {
      expect(other.output()).toContain(name)
    }
  })

  test('security 21: in production cookies are secure and https is kept', async () => {
    const app = await startBuiltApp(cabinet, {
      CABINET_STRICT: '1',
      PUBLIC_URL: 'https://cabinet.test',
      RESEND_API_KEY: 're_test',
      RESEND_WEBHOOK_SECRET: 'whsec_dGVzdA==',
    })
    const answer = await app.post('/sign-in', { email: person.email, password: GOOD_PASSWORD })
    expect(answer.headers.getSetCookie().join()).toMatch(/__Host-session=.*Secure/)
    expect(answer.headers.get('Strict-Transport-Security')).toContain('max-age')
    expect((await app.get('/mailbox')).status).toBe(404)
    await app.stop()
  })
})

describe('several web processes', () => {
  test('serve together, sum their metrics, replace one that dies, and end together', async () => {
    const app = await startBuiltApp(cabinet, { WEB_CONCURRENCY: '2' })
    const pids = () =>
      new Set(
        [...app.output().matchAll(/"pid":(\d+)[^\n]*The web server listens/g)].map(([, pid]) => Number(pid)),
      )
    await expect.poll(() => pids().size).toBe(2)
    const before = await countOf(app)
    await Promise.all(
      Array.from({ length: 20 }, () => fetch(`${app.url}/sign-in`, { headers: { Connection: 'close' } })),
    )
    await expect.poll(() => countOf(app)).toBe(before + 20)
    const [victim] = pids()
    process.kill(victim as number, 'SIGKILL')
    await expect.poll(() => pids().size).toBe(3)
    expect((await fetch(`${app.url}/readyz`)).status).toBe(200)
    const form = slowForm(app.port, '/sign-in', { email: person.email, password: GOOD_PASSWORD })
    await sleep(200)
    const ended = app.stop()
    await sleep(200)
    form.finish()
    expect((await form.answer).status).toBe(302)
    expect(await ended).toBe(0)
    for (const pid of pids()) expect(() => process.kill(pid, 0)).toThrow()
  })
})

async function countOf({ url }: { url: string }): Promise<number> {
  const text = await (await fetch(`${url}/metrics`)).text()
  return Number(/_count\{method="GET",route="\/sign-in",status="200"\} (\d+)/.exec(text)?.[1] ?? 0)
}
