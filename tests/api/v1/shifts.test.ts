import { afterAll, beforeAll, expect, test } from 'vitest'
import { apiKey, apiOf } from '#tests/support/api.ts'
import { type App, startApp } from '#tests/support/app.ts'
import { type Cabinet, createCabinet } from '#tests/support/fixtures.ts'
import { newOperationId } from '#tests/support/pump.ts'
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

const ago = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString()

async function atStation() {
  const station = await cabinet.station()
  const system = await cabinet.system()
  const [card] = await bringCards(system, await cabinet.company(), [{ products: ['diesel'] }])
  const api = apiOf(app, await apiKey(cabinet, { scopes: ['pump'] }))
  const asked = () => ({
    ...{ operation_id: newOperationId(), station, product: 'diesel' },
    card_number: card?.number ?? '',
  })
  const shift = (more: Record<string, unknown> = {}) => ({
    ...{ shift_id: newOperationId(), station, opened_at: ago(120), closed_at: ago(1), totals: [] },
    ...more,
  })
  return { api, station, asked, shift }
}

test('a shift is answered with both figures of each line, and asked for again by its id', async () => {
  const { api, station, asked, shift } = await atStation()
  const fill = asked()
  const done = { ...fill, volume_ml: 20_000, occurred_at: ago(5) }
  await api.post('/api/v1/offline-completions', { data: [done] })
  const told = shift({
    totals: [{ product: 'diesel', instrument: 'card', operations: 1, volume_ml: 21_000 }],
    operations: [{ operation_id: fill.operation_id, volume_ml: 21_000 }],
  })
  const { status, body } = await api.post('/api/v1/shifts', told)
  expect(status).toBe(201)
  const line = { product: 'diesel', instrument: 'card' }
  const sides = {
    cabinet: { operations: 1, volume_ml: 20_000 },
    station: { operations: 1, volume_ml: 21_000 },
  }
  expect(body).toMatchObject({
    ...{ shift_id: told.shift_id, station, agrees: false, open: [] },
    differences: [
      { kind: 'volume', operation_id: fill.operation_id, ...line, ...sides },
      { kind: 'total', operation_id: null, ...line, ...sides },
    ],
  })
  const again = await api.post('/api/v1/shifts', told)
  expect([again.status, again.headers.get('idempotent-replayed'), again.body]).toEqual([200, 'true', body])
  expect((await api.get(`/api/v1/shifts/${told.shift_id}`)).body).toEqual(body)
  const other = await api.post('/api/v1/shifts', { ...told, totals: [] })
  expect([other.status, other.body.code]).toEqual([422, 'operation_differs'])
})

test("a system's own product codes are understood", async () => {
  const { api, shift } = await atStation()
  const totals = [{ product: 'ai92', instrument: 'card', operations: 1, volume_ml: 5 }]
  const { body } = await api.post('/api/v1/shifts', shift({ totals }))
  expect(body.differences).toMatchObject([{ kind: 'total', product: 'ai92', cabinet: null }])
})

test.each([
  ['ends before it began', { opened_at: ago(1), closed_at: ago(2) }, '/closed_at invalid'],
  ['lasts more than a week', { opened_at: ago(11_000) }, '/closed_at invalid'],
  [
    'has fewer than no litres',
    { totals: [{ product: 'ai92', instrument: 'card', operations: 1, volume_ml: -1 }] },
    '/totals/0/volume_ml invalid',
  ],
])('a shift that %s is refused', async (_, more, fault) => {
  const { api, shift } = await atStation()
  const { status, body } = await api.post('/api/v1/shifts', shift(more))
  expect(status).toBe(422)
  expect(body.errors?.map(({ field, code }) => `${field} ${code}`)).toEqual([fault])
})

test('a shift that is not over yet is refused', async () => {
  const { api, shift } = await atStation()
  const { status, body } = await api.post('/api/v1/shifts', shift({ closed_at: ago(-60) }))
  expect([status, body.code, body.errors?.map(({ field }) => field)]).toEqual([
    422,
    'fields_invalid',
    ['/closed_at'],
  ])
})

test('a clock that is a little ahead closes its shift with what it told by that clock', async () => {
  const { api, asked, shift } = await atStation()
  const fill = { ...asked(), volume_ml: 5_000, occurred_at: ago(-3) }
  expect((await api.post('/api/v1/redemptions', fill)).status).toBe(201)
  const totals = [{ product: 'diesel', instrument: 'card', operations: 1, volume_ml: 5_000 }]
  const closed = await api.post('/api/v1/shifts', shift({ closed_at: ago(-4), totals }))
  expect(closed).toMatchObject({ status: 201, body: { agrees: true, differences: [] } })
  const early = await api.post('/api/v1/shifts', shift({ closed_at: ago(-6) }))
  expect(early).toMatchObject({ status: 422, body: { code: 'fields_invalid' } })
})

test("another system's shift and a made-up one answer alike", async () => {
  const { api, shift } = await atStation()
  const told = shift()
  await api.post('/api/v1/shifts', told)
  const stranger = apiOf(app, await apiKey(cabinet, { scopes: ['pump'] }))
  const answers = await Promise.all(
    [told.shift_id, 'made-up'].map((id) => stranger.get(`/api/v1/shifts/${id}`)),
  )
  expect(answers.map(({ status, body }) => [status, body.code])).toEqual([
    [404, 'not_found'],
    [404, 'not_found'],
  ])
})
