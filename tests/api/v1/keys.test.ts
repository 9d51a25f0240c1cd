import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { closeCompany } from '#app/domain/companies/companies.server.ts'
import { NewApiKey, NewOwnApiKey } from '#app/domain/integrations/integrations.input.server.ts'
import {
  createApiKey,
  createOwnApiKey,
  listApiKeys,
  listOwnApiKeys,
  revokeApiKey,
  revokeOwnApiKey,
} from '#app/domain/integrations/integrations.server.ts'
import { sandbox } from '#app/domain/integrations/sandbox.ts'
import { apiKey, apiOf, binOf, partsOfKey } from '#tests/support/api.ts'
import { type App, startApp } from '#tests/support/app.ts'
import { type Cabinet, createCabinet } from '#tests/support/fixtures.ts'
import { bringCards } from '#tests/support/registers.ts'

let cabinet: Cabinet
let app: App

beforeAll(async () => {
  cabinet = await createCabinet()
  app = await startApp(cabinet)
})
afterAll(async () => {
  await app.stop()
  await cabinet.destroy()
})

const publicIdOf = (key: string) => partsOfKey(key).publicId

describe('a key', () => {
  test('security 23: opens what its scopes allow, and its use is noted', async () => {
    const key = await apiKey(cabinet, { scopes: ['pump'], name: 'АЗС 001' })
    expect(key).toMatch(/^fck_[2-9a-z]{12}_[\w-]{43}$/)
    expect((await apiOf(app, key).get('/api/v1/stations')).status).toBe(200)
    const { keys } = await listApiKeys(await cabinet.system())
    const listed = keys.find(({ publicId }) => publicId === publicIdOf(key))
    expect(listed).toMatchObject({ name: 'АЗС 001', scopes: ['pump'], stations: null, status: 'active' })
    expect(listed?.lastUsedAt).toBeInstanceOf(Date)
  })

  test('security 23: its secret is in no table', async () => {
    const key = await apiKey(cabinet, { scopes: ['pump'] })
    const secret = partsOfKey(key).secret
    const rows = await cabinet.db.selectFrom('api_keys').selectAll().execute()
    const audit = await cabinet.db.selectFrom('audit_log').select('data').execute()
    expect(JSON.stringify([rows, audit])).not.toContain(secret)
    expect(rows.some(({ secret_hash }) => secret_hash.toString('utf8').includes(secret))).toBe(false)
  })

  test.each([
    ['none', undefined],
    ['no key at all', 'something'],
    ['a public id that nobody has', `fck_${'a'.repeat(12)}_${'b'.repeat(43)}`],
  ])('security 23: %s is answered 401 with a challenge', async (_what, key) => {
    const { status, body, headers } = await apiOf(app, key).get('/api/v1/stations')
    expect({ status, code: body.code }).toEqual({ status: 401, code: 'api_key_invalid' })
    expect(headers.get('www-authenticate')).toBe('Bearer')
  })

  test('security 23: a wrong secret and a test prefix on a real key are answered 401', async () => {
    const key = await apiKey(cabinet, { scopes: ['pump'] })
    const last = key.at(-1) === 'A' ? 'B' : 'A'
    for (const wrong of [key.slice(0, -1) + last, key.replace('fck_', 'fckt_'), `${key}x`, key.toUpperCase()])
      expect((await apiOf(app, wrong).get('/api/v1/stations')).status).toBe(401)
    expect((await apiOf(app, key).get('/api/v1/stations')).status).toBe(200)
  })

  test('security 23: ends on the next request when it is revoked, once in the audit log', async () => {
    const key = await apiKey(cabinet, { scopes: ['pump'] })
    const system = await cabinet.system()
    await revokeApiKey(system, publicIdOf(key))
    await revokeApiKey(system, publicIdOf(key))
    expect((await apiOf(app, key).get('/api/v1/stations')).status).toBe(401)
    const row = await cabinet.db
      .selectFrom('api_keys')
      .select('id')
      .where('public_id', '=', publicIdOf(key))
      .executeTakeFirstOrThrow()
    expect(await cabinet.actions({ kind: 'api_key', id: row.id })).toEqual([
      'api_key.created',
      'api_key.revoked',
    ])
  })

  test('security 23: ends when its day comes, and when its company is closed', async () => {
    const company = await cabinet.company()
    const bin = await binOf(cabinet, company)
    const dated = await apiKey(cabinet, { scopes: ['read'], company: bin, days: 1 })
    const lasting = await apiKey(cabinet, { scopes: ['read'], company: bin })
    expect((await apiOf(app, dated).get('/api/v1/cards')).status).toBe(200)
    await cabinet.db
      .updateTable('api_keys')
      .set({ expires_at: new Date(Date.now() - 1_000) })
      .where('public_id', '=', publicIdOf(dated))
      .execute()
    expect((await apiOf(app, dated).get('/api/v1/cards')).status).toBe(401)
    await closeCompany((await cabinet.staff('administrator')).ctx, company)
    expect((await apiOf(app, lasting).get('/api/v1/cards')).status).toBe(401)
  })

  test('security 23: guesses are limited by address', async () => {
    const own = await startApp(cabinet, { settings: { rateLimitFactor: 1 } })
    const guess = () => apiOf(own, `fck_${'a'.repeat(12)}_${'b'.repeat(43)}`).get('/api/v1/stations')
    const statuses = new Set<number>()
    for (let at = 0; at < 32; at++) statuses.add((await guess()).status)
    expect([...statuses]).toEqual([401, 429])
    expect((await guess()).headers.get('retry-after')).toMatch(/^\d+$/)
    await own.stop()
  })
})

