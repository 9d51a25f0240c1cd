import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { apiScopes } from '#app/domain/kernel/roles.ts'
import { type ApiAnswer, apiKey, apiOf, binOf } from '#tests/support/api.ts'
import { documentedOperations } from '#tests/support/api-document.ts'
import { type App, startApp } from '#tests/support/app.ts'
import { type Cabinet, createCabinet } from '#tests/support/fixtures.ts'
import { bringCards, bringCoupons, bringTransactions } from '#tests/support/registers.ts'

let cabinet: Cabinet
let app: App
let keys: Record<string, string>
let own: Record<string, string>
let foreign: Record<string, string>

const operations = documentedOperations()

beforeAll(async () => {
  cabinet = await createCabinet()
  app = await startApp(cabinet)
  const [company, other] = [await cabinet.company(), await cabinet.company()]
  const bin = await binOf(cabinet, company)
  keys = {}
  for (const scope of apiScopes) keys[scope] = await apiKey(cabinet, { scopes: [scope], company: bin })
  own = await thingsOf(company)
  foreign = await thingsOf(other)
})
afterAll(async () => {
  await app.stop()
  await cabinet.destroy()
})

async function thingsOf(company: Awaited<ReturnType<Cabinet['company']>>): Promise<Record<string, string>> {
  const system = await cabinet.system()
  const [card] = await bringCards(system, company, [{}])
  const [coupon] = await bringCoupons(system, company, [{}])
  await bringTransactions(system, company, [{}])
  const transaction = await cabinet.db
    .selectFrom('transactions')
    .select('id')
    .where('company_id', '=', company)
    .executeTakeFirst()
  return { cards: String(card?.id), coupons: String(coupon?.id), transactions: String(transaction?.id) }
}

const at = (path: string, id: string) => path.replace(/\{\w+\}/, id)
const call = (method: string, path: string, key: string | undefined): Promise<ApiAnswer> =>
  apiOf(app, key).send(method, path, method === 'POST' ? { body: {} } : {})

describe.each(operations)('$method $path', ({ method, path, operation }) => {
  test.each(apiScopes)('security 23: with scope %s', async (scope) => {
    const opened = operation.security?.[0]?.key ?? []
    const answer = await call(method, at(path, 'nobody'), keys[scope])
    expect(answer.body.code === 'scope_missing').toBe(!opened.includes(scope))
    if (!opened.includes(scope)) expect(answer.status).toBe(403)
  })

  test('security 23: without a key, and with one in the address or in a cookie', async () => {
    const key = keys[operation.security?.[0]?.key?.[0] ?? 'read'] ?? ''
    const target = at(path, 'nobody')
    expect((await call(method, target, undefined)).status).toBe(401)
    expect((await call(method, `${target}?key=${key}&access_token=${key}`, undefined)).status).toBe(401)
    const cookie = await apiOf(app).send(method, target, { headers: { cookie: `session=${key}` } })
    expect(cookie.status).toBe(401)
    expect(cookie.headers.getSetCookie()).toEqual([])
  })

  test('security 21: has the headers of every answer and lets no other site read it', async () => {
    const { headers } = await call(method, at(path, 'nobody'), keys.read)
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('cache-control')).toBe('no-store')
    expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'")
    expect(headers.get('access-control-allow-origin')).toBeNull()
    expect(headers.get('ratelimit')).toMatch(/^"default";r=\d+;t=\d+$/)
    expect(headers.get('ratelimit-policy')).toMatch(/^"default";q=\d+;w=60$/)
  })
})

const byId = operations.filter(({ path }) => /^\/api\/v1\/(cards|coupons|transactions)\/\{/.test(path))

describe.each(byId)('$method $path', ({ method, path, operation }) => {
  const noun = path.split('/')[3] ?? ''
  const scope = operation.security?.[0]?.key?.[0] ?? ''

  test("security 22: another company's id answers like a random one, the own one does not", async () => {
    const without = (answer: ApiAnswer) => ({
      status: answer.status,
      body: { ...answer.body, request_id: '' },
    })
    const [theirs, random] = [
      await call(method, at(path, foreign[noun] ?? ''), keys[scope]),
      await call(method, at(path, '987654321'), keys[scope]),
    ]
    expect(theirs.status).toBe(404)
    expect(without(theirs)).toEqual(without(random))
    expect((await call(method, at(path, own[noun] ?? ''), keys[scope])).status).not.toBe(404)
  })

  test.each(['0', '-1', '1e3', '01', 'null', '%00', '1%2f2', "1'--", '9'.repeat(40), 'ә'])(
    'the id %s leads nowhere',
    async (id) => {
      const answer = await call(method, at(path, encodeURIComponent(decodeURIComponent(id))), keys[scope])
      expect(answer.status).toBe(404)
    },
  )
})

test("security 22: lists show no other company's things", async () => {
  for (const noun of ['cards', 'coupons', 'transactions']) {
    const { body } = await apiOf(app, keys.read).get(`/api/v1/${noun}`)
    const ids = body.data?.map(({ id }) => id)
    expect(ids).toContain(own[noun])
    expect(ids).not.toContain(foreign[noun])
  }
})

test('a key without a company has no things of companies', async () => {
  const key = await apiKey(cabinet, { scopes: ['read'] })
  const { status, body } = await apiOf(app, key).get('/api/v1/cards')
  expect({ status, code: body.code }).toEqual({ status: 403, code: 'key_without_company' })
})
