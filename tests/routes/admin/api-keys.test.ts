import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { apiOf, partsOfKey } from '#tests/support/api.ts'
import { type App, startApp } from '#tests/support/app.ts'
import { type Cabinet, createCabinet } from '#tests/support/fixtures.ts'
import type { Visitor } from '#tests/support/visitor.ts'

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

const keyOn = (page: string) => /fckt?_[2-9a-z]{12}_[\w-]{43}/.exec(page)?.[0] ?? ''

/** Makes a key by the form; the page that shows it once. */
async function make(visitor: Visitor, base: string, fields: Record<string, string>): Promise<string> {
  expect(await visitor.post(`${base}/new`, fields)).toRedirectTo(`${base}/created`)
  return (await visitor.get(`${base}/created`)).text()
}

test('what the product codes of a system mean is said on a page of its own', async () => {
  const staff = app.as(await cabinet.staff('administrator'))
  const key = keyOn(await make(staff, '/admin/api-keys', { name: 'АЗС 002', scopes: 'pump' }))
  const page = `/admin/api-keys/${partsOfKey(key).publicId}/products`
  await expect(await staff.get('/admin/api-keys')).toShow('АЗС 002')
  await expect(await staff.get(page)).toShow('Система передаёт коды кабинета')
  expect((await staff.post(page, { code: '', product: 'diesel' })).status).toBe(400)
  expect(await staff.post(page, { code: 'ДТ-З', product: 'diesel_winter' })).toRedirectTo(page)
  await expect(await app.as(await cabinet.staff('auditor')).get(page)).toShow('ДТ-З')
  expect(await staff.post(`${page}/remove`, { code: 'ДТ-З' })).toRedirectTo(page)
  await expect(await staff.get(page)).toShow('Система передаёт коды кабинета')
})

test('a key may have several rights at once', async () => {
  const owner = app.as(await cabinet.client(await cabinet.company()))
  const fields = { name: 'Склад', scopes: ['read', 'manage'] }
  expect(await owner.post('/integrations/new', fields)).toRedirectTo('/integrations/created')
  const key = keyOn(await (await owner.get('/integrations/created')).text())
  expect((await apiOf(app, key).get('/api/v1/cards')).status).toBe(200)
  expect((await apiOf(app, key).get('/api/v1/webhook-endpoints')).status).toBe(200)
})

describe.each([
  ['/admin/api-keys', 'an administrator', { name: 'АЗС 001', scopes: 'pump' }, '/api/v1/stations'],
  ['/integrations', 'an owner', { name: '1C', scopes: 'read' }, '/api/v1/cards'],
])('%s', (base, _who, fields, path) => {
  async function visitor(): Promise<Visitor> {
    if (base === '/integrations') return app.as(await cabinet.client(await cabinet.company()))
    return app.as(await cabinet.staff('administrator'))
  }

  test('shows a new key once, which opens the API until it is revoked', async () => {
    const person = await visitor()
    const key = keyOn(await make(person, base, fields))
    expect((await apiOf(app, key).get(path)).status).toBe(200)
    expect(await person.get(`${base}/created`)).toRedirectTo(base)
    const list = await (await person.get(base)).text()
    expect(list).toContain(fields.name)
    expect(keyOn(list)).toBe('')
    expect(await person.post(`${base}/${partsOfKey(key).publicId}/revoke`, {})).toRedirectTo(base)
    expect((await apiOf(app, key).get(path)).status).toBe(401)
  })

  test('a replacement belongs to the same system, and the old key ends after a day', async () => {
    const person = await visitor()
    const old = keyOn(await make(person, base, fields))
    const replace = `${base}/${partsOfKey(old).publicId}/replace`
    expect(await person.post(replace, {})).toRedirectTo(`${base}/created`)
    const key = keyOn(await (await person.get(`${base}/created`)).text())
    expect(key).not.toBe(old)
    expect((await apiOf(app, key).get(path)).status).toBe(200)
    expect((await apiOf(app, old).get(path)).status).toBe(200)
    const rows = await cabinet.db
      .selectFrom('api_keys')
      .select(['integration_id', 'expires_at', 'created_at'])
      .where('public_id', 'in', [partsOfKey(old).publicId, partsOfKey(key).publicId])
      .orderBy('id')
      .execute()
    expect(new Set(rows.map(({ integration_id }) => integration_id)).size).toBe(1)
    expect(rows[1]?.expires_at).toBeNull()
    const hours = (Number(rows[0]?.expires_at) - Number(rows[0]?.created_at)) / 3_600_000
    expect(hours).toBeGreaterThanOrEqual(24)
    expect(hours).toBeLessThan(24.5)
    await cabinet.db
      .updateTable('api_keys')
      .set({ expires_at: new Date(Date.now() - 1000) })
      .where('public_id', '=', partsOfKey(old).publicId)
      .execute()
    expect((await apiOf(app, old).get(path)).status).toBe(401)
    expect((await apiOf(app, key).get(path)).status).toBe(200)
    // What has ended cannot be replaced: a revoked key would live again.
    expect((await person.post(replace, {})).headers.get('Location')).toBe(base)
    const count = await cabinet.db
      .selectFrom('api_keys')
      .where('integration_id', '=', rows[0]?.integration_id ?? 0)
      .select((eb) => eb.fn.countAll<string>().as('keys'))
      .executeTakeFirstOrThrow()
    expect(Number(count.keys)).toBe(2)
  })

  test('the key is in no table that can be read, and not for another person', async () => {
    const person = await visitor()
    expect(await person.post(`${base}/new`, { ...fields, nonce: `nonce-${base}-0123456789` })).toRedirectTo(
      `${base}/created`,
    )
    const key = keyOn(await (await person.get(`${base}/created`)).text())
    const answers = await cabinet.db.selectFrom('form_submissions').select('answer').execute()
    expect(key).not.toBe('')
    expect(JSON.stringify(answers)).not.toContain(partsOfKey(key).secret)
  })

  test('a form without a right is refused beside its field', async () => {
    const refused = await (await visitor()).post(`${base}/new`, { name: fields.name })
    expect(refused.status).toBe(400)
  })
})
