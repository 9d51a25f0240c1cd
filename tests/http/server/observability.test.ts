import { afterAll, describe, expect, test } from 'vitest'
import { startApp } from '#tests/support/app.ts'
import { createCabinet, GOOD_PASSWORD } from '#tests/support/fixtures.ts'
import { bringCoupons } from '#tests/support/registers.ts'
import { siteOfSources } from '#tests/support/site.ts'

const TOKEN = 'a-token-of-the-monitoring'
const cabinet = await createCabinet()
const companyId = await cabinet.company()
// A letter that waits.
await cabinet.invited(companyId)
const site = await siteOfSources({
  'test-duplicate': {
    loader: async () => {
      const row = { bucket: Buffer.alloc(32, 'secret'), window_start: new Date(), hits: 1 }
      await cabinet.db.insertInto('rate_limits').values([row, row]).execute()
    },
  },
})
const app = await startApp(cabinet, { site, logLevel: 'trace', failuresExpected: true })
const guarded = await startApp(cabinet, { metricsToken: TOKEN })
const proxied = await startApp(cabinet, { proxies: { hops: 1 } })

afterAll(async () => {
  await Promise.all([app.stop(), guarded.stop(), proxied.stop()])
  await cabinet.destroy()
})

const linesOf = ({ logged }: { logged: string[] }) => logged.map((line) => JSON.parse(line))

describe('health', () => {
  test('says that the process is up, and whether it can serve', async () => {
    expect(await (await app.get('/healthz')).text()).toBe('ok')
    const ready = await app.get('/readyz')
    expect([ready.status, await ready.text()]).toEqual([200, 'ready'])
  })

  test('says no before the tables are those of this build', async () => {
    const { db, destroy } = await createCabinet()
    await db.deleteFrom('kysely_migration' as never).execute()
    const early = await startApp({ db })
    const answer = await early.get('/readyz')
    expect([answer.status, await answer.text()]).toEqual([503, 'not migrated'])
    await early.stop()
    await destroy()
  })
})

describe('metrics', () => {
  test('count requests by the pattern of their page, their status and their time', async () => {
    await app.get('/sign-in')
    await app.get('/invitation/first-token')
    await app.get('/invitation/second-token')
    await app.get('/nothing-of-the-kind')
    await app.send('/', { method: 'BREW' }).catch(() => {})
    const text = await (await app.get('/metrics')).text()
    expect(text).toMatch(/_bucket\{le="\+Inf",method="GET",route="\/sign-in",status="200"\} [1-9]/)
    expect(text).toMatch(/_count\{method="GET",route="\/invitation\/:token",status="\d+"\} 2/)
    expect(text).toMatch(/_count\{method="GET",route="unmatched",status="404"\} 1/)
    expect(text).not.toMatch(/first-token|nothing-of-the-kind|BREW/)
  })

  test('tell the pool, the outbox, the hashes and the failures to sign in', async () => {
    await app.post('/sign-in', { email: 'nobody@example.kz', password: 'a wrong password' })
    const text = await (await app.get('/metrics')).text()
    for (const [name, value] of [
      ['cabinet_database_pool_size', '[1-9]'],
      ['cabinet_database_pool_in_use', '\\d'],
      ['cabinet_database_pool_waiting', '0'],
      ['cabinet_outbox_letters{status="pending"}', '[1-9]'],
      ['cabinet_outbox_letters{status="dead"}', '0'],
      ['cabinet_outbox_oldest_due_seconds', '\\d+'],
      ['cabinet_password_hashes{state="waiting"}', '0'],
      ['cabinet_sign_in_failures_total', '1'],
      ['cabinet_http_requests_in_flight', '1'],
    ]) {
      expect(text).toMatch(new RegExp(`^${name?.replace(/[{}]/g, '\\$&')} ${value}`, 'm'))
    }
  })

  test('are for who knows the token, and for this machine itself', async () => {
    const forwarded = { 'X-Forwarded-For': '127.0.0.1' }
    const status = async (headers: Record<string, string>) =>
      (await guarded.get('/metrics', { headers })).status
    expect(await status({})).toBe(200)
    expect(await status(forwarded)).toBe(401)
    expect(await status({ ...forwarded, Authorization: `Bearer ${TOKEN}` })).toBe(200)
    expect(await status({ ...forwarded, Authorization: `Bearer ${TOKEN}x` })).toBe(401)
    expect(await status({ ...forwarded, Authorization: TOKEN })).toBe(401)
    // Without a token nobody who comes through a proxy is told that there is such a thing.
    for (const name of ['X-Forwarded-For', 'X-Real-IP', 'Forwarded', 'Via']) {
      expect((await app.get('/metrics', { headers: { [name]: 'x' } })).status).toBe(404)
    }
  })
})

