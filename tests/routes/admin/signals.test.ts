import { afterAll, beforeAll, expect, test } from 'vitest'
import type { CompanyId } from '#app/domain/kernel/context.ts'
import { redeem } from '#app/domain/pump-operations/pump-operations.server.ts'
import { listSignals } from '#app/domain/signals/signals.server.ts'
import { listNetworkShortages } from '#app/domain/stations/network-shortages.server.ts'
import { lastTransactions } from '#app/domain/transactions/transactions.server.ts'
import { type App, startApp } from '#tests/support/app.ts'
import { type Cabinet, createCabinet, type Person } from '#tests/support/fixtures.ts'
import { fuelAsked, pumpOf } from '#tests/support/pump.ts'
import { bringCards } from '#tests/support/registers.ts'

let cabinet: Cabinet
let app: App
let operator: Person
let owner: Person
let companyId: CompanyId
let station: string

beforeAll(async () => {
  cabinet = await createCabinet()
  app = await startApp(cabinet)
  operator = await cabinet.staff('operator')
  companyId = await cabinet.company()
  owner = await cabinet.client(companyId)
  station = await cabinet.station()
})
afterAll(async () => {
  await app.stop()
  await cabinet.destroy()
})

async function card() {
  const [one] = await bringCards(operator.ctx, companyId, [{}])
  if (!one) throw new Error('no card')
  return one
}

test('a client says that fuel was not received, staff answer, and the client reads the answer', async () => {
  const { number } = await card()
  const pump = await pumpOf(cabinet)
  await redeem(pump, { ...fuelAsked(station, { by: 'card', number }), volume: 10_000, price: 32_500 })
  const [fuel] = await lastTransactions(owner.ctx, companyId, {}, 1)
  const page = `/transactions/${fuel?.id}`
  const client = app.as(owner)
  expect(await (await client.get('/transactions')).text()).toContain(`href="${page}"`)
  await expect(await client.get(page)).toShow('Сообщить, что топливо не получено')
  const long = await client.post(`${page}/not-received`, { note: 'а'.repeat(501) })
  expect(long.status).toBe(400)
  for (let times = 0; times < 2; times++)
    expect(await client.post(`${page}/not-received`, { note: 'Машина в ремонте' })).toRedirectTo(page)
  await expect(await client.get(page)).toShow('Сотрудники поставщика проверяют')
  const { signals } = await listSignals(operator.ctx, { status: 'open' })
  expect(signals).toHaveLength(1)
  const staff = app.as(operator)
  const signal = `/admin/signals/${signals[0]?.id}`
  await expect(await staff.get('/admin/signals')).toShow('Клиент сообщил, что не получил 10')
  await expect(await staff.get(signal)).toShow('Машина в ремонте')
  expect((await staff.post(`${signal}/settle`, { outcome: '', answer: '' })).status).toBe(400)
  const answer = { outcome: 'confirmed', answer: 'Литры вернули на карту' }
  expect(await staff.post(`${signal}/settle`, answer)).toRedirectTo('/admin/signals')
  expect(await staff.post(`${signal}/settle`, { ...answer, answer: 'Ещё раз' })).toRedirectTo(signal)
  await expect(await client.get(page)).toShow('Литры вернули на карту')
})

test('a suspected card says so to the client without the reason, which staff see', async () => {
  const { id } = await card()
  const staff = app.as(operator)
  const page = `/admin/companies/${companyId}/cards/${id}`
  expect((await staff.post(`${page}/suspicion`, { to: 'suspected', reason: '' })).status).toBe(400)
  const marked = await staff.post(`${page}/suspicion`, { to: 'suspected', reason: 'Два города за час' })
  expect(marked).toRedirectTo(page)
  await expect(await staff.get(page)).toShow('Два города за час')
  const seen = await (await app.as(owner).get(`/cards/${id}`)).text()
  expect(seen).toContain('На проверке')
  expect(seen).toContain('Поставщик')
  expect(seen).not.toContain('Два города за час')
  expect(await staff.post(`${page}/suspicion`, { to: 'cleared', reason: 'Два водителя' })).toRedirectTo(page)
  expect(await (await staff.get(page)).text()).toContain(`href="${page}/suspicion"`)
  await expect(await staff.get(`${page}/suspicion`)).toShow('Отметить как подозрительную')
})

test('a limit for all stations stands on the pages of stations until staff end it', async () => {
  const staff = app.as(operator)
  const form = { product: 'diesel', cap: '40', reason: 'Ремонт на заводе' }
  expect((await staff.post('/admin/stations-network', { ...form, cap: '' })).status).toBe(400)
  expect(await staff.post('/admin/stations-network', form)).toRedirectTo('/admin/stations-network')
  const client = app.as(owner)
  await expect(await client.get(`/stations/${station}`)).toShow(/не более 40.л за заправку, все АЗС/)
  const own = await (await staff.get(`/admin/stations/${station}`)).text()
  expect(own).not.toContain('/outages/')
  const [one] = await listNetworkShortages(operator.ctx)
  const lift = `/admin/stations-network/${one?.id}/lift`
  expect(await staff.post(lift)).toRedirectTo('/admin/stations-network')
  const again = await client.get(`/stations/${station}`)
  expect(await again.text()).not.toContain('все АЗС')
})
