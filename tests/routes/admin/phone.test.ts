import { afterAll, beforeAll, expect, test } from 'vitest'
import { findOwnStation } from '#app/domain/stations/cashier-station.server.ts'
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

const BASE = '/admin/phone-authorizations'
const locationOf = (response: Response) => response.headers.get('Location') ?? ''

async function card() {
  const [one] = await bringCards(await cabinet.system(), await cabinet.company(), [{ products: ['diesel'] }])
  return one?.number ?? ''
}

/** Asks as support does. @returns the page of the answer and the code on it */
async function ask(number: string, station: string) {
  const support = app.as(await cabinet.staff('support'))
  const asked = { code: number, station, volume: '20,5' }
  const page = locationOf(await support.post(`${BASE}/new`, asked))
  const html = await (await support.get(page)).text()
  return { support, page, html, code: /data-phone-code="(\d{8})"/.exec(html)?.[1] ?? '' }
}

test('support asks for a station on the telephone, and its till enters the code', async () => {
  const person = await cabinet.staff('cashier')
  const { code: station } = await findOwnStation(person.ctx)
  const { support, page, html, code } = await ask(await card(), station)
  expect(html).toContain('data-code="approved"')
  expect(html).toContain(`${code.slice(0, 4)} ${code.slice(4)}`)
  // Told once.
  expect(await (await support.get(page)).text()).not.toContain(code)
  expect(await (await support.get(BASE)).text()).toContain(`href="${page}"`)

  const cashier = app.as(person)
  await cashier.post('/till/shift', { pin: '2468' })
  expect(await (await cashier.get('/till')).text()).toContain('href="/till/phone-code"')
  const odd = await cashier.post('/till/phone-code', { phoneCode: '12', volume: '20' })
  expect([odd.status, (await odd.text()).includes('value="20"')]).toEqual([400, true])
  const done = await cashier.post('/till/phone-code', {
    phoneCode: `${code.slice(0, 4)} ${code.slice(4)}`,
    volume: '18,3',
  })
  expect(await (await cashier.follow(done)).text()).toContain('data-status="completed"')
  expect(await support.post(`${page}/settle`, { volume: '18,3' })).toRedirectTo(page)
  expect(await support.get(`${page}/settle`)).toRedirectTo(page)
})

test('the code of one person is shown to nobody else, and a decline is explained with its rule', async () => {
  const number = await card()
  const station = await cabinet.station()
  const { page, code } = await ask(number, station)
  const other = app.as(await cabinet.staff('operator'))
  expect(await (await other.get(page)).text()).not.toContain(code)
  expect(await other.post(`${page}/settle`, { volume: '0' })).toRedirectTo(page)
  const declined = await ask(number, 'nowhere')
  expect(declined.code).toBe('')
  expect(declined.html).toContain('data-code="station_unknown"')
})

test('an auditor reads what was asked and asks nothing', async () => {
  const { page } = await ask(await card(), await cabinet.station())
  const auditor = app.as(await cabinet.staff('auditor'))
  expect((await auditor.get(page)).status).toBe(200)
  expect(await (await auditor.get(BASE)).text()).not.toContain(`${BASE}/new`)
  expect((await auditor.get(`${BASE}/new`)).status).toBe(403)
  expect((await auditor.post(`${page}/settle`, { volume: '1' })).status).toBe(403)
})

test('a station system sends the code with what it dispensed without connection', async () => {
  const number = await card()
  const station = await cabinet.station()
  const { code } = await ask(number, station)
  const api = apiOf(app, await apiKey(cabinet, { scopes: ['pump'] }))
  const item = { station, product: 'diesel', card_number: number, volume_ml: 19_000 }
  const data = [
    { operation_id: newOperationId(), ...item, phone_code: '00000000' },
    { operation_id: newOperationId(), ...item, phone_code: code },
  ]
  const answer = await api.post('/api/v1/offline-completions', { data })
  expect(answer.body.data).toMatchObject([
    { status: 'not_recorded', error: 'phone_code_wrong' },
    { status: 'completed', volume_ml: 19_000, operation_id: data[1]?.operation_id },
  ])
})
