import { connect } from 'node:net'
import { afterAll, describe, expect, test } from 'vitest'
import { openMailboxLetter } from '#app/domain/mail/mailbox.server.ts'
import { startApp } from '#tests/support/app.ts'
import { createCabinet, GOOD_PASSWORD, newAddress } from '#tests/support/fixtures.ts'

const cabinet = await createCabinet()
const app = await startApp(cabinet)

afterAll(async () => {
  await app.stop()
  await cabinet.destroy()
})

/** The bytes as they are; node's own client would refuse to send some of these. */
function raw(lines: string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(app.port, '127.0.0.1', () =>
      socket.write(`${lines.join('\r\n')}\r\nConnection: close\r\n\r\n`),
    )
    let answer = ''
    socket.on('data', (chunk) => {
      answer += chunk
    })
    socket.on('end', () => resolve(answer))
    socket.on('error', reject)
  })
}

const TRICKS = [
  'evil.test',
  'evil:99999',
  'evil:port',
  '[',
  'a b',
  'user@evil.test',
  'evil.test/path',
  '',
  '%',
  '💥',
]

describe('security 19: who asks cannot name our host', () => {
  test.each(TRICKS)('security 19: X-Forwarded-Host: %s changes nothing', async (host) => {
    const headers = {
      'X-Forwarded-Host': Buffer.from(host).toString('latin1'),
      'X-Forwarded-Proto': 'https',
      'X-Forwarded-Port': '99999',
      Forwarded: `host=${Buffer.from(host).toString('latin1')};proto=https`,
    }
    const page = await app.get('/sign-in', { headers })
    await expect(page).toShow('Вход')
    expect(await page.clone().text()).not.toContain('evil')
    expect(await app.get('/profile', { headers })).toRedirectTo('/sign-in?redirectTo=%2Fprofile')
    expect((await app.post('/sign-in', { email: 'a@b.kz', password: 'wrong' }, { headers })).status).toBe(400)
  })

  test.each(TRICKS)('security 19: Host: %s changes nothing', async (host) => {
    const answer = await raw(['GET /profile HTTP/1.1', `Host: ${host}`])
    expect(answer).toMatch(/^HTTP\/1\.1 302 /)
    expect(answer).toMatch(/\r\nlocation: \/sign-in\?redirectTo=%2Fprofile\r\n/i)
  })

  test('security 19: a request line with a whole address asks us, not the host in it', async () => {
    const answer = await raw(['GET http://evil.test/profile HTTP/1.1', 'Host: evil.test'])
    expect(answer).toMatch(/\r\nlocation: \/sign-in\?redirectTo=%2Fprofile\r\n/i)
    expect(answer).not.toContain('evil')
  })

  test.each([
    ['GET //evil.test/ HTTP/1.1', 404],
    ['GET //evil.test/%2e%2e HTTP/1.1', 302],
    ['GET /\\evil.test HTTP/1.1', 404],
    ['GET /%5c%5cevil.test HTTP/1.1', 404],
    ['GET @evil.test HTTP/1.1', 400],
    ['GET http:evil.test HTTP/1.1', 400],
    ['GET evil.test:443 HTTP/1.1', 400],
    ['OPTIONS * HTTP/1.1', 400],
    ['GET /%00 HTTP/1.1', 404],
    ['GET /%E0%A4%A HTTP/1.1', 404],
    // The router would have no page for a line end, not even that of what is not there.
    ['GET /cards/%0d%0aX/block HTTP/1.1', 404],
    ['GET /%e2%80%a8 HTTP/1.1', 404],
    ['GET /%ff.data HTTP/1.1', 404],
    ['GET /a/../../../etc/passwd HTTP/1.1', 404],
    ['GET /assets/..%2f..%2fpackage.json HTTP/1.1', 404],
    ['GET /fonts/../../package.json HTTP/1.1', 404],
    ['GET /.git/config HTTP/1.1', 404],
    ['GET /.env HTTP/1.1', 404],
    ['GET /fonts/ HTTP/1.1', 404],
    ['GET /?_data=root HTTP/1.1', 400],
    ['GET /.data HTTP/1.1', 202],
    ['GET /sign-in.data?_routes=root,nothing HTTP/1.1', 200],
    ['GET /__manifest HTTP/1.1', 204],
    ['PROPFIND / HTTP/1.1', 405],
    ['TRACE / HTTP/1.1', 405],
    ['TRACE /sign-in.data HTTP/1.1', 405],
    ['PROPFIND /sign-in.data HTTP/1.1', 405],
  ])('security 19: %s is answered with %i', async (line, status) => {
    const answer = await raw([line, 'Host: cabinet.test'])
    expect(answer).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `))
    expect(answer).not.toMatch(/location: \/\/|location: http/i)
  })

  test('security 19: the link in a letter has our address, whatever Host the asker sent', async () => {
    const companyId = await cabinet.company()
    const { email } = await cabinet.client(companyId, 'owner', newAddress('host'))
    await app.post(
      '/forgot-password',
      { email },
      { headers: { Host: 'evil.test', 'X-Forwarded-Host': 'evil.test' } },
    )
    await expect(cabinet).toHaveSent('password_reset', email)
    const id = (await cabinet.lettersTo(email)).at(-1)?.id ?? 0
    const { html } = await openMailboxLetter(await cabinet.system(), id)
    expect(html).toContain(`${app.settings.publicUrl}/set-password/`)
    expect(html).not.toContain('evil')
  })

  test.each([
    ['//evil.test', '/'],
    ['/\\evil.test', '/'],
    ['/\\/evil.test', '/'],
    ['https://evil.test', '/'],
    ['javascript:alert(1)', '/'],
    ['/\t/evil.test', '/'],
    ['/..//evil.test', '/'],
    ['http://cabinet.test/cards', '/'],
    ['cards', '/'],
    ['', '/'],
    ['/cards?status=active#first', '/cards?status=active#first'],
  ])('security 19: after signing in, redirectTo=%j leads to %s', async (redirectTo, location) => {
    const { email } = await cabinet.client(await cabinet.company())
    const path = `/sign-in?redirectTo=${encodeURIComponent(redirectTo)}`
    expect(await app.visitor().post(path, { email, password: GOOD_PASSWORD })).toRedirectTo(location)
  })
})
