import { afterAll, describe, expect, test } from 'vitest'
import routes from '#app/routes.ts'
import { startApp } from '#tests/support/app.ts'
import { createCabinet } from '#tests/support/fixtures.ts'
import { siteOfSources } from '#tests/support/site.ts'
import { expectSecurityHeaders } from './security-headers.ts'

const cabinet = await createCabinet()
const SECRET = 'select * from secrets at /srv/cabinet/app/secret.ts'
const site = await siteOfSources({
  'test-broken': {
    loader: () => {
      throw new Error(SECRET)
    },
    default: () => null,
  },
  'test-undrawable': {
    default: () => {
      throw new Error(SECRET)
    },
  },
  'test-download': {
    loader: () => {
      throw new Error(SECRET)
    },
  },
})
const app = await startApp(cabinet, { site, failuresExpected: true })
const secure = await startApp(cabinet, { settings: { publicUrl: 'https://cabinet.test' } })
const owner = app.as(await cabinet.client(await cabinet.company()))
const administrator = app.as(await cabinet.staff('administrator'))

afterAll(async () => {
  await app.stop()
  await secure.stop()
  await cabinet.destroy()
})

const everyPage = [
  ...new Set(routes.map(({ path }) => `/${path ?? ''}`.replace(/:\w+/g, '1').replace('*', 'nothing'))),
]

/** Those that a cashier looks at: forms without a page and files read no QR code. */
const TILL_PAGES =
  /^\/till(?:\/authorizations(?:\/1(?:\/(?:complete|less|pump))?)?|\/shift(?:\/(?:unlock|resume))?|\/shifts\/1|\/photo|\/phone-code)?$/

