import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { apiKey, apiOf, binOf } from '#tests/support/api.ts'
import { documentedOperations } from '#tests/support/api-document.ts'
import { type App, startApp } from '#tests/support/app.ts'
import { type Cabinet, createCabinet } from '#tests/support/fixtures.ts'
import { newOperationId } from '#tests/support/pump.ts'
import { bringCards, bringCoupons, bringTransactions } from '#tests/support/registers.ts'

let cabinet: Cabinet
let app: App
let api: ReturnType<typeof apiOf>
let company: Awaited<ReturnType<Cabinet['company']>>

beforeAll(async () => {
  cabinet = await createCabinet()
  app = await startApp(cabinet)
  company = await cabinet.company()
  const scopes = ['pump', 'registers', 'instructions', 'read', 'manage']
  api = apiOf(app, await apiKey(cabinet, { scopes, company: await binOf(cabinet, company) }))
})
afterAll(async () => {
  await app.stop()
  await cabinet.destroy()
})

const operations = documentedOperations()
/** With JSON; a file as the body: registers.test.ts. */
const posts = operations.filter(
  ({ method, operation }) => method === 'POST' && !operation.requestBody?.content['application/octet-stream'],
)
const lists = operations.filter(
  ({ method, operation }) => method === 'GET' && operation.parameters?.some((one) => one.name === 'cursor'),
)
const target = (path: string) => path.replace(/\{\w+\}/, '987654321')

describe('what is refused is a problem', () => {
  test('404 for what is no path, 405 with Allow for a method that a path has not', async () => {
    expect(await api.get('/api/v1/nothing')).toMatchObject({ status: 404, body: { code: 'not_found' } })
    expect(await api.get('/api/v2/cards')).toMatchObject({ status: 404 })
    expect(await api.get('/api/v1/stations/')).toMatchObject({ status: 404 })
    for (const { path } of operations) {
      const answer = await api.send('PATCH', target(path))
      expect(answer.status).toBe(405)
      const own = operations.filter((one) => target(one.path) === target(path)).map(({ method }) => method)
      const allowed = own.flatMap((method) => (method === 'GET' ? ['GET', 'HEAD'] : [method]))
      expect(answer.headers.get('allow')?.split(', ').sort()).toEqual([...new Set(allowed)].sort())
      // No other site may ask, so that nothing is said to the browser of one.
      const options = await api.send('OPTIONS', target(path))
      expect(options).toMatchObject({ status: 405, body: { code: 'method_not_allowed' } })
      expect(options.headers.get('allow')).toBe(answer.headers.get('allow'))
      expect(options.headers.get('access-control-allow-origin')).toBeNull()
    }
  })

  test.each(posts)('$path takes JSON only, and no more than 64 KB', async ({ path }) => {
    const send = (raw: string, type = 'application/json') =>
      api.send('POST', target(path), { raw, headers: { 'content-type': type } })
    expect(await send('a=1', 'application/x-www-form-urlencoded')).toMatchObject({ status: 415 })
    expect(await send('{}', 'text/plain')).toMatchObject({ status: 415 })
    for (const raw of ['{"a":', '\ud800', `${'['.repeat(5_000)}${']'.repeat(5_000)}`])
      expect(await send(raw)).toMatchObject({ status: 400, body: { code: 'json_invalid' } })
    const large = await send(JSON.stringify({ reason: 'x'.repeat(70_000) }))
    expect(large).toMatchObject({ status: 413, body: { code: 'body_too_large' } })
  })

  test.each(posts)(
    '$path names the fields that are none, and survives every kind of JSON',
    async ({ path }) => {
      const odd = await api.post(target(path), { nonsense: 1 })
      expect(odd).toMatchObject({ status: 422, body: { code: 'fields_invalid' } })
      expect(odd.body.errors).toContainEqual(
        expect.objectContaining({ field: '/nonsense', code: 'field_unknown' }),
      )
      for (const raw of ['null', '[]', '"x"', '0', 'true', '{"__proto__":{"a":1}}', '{"constructor":{}}'])
        expect([404, 422]).toContain((await api.send('POST', target(path), { raw })).status)
    },
  )

  test.each(lists)('$path refuses a filter that it does not know', async ({ path }) => {
    for (const query of ['nonsense=1', 'cursor=nonsense', 'product=%27', 'product=diesel&product=lpg'])
      expect(await api.get(`${path}?${query}`)).toMatchObject({ status: 422 })
  })

  test('429 says when to come back', async () => {
    const own = await startApp(cabinet, { settings: { rateLimitFactor: 1 / 3_000 } })
    const key = await apiKey(cabinet, { scopes: ['pump'] })
    expect((await apiOf(own, key).get('/api/v1/stations')).status).toBe(200)
    const refused = await apiOf(own, key).get('/api/v1/stations')
    expect(refused).toMatchObject({ status: 429, body: { code: 'too_many_requests' } })
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
    expect(refused.headers.get('ratelimit')).toMatch(/r=0/)
    await own.stop()
  })
})

