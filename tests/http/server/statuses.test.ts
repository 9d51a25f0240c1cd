import { connect, type Socket } from 'node:net'
import { afterAll, describe, expect, test } from 'vitest'
import { DomainError, type ErrorCode, errorStatus } from '#app/domain/kernel/errors.ts'
import { type App, startApp } from '#tests/support/app.ts'
import { createCabinet } from '#tests/support/fixtures.ts'
import { siteOfSources } from '#tests/support/site.ts'
import { expectSecurityHeaders } from './security-headers.ts'

const cabinet = await createCabinet()

function refuse({ request }: { request: Request }): never {
  throw new DomainError(new URL(request.url).searchParams.get('code') as ErrorCode, { retryAfter: 5 })
}
const site = await siteOfSources({
  'test-page': { loader: refuse, action: refuse, default: () => null },
  'test-file': { loader: refuse, action: refuse },
})
const publicUrl = 'https://cabinet.test'
const app = await startApp(cabinet, {
  site,
  settings: { publicUrl },
  metricsToken: 'a-token-of-the-monitoring',
})
const seen = new Set<number>()

afterAll(async () => {
  await app.stop()
  await cabinet.destroy()
})

function expectGuarded(answer: Response): void {
  seen.add(answer.status)
  expectSecurityHeaders(answer)
  expect(answer.headers.get('Strict-Transport-Security')).toBe('max-age=63072000; includeSubDomains')
}

describe('security 21: every status has the headers', () => {
  test.each(Object.keys(errorStatus) as ErrorCode[])('security 21: %s', async (code) => {
    for (const page of ['/test-page', '/test-page.data', '/test-file', '/test-file.data']) {
      for (const answer of [
        await app.get(`${page}?code=${code}`),
        await app.send(`${page}?code=${code}`, { method: 'HEAD' }),
        await app.post(`${page}?code=${code}`),
      ]) {
        expect([page, answer.status]).toEqual([page, errorStatus[code]])
        expectGuarded(answer)
        expect(answer.headers.get('Cache-Control')).toBe('no-store')
      }
    }
  })

  const etag = async () => (await app.get('/robots.txt')).headers.get('ETag') ?? ''
  test.each<[number, () => Promise<Response>]>([
    [200, () => app.get('/sign-in')],
    [202, () => app.get('/profile.data')],
    [204, () => app.get('/__manifest')],
    [302, () => app.get('/profile')],
    [303, async () => app.get(`/invitation/${(await cabinet.invited(await cabinet.company())).token}`)],
    [304, async () => app.get('/robots.txt', { headers: { 'If-None-Match': await etag() } })],
    [401, () => app.get('/metrics', { headers: { 'X-Forwarded-For': '203.0.113.7' } })],
    [413, () => app.post('/sign-in', { email: 'a'.repeat(100_000) })],
    [414, () => app.get(`/${'a'.repeat(9_000)}`)],
  ])('security 21: %i', async (status, ask) => {
    const answer = await ask()
    expect(answer.status).toBe(status)
    expectGuarded(answer)
  })

  test('security 21: no status of the table of errors was left out', () => {
    for (const status of Object.values(errorStatus)) expect(seen).toContain(status)
  })
})

/** What comes back for these bytes. `meet` gets the server's own end of the connection. */
function raw({ port, web }: App, bytes: string, meet: (socket: Socket) => void = () => {}): Promise<string> {
  return new Promise((resolve, reject) => {
    web.server.once('connection', meet)
    const socket = connect(port, '127.0.0.1', () => socket.write(bytes))
    let text = ''
    socket.on('data', (chunk) => {
      text += chunk
    })
    socket.on('close', () => resolve(text))
    socket.on('error', reject)
  })
}

describe('security 21: what is answered before anything looks at the request', () => {
  const timeout = (socket: Socket) => {
    const error = Object.assign(new Error('too slow'), { code: 'ERR_HTTP_REQUEST_TIMEOUT' })
    app.web.server.emit('clientError', error, socket)
  }

  test.each<[status: number, what: string, bytes: string, meet?: (socket: Socket) => void]>([
    [400, 'nonsense', 'nonsense\r\n\r\n'],
    [400, 'the greeting of TLS', '\u0016\u0003\u0001\u0002\u0000\u0001\u0000'],
    [400, 'the greeting of HTTP/2', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'],
    [400, 'a method in small letters', 'get / HTTP/1.1\r\nHost: a\r\n\r\n'],
    [400, 'no Host', 'GET /sign-in HTTP/1.1\r\nConnection: close\r\n\r\n'],
    [400, 'two Hosts', 'GET /sign-in HTTP/1.1\r\nHost: a\r\nHost: b\r\nConnection: close\r\n\r\n'],
    [200, 'HTTP/1.0, which needs none', 'GET /sign-in HTTP/1.0\r\n\r\n'],
    [
      200,
      'expectations',
      'GET /sign-in HTTP/1.1\r\nHost: a\r\nExpect: miracles\r\nConnection: close\r\n\r\n',
    ],
    [405, 'CONNECT', 'CONNECT evil.test:443 HTTP/1.1\r\nHost: evil.test\r\n\r\n'],
    [405, 'TRACE', 'TRACE / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n'],
    [408, 'a slow sender', 'GET / HTTP/1.1\r\n', timeout],
    [431, 'endless headers', `GET / HTTP/1.1\r\nHost: a\r\nX: ${'a'.repeat(20_000)}\r\n\r\n`],
  ])('security 21: %i for %s', async (status, _what, bytes, meet) => {
    const answer = await raw(app, bytes, meet)
    expect(answer).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `))
    for (const header of [
      /\r\nContent-Security-Policy: default-src 'none'; .*frame-ancestors 'none'/,
      /\r\nX-Content-Type-Options: nosniff\r\n/,
      /\r\nReferrer-Policy: same-origin\r\n/,
      /\r\nCache-Control: no-store\r\n/i,
      /\r\nStrict-Transport-Security: max-age=63072000; includeSubDomains\r\n/,
    ])
      expect(answer).toMatch(header)
    expect(answer).not.toMatch(/\r\n(?:Server|X-Powered-By):/i)
    if (status === 405) expect(answer).toMatch(/\r\nAllow: GET, HEAD, POST\r\n/)
  })

  test('a visitor who was refused a tunnel does not keep the server from ending', async () => {
    const other = await startApp(cabinet)
    const socket = connect({ port: other.port, host: '127.0.0.1', allowHalfOpen: true })
    const answered = new Promise((resolve) => socket.once('data', resolve))
    socket.write('CONNECT evil.test:443 HTTP/1.1\r\nHost: evil.test\r\n\r\n')
    await answered
    // The other end is still open.
    await other.stop()
    socket.destroy()
  })
})