describe('the log', () => {
  test('has one line a request: number, page, status, time, address', async () => {
    const answer = await app.get('/registration?q=secret-query')
    const line = linesOf(app).find(({ requestId }) => requestId === answer.headers.get('X-Request-Id'))
    expect(line).toMatchObject({
      level: 'info',
      method: 'GET',
      route: '/registration',
      path: '/registration',
      status: 200,
      ip: '127.0.0.1',
      msg: 'request',
    })
    expect(line.ms).toBeGreaterThan(0)
    expect(Date.parse(line.time)).not.toBeNaN()
  })

  test('says who was refused what, by a page, a form and the web server', async () => {
    const viewer = await cabinet.client(companyId, 'viewer')
    const visitor = app.as(viewer)
    const lineOf = async (answer: Promise<Response>) => {
      const requestId = (await answer).headers.get('X-Request-Id')
      return linesOf(app).find((line) => line.requestId === requestId)
    }
    const user = viewer.userId
    expect(await lineOf(visitor.get('/profile'))).toMatchObject({ user, status: 200 })
    expect(await lineOf(visitor.get('/admin'))).toMatchObject({ user, status: 403, refused: 'not_allowed' })
    expect(await lineOf(visitor.get('/team'))).toMatchObject({ user, status: 403, refused: 'not_allowed' })
    expect(await lineOf(visitor.get('/coupons/999999'))).toMatchObject({ user, refused: 'coupon_not_found' })
    const headers = { 'Sec-Fetch-Site': 'cross-site' }
    expect(await lineOf(app.post('/sign-in', {}, { headers }))).toMatchObject({ refused: 'form_cross_site' })
    const wrong = { email: viewer.email, password: 'a wrong password' }
    expect(await lineOf(app.post('/sign-in', wrong))).toMatchObject({ refused: 'credentials_wrong' })
    expect(await lineOf(app.get('/sign-in'))).not.toHaveProperty('refused')
    // What the router refuses by itself has its code as well.
    expect(await lineOf(visitor.get('/nothing'))).toMatchObject({ status: 404, refused: 'not_found' })
    expect(await lineOf(visitor.post('/cards'))).toMatchObject({ status: 405, refused: 'method_not_allowed' })
    const dead = 'a'.repeat(43)
    for (const page of [`/invitation/${dead}`, `/set-password/${dead}`, '/invitation/unknown'])
      expect(await lineOf(visitor.get(page))).toMatchObject({ user, status: 410, refused: 'link_dead' })
    const ctx = await cabinet.system()
    const [{ id } = { id: 0 }] = await bringCoupons(ctx, companyId, [{ issuerStatus: 'redeemed' }])
    const asked = app.as(await cabinet.client(companyId, 'owner')).post(`/coupons/${id}/qr`)
    expect(await lineOf(asked)).toMatchObject({ status: 409, refused: 'coupon_not_usable' })
  })

  test('takes the number and the address from a proxy of ours only', async () => {
    const headers = { 'X-Request-Id': 'from-the-proxy-1', 'X-Forwarded-For': '198.51.100.7' }
    expect((await proxied.get('/sign-in', { headers })).headers.get('X-Request-Id')).toBe('from-the-proxy-1')
    expect(linesOf(proxied)).toContainEqual(
      expect.objectContaining({ requestId: 'from-the-proxy-1', ip: '198.51.100.7' }),
    )
    expect((await app.get('/sign-in', { headers })).headers.get('X-Request-Id')).not.toBe('from-the-proxy-1')
    for (const odd of ['<script>', 'a', 'x'.repeat(65), 'a b c d e f g', '{"level":"fatal"}']) {
      const answer = await proxied.get('/sign-in', { headers: { 'X-Request-Id': odd } })
      expect(answer.headers.get('X-Request-Id')).toMatch(/^[2-9a-z]{12}$/)
    }
  })

  test('holds no password, token, cookie, address of a link or letter, whatever happens', async () => {
    const { email, token } = await cabinet.invited(companyId)
    const secrets = [token, GOOD_PASSWORD, 'жаңа-құпия-сөз-1', 'secret-query']
    const visitor = app.visitor()
    const opened = await visitor.get(`/invitation/${token}?x=secret-query`)
    await visitor.follow(opened)
    await visitor.get(`/invitation/${token}/mangled`)
    await visitor.get(`/INVITATION/${token}`)
    await visitor.get(`/x/${token}`)
    await visitor.post(`/invitation/${token}`, { password: GOOD_PASSWORD, passwordConfirmation: 'x' })
    await visitor.post(`/invitation/${token}`, {
      password: GOOD_PASSWORD,
      passwordConfirmation: GOOD_PASSWORD,
    })
    secrets.push(...[...visitor.cookies.values()].filter((value) => value.length > 20))
    await app.post('/sign-in?redirectTo=/secret-query', { email, password: 'жаңа-құпия-сөз-1' })
    await app.post(
      '/sign-in',
      { email, password: GOOD_PASSWORD },
      { headers: { 'Sec-Fetch-Site': 'cross-site' } },
    )
    await visitor.get('/profile', {
      headers: { Authorization: `Bearer ${token}`, Referer: `http://x/${token}` },
    })
    const log = app.logged.join('')
    expect(secrets.length).toBeGreaterThan(4)
    for (const secret of secrets) {
      expect(log).not.toContain(secret)
      expect(log).not.toContain(encodeURIComponent(secret))
    }
    expect(log).not.toContain(email)
  })

  test('names an error of the database without its values', async () => {
    expect((await app.get('/test-duplicate')).status).toBe(500)
    const line = linesOf(app).find(({ msg }) => msg === 'A page failed')
    expect(line).toMatchObject({ level: 'error', route: 'test-duplicate', err: { code: 'ER_DUP_ENTRY' } })
    expect(line.err.stack).toContain('Duplicate entry')
    expect(JSON.stringify(line)).not.toMatch(/secret|insert into/i)
  })

  test('says health checks only to who listens closely', async () => {
    await app.get('/healthz')
    expect(linesOf(app).findLast(({ path }) => path === '/healthz')).toMatchObject({ level: 'debug' })
  })
})
