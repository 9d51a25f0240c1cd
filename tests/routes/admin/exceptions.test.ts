import { afterAll, beforeAll, expect, test } from 'vitest'
import { listDiscrepancies } from '#app/domain/discrepancies/discrepancies.server.ts'
import { authorize, completeAuthorization } from '#app/domain/pump-operations/pump-operations.server.ts'
import { compareStateRegisters } from '#app/domain/state-registers/comparing.server.ts'
import { apiKey, apiOf } from '#tests/support/api.ts'
import { type App, startApp } from '#tests/support/app.ts'
import { withSettings } from '#tests/support/context.ts'
import { type Cabinet, createCabinet } from '#tests/support/fixtures.ts'
import { fuelAsked, pumpOf } from '#tests/support/pump.ts'
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

test('the form asks who pays, and charges what it showed', async () => {
  const person = await cabinet.staff('operator')
  const { ctx } = person
  const operator = app.as(person)
  const pump = await pumpOf(cabinet)
  const [card] = await bringCards(ctx, await cabinet.company(), [{}])
  const asked = fuelAsked(await cabinet.station(), { by: 'card', number: card?.number ?? '' })
  await authorize(pump, { ...asked, volume: 20_000, price: 32_500 })
  await completeAuthorization(pump, asked.operationId, { volume: 26_000 })
  const id = (await listDiscrepancies(ctx, { status: 'open' })).discrepancies[0]?.id ?? 0
  const page = `/admin/exceptions/${id}`
  expect(await (await operator.get(page)).text()).toContain('<option value="6000">')
  const refused = await operator.post(`${page}/settle`, { reason: 'Чек', charge: '6001' })
  expect(refused.status).toBe(409)
  expect(await operator.post(`${page}/settle`, { reason: 'Чек', charge: '6000' })).toRedirectTo(
    '/admin/exceptions',
  )
  const billed = await cabinet.db.selectFrom('authorizations').select('billed').executeTakeFirstOrThrow()
  expect(billed.billed).toBe(26_000)
  expect(await (await operator.get(page)).text()).not.toContain('<option value=')
})

test('whoever settles a difference from the page of its shift comes back to that shift', async () => {
  const operator = app.as(await cabinet.staff('operator'))
  const api = apiOf(app, await apiKey(cabinet, { scopes: ['pump'] }))
  const now = Date.now()
  const report = {
    ...{ shift_id: 's-back', station: await cabinet.station() },
    opened_at: new Date(now - 3_600_000).toISOString(),
    closed_at: new Date(now - 60_000).toISOString(),
    totals: ['diesel', 'ai92'].map((product) => ({
      ...{ product, instrument: 'card', operations: 1, volume_ml: 5_000 },
    })),
  }
  expect((await api.post('/api/v1/shifts', report)).status).toBe(201)
  const shift = await cabinet.db.selectFrom('station_shifts').select('id').executeTakeFirstOrThrow()
  const path = `/admin/station-shifts/${shift.id}`
  const html = await (await operator.get(path)).text()
  const links = [...html.matchAll(/href="(\/admin\/exceptions\/\d+\?of=shift)"/g)].map(
    ([, href = '']) => href,
  )
  expect(links).toHaveLength(2)
  const [first = '', second = ''] = links
  const page = await (await operator.get(first)).text()
  expect(page).toContain(`href="${path}"`)
  const action = /action="(\/admin\/exceptions\/\d+\/settle[^"]*)"/.exec(page)?.[1] ?? ''
  const refused = await operator.post(action, { reason: '' })
  expect([refused.status, (await refused.text()).includes(`action="${action}"`)]).toEqual([400, true])
  expect(await operator.post(action, { reason: 'Чек приложен' })).toRedirectTo(path)
  // From the list it goes on in the list.
  const plain = second.replace('?of=shift', '')
  expect(await (await operator.get(plain)).text()).toContain(`href="${path}"`)
  expect(await operator.post(`${plain}/settle`, { reason: 'Чек' })).toRedirectTo('/admin/exceptions')
})

test('what a processor has otherwise stands with both figures, and staff ask again or say why not', async () => {
  const settings = { processing: { card: 'outside', coupon: 'here' } } as const
  const outside = await startApp(cabinet, { settings })
  const person = await cabinet.staff('operator')
  const operator = outside.as(person)
  const [one, two] = await bringCards(person.ctx, await cabinet.company(), [{}, {}])
  await cabinet.db
    .updateTable('cards')
    .set({ updated_at: new Date(Date.now() - 3_600_000), daily_limit: 100_000, limit_unit: 'ml' })
    .execute()
  const api = apiOf(outside, await apiKey(cabinet, { scopes: ['instructions'] }))
  const limits = [{ period: 'daily', limit: 250_000, unit: 'ml' }]
  const told = { blocked: true, valid_until: '2031-12-31', products: ['ai92', 'diesel'], limits }
  const raw = [one, two].map((card) => JSON.stringify({ number: card?.number, ...told })).join('\n')
  const at = new URLSearchParams({ instrument: 'card', as_of: new Date(Date.now() - 60_000).toISOString() })
  const headers = { 'content-type': 'application/x-ndjson' }
  expect((await api.post(`/api/v1/state-registers?${at}`, undefined, { raw, headers })).status).toBe(201)
  const system = withSettings(await cabinet.system(), settings)
  while (await compareStateRegisters(system));

  const list = await (await operator.get('/admin/exceptions')).text()
  for (const words of ['У процессинга другое состояние', 'Реестры состояний процессинга', one?.number ?? ''])
    expect(list).toContain(words)
  const { discrepancies } = await listDiscrepancies(person.ctx, { status: 'open' })
  const idOf = (number = '') => discrepancies.find(({ instrument }) => instrument?.number === number)?.id ?? 0
  const page = `/admin/exceptions/${idOf(one?.number)}`
  const text = await (await operator.get(page)).text()
  for (const words of ['В процессинге', '250 л', '100 л', '31.12.2031', 'Заблокирована'])
    expect(text.replaceAll('\u00a0', ' ')).toContain(words)
  expect(text).not.toContain('undefined')
  const again = { reason: 'Наше верно', ask: 'again' }
  expect((await operator.post(`${page}/settle`, { ...again, ask: 'perhaps' })).status).toBe(400)
  expect(await operator.post(`${page}/settle`, again)).toRedirectTo('/admin/exceptions')
  expect((await api.get('/api/v1/instructions')).body.data).toMatchObject([{ number: one?.number }])
  // Of what the cabinet decides itself nobody can be asked.
  expect((await app.as(person).post(`/admin/exceptions/${idOf(two?.number)}/settle`, again)).status).toBe(400)
  await outside.stop()
})