describe('security 21: headers on every answer', () => {
  test.each(everyPage)('security 21: GET and POST %s', async (path) => {
    for (const visitor of [app.visitor(), owner, administrator]) {
      for (const answer of [
        await visitor.get(path),
        await visitor.get(`${path}.data`),
        await visitor.post(path),
      ]) {
        expectSecurityHeaders(answer, { camera: TILL_PAGES.test(path) })
        expect(answer.status).toBeLessThan(500)
        // A page that is somebody's is kept by nobody.
        if (!path.startsWith('/words/')) expect(answer.headers.get('Cache-Control')).toBe('no-store')
      }
      if (path === '/sign-out') await visitor.get('/')
    }
  })

  test.each([
    ['a file', () => app.get('/robots.txt'), 200],
    ['a file that the browser has', () => app.get('/robots.txt'), 200],
    ['health', () => app.get('/healthz'), 200],
    ['readiness', () => app.get('/readyz'), 200],
    ['metrics', () => app.get('/metrics'), 200],
    ['no page', () => app.get('/nothing'), 404],
    ['no page of data', () => app.get('/nothing.data'), 404],
    ['no file', () => app.get('/assets/nothing.js'), 404],
    [
      'another site’s form',
      () => app.post('/sign-in', {}, { headers: { 'Sec-Fetch-Site': 'cross-site' } }),
      403,
    ],
    ['a strange method', () => app.send('/', { method: 'PUT' }), 405],
    ['a bad form', () => app.post('/sign-in'), 400],
    ['an endless address', () => app.get(`/?q=${'a'.repeat(9000)}`), 414],
    ['an endless form', () => app.post('/sign-in', { email: 'a'.repeat(100_000) }), 413],
    ['a page whose loader breaks', () => app.get('/test-broken'), 500],
    ['its data', () => app.get('/test-broken.data'), 500],
    ['a page that cannot be drawn', () => app.get('/test-undrawable'), 500],
    ['a download that breaks', () => app.get('/test-download'), 500],
    ['HEAD', () => app.send('/sign-in', { method: 'HEAD' }), 200],
    ['HEAD of data', () => app.send('/sign-in.data', { method: 'HEAD' }), 200],
  ])('security 21: %s', async (_what, ask, status) => {
    const answer = await ask()
    expect(answer.status).toBe(status)
    expectSecurityHeaders(answer)
  })

  test('security 21: no stack, no SQL and no version in an error', async () => {
    for (const path of ['/test-broken', '/test-broken.data', '/test-undrawable', '/test-download']) {
      const answer = await app.get(path)
      const text = await answer.text()
      expect(text).not.toMatch(
        /select \*|secret\.ts|\bat [\w.]+ \(|node_modules|kysely|mysql|MariaDB|react-dom@/i,
      )
    }
    const { requestId } = JSON.parse(app.logged.findLast((line) => line.includes('secret.ts')) ?? '{}')
    expect(requestId).toMatch(/^[2-9a-z]{12}$/)
  })

  test('security 21: a broken page names the number under which the log has it', async () => {
    const answer = await app.get('/test-broken')
    await expect(answer).toShow(answer.headers.get('X-Request-Id') ?? '', 500)
  })

  test('an error has a title, the brand and somebody to ask, in the language of the reader', async () => {
    for (const [path, title] of [
      ['/nothing', 'Page not found'],
      ['/?_data=root', 'We could not process this request'],
      ['/test-broken', 'Something went wrong'],
    ] as const) {
      const html = await (await app.visitor().in('en').get(path)).text()
      expect(html).toContain(`<title>${title} · QAZAQ OIL</title>`)
      expect(html).toContain('support@example.kz')
    }
  })

  test('security 21: nothing inline without the nonce of this very answer', async () => {
    const nonces = new Set<string>()
    for (const path of ['/sign-in', '/registration', '/nothing', '/test-broken']) {
      const answer = await app.get(path)
      const nonce = /'nonce-([^']+)'/.exec(answer.headers.get('Content-Security-Policy') ?? '')?.[1] ?? ''
      nonces.add(nonce)
      const html = await answer.text()
      for (const [tag] of html.matchAll(/<script\b[^>]*>/g)) expect(tag).toContain(`nonce="${nonce}"`)
      expect(html).not.toMatch(/<style\b|\sstyle=|\son[a-z]+=|javascript:/i)
    }
    expect(nonces.size).toBe(4)
  })

  test('security 21: only a letter in the mailbox may be framed, and only by us', async () => {
    const answers = await Promise.all(
      everyPage.map(async (path) => [path, await administrator.get(path)] as const),
    )
    const framed = answers.filter(
      ([, { headers }]) => !headers.get('Content-Security-Policy')?.includes("frame-ancestors 'none'"),
    )
    for (const [path] of framed) expect(path).toMatch(/^\/mailbox\/.*\/body$|^\/mailbox\/templates\//)
  })

  test('security 21: https is kept for two years, and only where there is https', async () => {
    expect((await app.get('/sign-in')).headers.get('Strict-Transport-Security')).toBeNull()
    for (const path of ['/sign-in', '/robots.txt', '/healthz', '/nothing']) {
      const { headers } = await secure.get(path)
      expect(headers.get('Strict-Transport-Security')).toBe('max-age=63072000; includeSubDomains')
      expect(headers.get('Content-Security-Policy')).toContain('upgrade-insecure-requests')
    }
  })

  test('security 21: cookies on https are bound to this host', async () => {
    const cookies = [
      ...(await secure.post('/language', { locale: 'kk' })).headers.getSetCookie(),
      ...(await secure.post('/theme', { theme: 'dark' })).headers.getSetCookie(),
    ]
    expect(cookies).toHaveLength(2)
    for (const cookie of cookies)
      expect(cookie).toMatch(/^__Host-.*; Path=\/; SameSite=Lax; HttpOnly; Secure/)
  })

  test('security 5: the address of a link is told to nobody, whatever becomes of the request', async () => {
    const path = `/invitation/${'a'.repeat(43)}`
    for (const answer of [
      await app.get(path),
      await app.post(path, {}, { headers: { 'Sec-Fetch-Site': 'cross-site' } }),
      await app.send(path.toUpperCase(), {}),
      await app.get(path.replace('invitation', 'set-password')),
    ]) {
      expect(answer.headers.get('Referrer-Policy')).toBe('no-referrer')
      expect(answer.headers.get('Cache-Control')).toBe('no-store')
    }
  })
})

describe('what is no request', () => {
  test.each([
    ['nonsense', 'nonsense\r\n\r\n', 400],
    ['two lengths', 'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n', 400],
    [
      'length and chunks',
      'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n',
      400,
    ],
    ['endless headers', `GET / HTTP/1.1\r\nHost: a\r\nX: ${'a'.repeat(20_000)}\r\n\r\n`, 431],
  ])('security 21: %s', async (_what, bytes, status) => {
    const { connect } = await import('node:net')
    const answer = await new Promise<string>((resolve, reject) => {
      const socket = connect(app.port, '127.0.0.1', () => socket.write(bytes))
      let text = ''
      socket.on('data', (chunk) => {
        text += chunk
      })
      socket.on('close', () => resolve(text))
      socket.on('error', reject)
    })
    expect(answer).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `))
    expect(answer).toMatch(/\r\nX-Content-Type-Options: nosniff\r\n/)
    expect(answer).toMatch(/\r\nContent-Security-Policy: default-src 'none'/)
    expect(answer).toMatch(/\r\n\r\n$/)
  })
})
