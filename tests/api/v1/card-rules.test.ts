import { afterAll, beforeAll, expect, test } from 'vitest'
import { apiKey, apiOf, binOf } from '#tests/support/api.ts'
import { type App, startApp } from '#tests/support/app.ts'
import { type Cabinet, createCabinet } from '#tests/support/fixtures.ts'
import { newOperationId } from '#tests/support/pump.ts'
import { bringCards } from '#tests/support/registers.ts'

let cabinet: Cabinet
let app: App
let own: ReturnType<typeof apiOf>
let pump: ReturnType<typeof apiOf>
let station: string
let card: { id: number; number: string }

beforeAll(async () => {
  cabinet = await createCabinet()
  app = await startApp(cabinet)
  const company = await cabinet.company()
  const [made] = await bringCards(await cabinet.system(), company, [{ products: ['diesel', 'ai95'] }])
  if (!made) throw new Error('no card')
  card = made
  own = apiOf(app, await apiKey(cabinet, { scopes: ['manage'], company: await binOf(cabinet, company) }))
  pump = apiOf(app, await apiKey(cabinet, { scopes: ['pump'] }))
  station = await cabinet.station()
})
afterAll(async () => {
  await app.stop()
  await cabinet.destroy()
})

const put = (body: unknown, version?: string) =>
  own.send('PUT', `/api/v1/cards/${card.id}/rule`, {
    body,
    ...(version !== undefined && { headers: { 'if-match': version } }),
  })
const authorize = async (volume: number) => {
  const asked = { operation_id: newOperationId(), station, product: 'diesel', card_number: card.number }
  return (await pump.post('/api/v1/authorizations', { ...asked, volume_ml: volume })).body
}

test('a rule is read with its version, set with it, in force at once, and removed', async () => {
  const before = await own.get(`/api/v1/cards/${card.id}/rule`)
  const none = { rule: null, version: 0, origin: 'none', template: null, group: null }
  expect(before.body).toEqual(none)
  expect(before.headers.get('etag')).toBe('"0"')
  const rule = {
    unit: 'ml',
    per_fill: 20_000,
    per_day: 60_000,
    products: ['diesel'],
    weekdays: [1, 2, 3, 4, 5, 6, 7],
    time_from: '00:00',
    time_to: '23:59',
    stations: { mode: 'only', codes: [station] },
  }
  const set = await put(rule, '"0"')
  expect(set).toMatchObject({
    status: 200,
    body: {
      version: 1,
      origin: 'own',
      rule: { per_fill: 20_000, per_week: null, weekdays: [], time_to: '23:59' },
    },
  })
  expect(set.headers.get('etag')).toBe('"1"')
  expect(await own.get(`/api/v1/cards/${card.id}/rule`)).toMatchObject({ body: set.body })
  const { version: _version, ...body } = set.body
  expect(await put(body.rule, '"1"')).toMatchObject({ status: 200, body: { version: 1 } })
  await put({ unit: 'ml', per_fill: 20_000 }, '"1"')
  expect(await authorize(50_000)).toMatchObject({ status: 'held', volume_ml: 20_000 })
  const gone = await own.send('DELETE', `/api/v1/cards/${card.id}/rule`, { headers: { 'if-match': '"2"' } })
  expect(gone).toMatchObject({ status: 200, body: { rule: null, version: 0 } })
  expect(await authorize(50_000)).toMatchObject({ volume_ml: 50_000 })
})

test('nothing is changed without the version, or with another one', async () => {
  expect(await put({ unit: 'ml', per_day: 1_000 })).toMatchObject({
    status: 428,
    body: { code: 'version_required' },
  })
  for (const version of ['"7"', '*', '0', 'W/"0"', '""'])
    expect(await put({ unit: 'ml', per_day: 1_000 }, version)).toMatchObject({
      status: 412,
      body: { code: 'version_differs' },
    })
  expect((await own.get(`/api/v1/cards/${card.id}/rule`)).body.rule).toBeNull()
})

test.each([
  ['nothing', { unit: 'ml' }, 400, 'rule_empty'],
  ['a day above the week', { unit: 'ml', per_day: 9_000, per_week: 5_000 }, 400, 'rule_above_longer'],
  ['half of the hours', { unit: 'ml', time_from: '08:00' }, 422, 'fields_invalid'],
  ['no time at all', { unit: 'ml', time_from: '08:00', time_to: '08:00' }, 422, 'fields_invalid'],
  ['a limit of nothing', { unit: 'ml', per_day: 0 }, 422, 'fields_invalid'],
  ['a field that there is not', { unit: 'ml', per_year: 5_000 }, 422, 'fields_invalid'],
] as const)('%s is refused', async (_, body, status, code) => {
  expect(await put(body, '"0"')).toMatchObject({ status, body: { code } })
})