describe('making a key', () => {
  const make = async (input: Record<string, unknown>) =>
    createApiKey(await cabinet.system(), NewApiKey.parse({ name: 'x', ...input }))

  test('manage needs a company, stations have to be there', async () => {
    await expect(make({ scopes: ['manage'] })).rejects.toThrow('scope_needs_company')
    await expect(make({ scopes: ['pump'], stations: ['no-such'] })).rejects.toThrow('station_not_found')
    await expect(make({ scopes: ['read'], company: '123' })).rejects.toThrow('company_not_found')
    expect(NewApiKey.safeParse({ name: 'x', scopes: [] }).success).toBe(false)
    expect(NewApiKey.safeParse({ name: 'x', scopes: ['everything'] }).success).toBe(false)
    expect(NewApiKey.safeParse({ name: ' ', scopes: ['pump'] }).success).toBe(false)
  })

  test('a test key sees the test company, which is made with the first and is in no list of companies', async () => {
    const first = await apiKey(cabinet, { scopes: ['pump', 'read', 'manage'], test: true })
    const second = await apiKey(cabinet, { scopes: ['read'], test: true })
    expect(first).toMatch(/^fckt_/)
    const cards = await apiOf(app, first).get('/api/v1/cards')
    expect(cards.body.data).toHaveLength(4)
    expect((await apiOf(app, second).get('/api/v1/cards')).body).toEqual(cards.body)
    const coupons = await apiOf(app, first).get(`/api/v1/coupons?q=${sandbox.coupons[0]}`)
    expect(coupons.body.data).toMatchObject([
      { number: sandbox.coupons[0], remaining_ml: sandbox.couponVolume },
    ])
    const companies = await cabinet.db
      .selectFrom('companies')
      .where('is_test', '=', 1)
      .select('bin')
      .execute()
    expect(companies).toHaveLength(1)
    await expect(make({ scopes: ['read'], company: companies[0]?.bin })).rejects.toThrow('only_test_keys')
  })

  test('a test key of another company is refused', async () => {
    const bin = await binOf(cabinet, await cabinet.company())
    await expect(make({ scopes: ['read'], company: bin, test: true })).rejects.toThrow('not_a_test_company')
  })
})

describe('the keys of an owner', () => {
  test('read and manage the own company, and are listed and revoked there only', async () => {
    const [company, other] = [await cabinet.company(), await cabinet.company()]
    const [owner, stranger] = [await cabinet.client(company), await cabinet.client(other)]
    const [card] = await bringCards(await cabinet.system(), company, [{}])
    const { key, publicId } = await createOwnApiKey(
      owner.ctx,
      NewOwnApiKey.parse({ name: '1C', scopes: ['read', 'manage'] }),
    )
    const blocked = await apiOf(app, key).post(`/api/v1/cards/${card?.id}/block`, { reason: 'Lost' })
    expect(blocked.body).toEqual({ id: String(card?.id), blocked: true })
    const entry = await cabinet.db
      .selectFrom('audit_log')
      .selectAll()
      .where('action', '=', 'card.blocked')
      .where('subject_id', '=', card?.id ?? 0)
      .executeTakeFirstOrThrow()
    expect(entry).toMatchObject({ actor_kind: 'integration', actor_label: '1C', company_id: company })
    expect((await listOwnApiKeys(stranger.ctx)).keys).toEqual([])
    await expect(revokeOwnApiKey(stranger.ctx, publicId)).rejects.toThrow('api_key_not_found')
    expect((await listOwnApiKeys(owner.ctx)).keys).toMatchObject([{ publicId, status: 'active' }])
    expect(await revokeOwnApiKey(owner.ctx, publicId)).toMatchObject({ publicId })
    expect((await listOwnApiKeys(owner.ctx)).keys).toMatchObject([{ publicId, status: 'revoked' }])
  })

  test('an owner gives no scope of a station', () => {
    expect(NewOwnApiKey.safeParse({ name: 'x', scopes: ['pump'] }).success).toBe(false)
    expect(NewOwnApiKey.safeParse({ name: 'x', scopes: 'read' }).success).toBe(true)
  })
})