describe('lists', () => {
  test('lead on by an opaque cursor, and every row comes once', async () => {
    await bringCards(
      await cabinet.system(),
      company,
      Array.from({ length: 120 }, () => ({})),
    )
    const seen: unknown[] = []
    let cursor: string | null | undefined
    do {
      const page = await api.get(`/api/v1/cards${cursor ? `?cursor=${cursor}` : ''}`)
      seen.push(...(page.body.data ?? []).map(({ id }) => id))
      cursor = page.body.next_cursor
    } while (cursor)
    expect(new Set(seen).size).toBe(120)
    expect(seen).toHaveLength(120)
  })

  test('coupons have no QR payload, in lists and alone', async () => {
    const [coupon] = await bringCoupons(await cabinet.system(), company, [{ qr: 'SECRET-PAYLOAD' }])
    const answers = [await api.get('/api/v1/coupons'), await api.get(`/api/v1/coupons/${coupon?.id}`)]
    expect(JSON.stringify(answers.map(({ body }) => body))).not.toMatch(/SECRET|qr|cipher/i)
    expect(answers[1]?.body).toMatchObject({ number: coupon?.number, works: true, remaining_ml: 20_000 })
    expect(answers[1]?.body).toMatchObject({ divisible: false, remainder_becomes: 'refused' })
  })

  test('a transaction says what it left on a coupon, alone as in the list', async () => {
    await bringCoupons(await cabinet.system(), company, [{ qr: 'leaves-eight', divisible: true }])
    const fill = { operation_id: newOperationId(), station: await cabinet.station(), product: 'diesel' }
    const told = { ...fill, qr: 'leaves-eight', volume_ml: 12_000, receipt: 'leaves-eight' }
    expect(await api.post('/api/v1/redemptions', told)).toMatchObject({ status: 201 })
    const { data } = (await api.get('/api/v1/transactions?q=leaves-eight')).body
    const remainder = { volume_ml: 8_000, becomes: 'kept' }
    expect(data).toMatchObject([{ receipt: 'leaves-eight', remainder }])
    expect((await api.get(`/api/v1/transactions/${data?.[0]?.id}`)).body).toMatchObject({ remainder })
  })

  test('a transaction has the offset of Almaty, alone as in the list', async () => {
    const station = await cabinet.station()
    await bringTransactions(await cabinet.system(), company, [
      { occurredAt: new Date('2026-11-20T05:30:00Z') },
    ])
    expect((await api.get(`/api/v1/stations/${station}`)).body).toMatchObject({ code: station, open: true })
    const { body } = await api.get('/api/v1/transactions?from=2026-11-20&to=2026-11-20')
    expect(body.data).toMatchObject([{ occurred_at: '2026-11-20T10:30:00+05:00' }])
    expect((await api.get(`/api/v1/transactions/${body.data?.[0]?.id}`)).body).toEqual(body.data?.[0])
  })
})

/** What blocking leaves behind; that every such call is done once: sweep.test.ts. */
const once = posts.filter(({ path }) => path.endsWith('block'))

describe.each(once)('$path with an Idempotency-Key', ({ path, operation }) => {
  const noun = path.includes('/cards/') ? 'card' : 'coupon'
  const unblocks = path.endsWith('/unblock')
  const hasReason = JSON.stringify(operation.requestBody ?? {}).includes('reason')

  async function thing(): Promise<{ id: number; path: string }> {
    const system = await cabinet.system()
    const bring = noun === 'card' ? bringCards : bringCoupons
    const [made] = await bring(system, company, [{}])
    const id = made?.id ?? 0
    if (unblocks) await api.post(`/api/v1/${noun}s/${id}/block`, {})
    return { id, path: path.replace('{id}', String(id)) }
  }
  const send = (at: string, key: string, body: object = {}) =>
    api.post(at, body, { headers: { 'idempotency-key': key } })

  test('is done once, and a repeat gets the same answer', async () => {
    const { id, path: at } = await thing()
    const first = await send(at, `key-${path}-1`)
    const second = await send(at, `key-${path}-1`)
    expect(first.status).toBe(200)
    expect(first.headers.get('idempotent-replayed')).toBeNull()
    expect(second.body).toEqual(first.body)
    expect(second.headers.get('idempotent-replayed')).toBe('true')
    const done = await cabinet.actions({ kind: noun, id })
    expect(done.filter((action) => action === `${noun}.${unblocks ? 'unblocked' : 'blocked'}`)).toHaveLength(
      1,
    )
  })

  test('another request under the same key is refused, and the first 8 at once are one', async () => {
    const [one, other] = [await thing(), await thing()]
    const all = await Promise.all(Array.from({ length: 8 }, () => send(one.path, `key-${path}-2`)))
    expect(new Set(all.map(({ status }) => status))).toEqual(new Set([200]))
    expect(await send(other.path, `key-${path}-2`)).toMatchObject({
      status: 422,
      body: { code: 'idempotency_key_reused' },
    })
    if (hasReason)
      expect(await send(one.path, `key-${path}-2`, { reason: 'x' })).toMatchObject({ status: 422 })
    const long = await send(one.path, 'k'.repeat(129))
    expect(long).toMatchObject({ status: 400, body: { code: 'idempotency_key_invalid' } })
  })
})
