import { afterAll, beforeAll, expect, test } from 'vitest'
import { addDays, businessDay, fromAlmatyWallClock } from '#app/domain/kernel/calendar.ts'
import type { CompanyId } from '#app/domain/kernel/context.ts'
import { type App, startApp } from '#tests/support/app.ts'
import { type Cabinet, createCabinet, type Person } from '#tests/support/fixtures.ts'
import { bringCards, bringCoupons, bringTransactions } from '#tests/support/registers.ts'
import type { Visitor } from '#tests/support/visitor.ts'

let cabinet: Cabinet
let app: App
let companyId: CompanyId
let owner: Person
let viewer: Person
let visitor: Visitor
let today: string

beforeAll(async () => {
  cabinet = await createCabinet()
  app = await startApp(cabinet)
  companyId = await cabinet.company()
  owner = await cabinet.client(companyId, 'owner')
  viewer = await cabinet.client(companyId, 'viewer')
  visitor = app.as(owner)
  today = businessDay(owner.ctx.now)
})
afterAll(async () => {
  await app.stop()
  await cabinet.destroy()
})

/** The answers to one form that is sent three times at once. */
async function thrice(path: string, fields: Record<string, string>, nonce: string): Promise<string> {
  const answers = await Promise.all([1, 2, 3].map(() => visitor.post(path, { ...fields, nonce })))
  expect(answers.map(({ status }) => status)).toEqual([302, 302, 302])
  return answers[0]?.headers.get('Location') ?? ''
}

async function entries(kind: 'driver' | 'vehicle', path: string): Promise<string[]> {
  return cabinet.actions({ kind, id: Number(path.split('/').at(-1)) })
}

test('each form about a driver or a vehicle, sent several times at once, has one effect', async () => {
  const driver = await thrice('/drivers/new', { name: 'Ким Олег', phone: '8 701 555 11 22' }, 'd-1')
  expect(driver).toMatch(/^\/drivers\/\d+$/)
  await thrice(`${driver}/edit`, { name: 'Ким Олег Ильич', version: '1' }, 'd-2')
  await thrice(`${driver}/archive`, {}, 'd-3')
  await thrice(`${driver}/restore`, {}, 'd-4')
  expect(await entries('driver', driver)).toEqual(
    ['created', 'edited', 'archived', 'restored'].map((what) => `driver.${what}`),
  )
  const vehicle = await thrice('/vehicles/new', { plate: '719 BMW 17', tank: '62,5', norm: '9,4' }, 'v-1')
  await thrice(`${vehicle}/edit`, { plate: '719 BMW 17', tank: '70', version: '1' }, 'v-2')
  await thrice(`${vehicle}/odometer`, { km: '90 000' }, 'v-3')
  await thrice(`${vehicle}/archive`, {}, 'v-4')
  await thrice(`${vehicle}/restore`, {}, 'v-5')
  expect(await entries('vehicle', vehicle)).toEqual(
    ['created', 'edited', 'odometer_read', 'archived', 'restored'].map((what) => `vehicle.${what}`),
  )
  const text = await (await visitor.get(vehicle)).text()
  for (const shown of ['719 BMW 17', '>70<', '90\u00a0000']) expect(text).toContain(shown)
})

test('a card and a coupon are given away once, and each page shows to whom', async () => {
  const driver = await thrice('/drivers/new', { name: 'Асқарова Дана' }, 'a-1')
  const vehicle = await thrice('/vehicles/new', { plate: '555 AAA 05' }, 'a-2')
  const [driverId = '', vehicleId = ''] = [driver, vehicle].map((path) => path.split('/').at(-1) ?? '')
  const [card] = await bringCards(owner.ctx, companyId, [{}])
  const [coupon] = await bringCoupons(owner.ctx, companyId, [{}])
  const from = { date: addDays(today, -3), seen: '0' }
  await thrice(`/cards/${card?.id}/assignment`, { driver: driverId, ...from }, 'a-3')
  await thrice(`/cards/${card?.id}/assignment`, { vehicle: vehicleId, ...from }, 'a-4')
  await thrice(`/coupons/${coupon?.id}/assignment`, { driver: driverId, seen: '0' }, 'a-5')
  const page = await visitor.get(`/cards/${card?.id}`)
  for (const shown of ['Асқарова Дана', '555 AAA 05', 'Изменено закрепление'])
    await expect(page.clone()).toShow(shown)
  await expect(await visitor.get(`/coupons/${coupon?.id}`)).toShow('Асқарова Дана')
  await expect(await visitor.get(driver)).toShow(coupon?.number ?? '')
  const stale = await visitor.post(`/cards/${card?.id}/assignment`, { driver: '', seen: '0' })
  expect(stale.status).toBe(409)

  const occurredOn = addDays(today, -1)
  await bringTransactions(owner.ctx, companyId, [
    {
      ...{ occurredOn, occurredAt: fromAlmatyWallClock(`${occurredOn}T12:00:00`) },
      ...{ cardId: card?.id ?? null, instrumentNumber: card?.number ?? '' },
    },
  ])
  const list = await (await visitor.get(`/transactions?vehicle=${vehicleId}`)).text()
  expect(list).toContain('Асқарова Дана')
  const [, fill] = /href="\/transactions\/(\d+)"/.exec(list) ?? []
  await thrice(`/transactions/${fill}/odometer`, { km: '1000', full: 'on' }, 'a-6')
  await expect(await visitor.get(vehicle)).toShow('Полный бак')
  const csv = await (await visitor.get('/transactions/export?format=csv')).text()
  expect(csv).toContain('Асқарова Дана')
})

test('an odometer that goes back is asked again beside what is expected', async () => {
  const vehicle = await thrice('/vehicles/new', { plate: '600 AAA 05' }, 'o-1')
  await visitor.post(`${vehicle}/odometer`, { km: '5000' })
  const asked = await visitor.post(`${vehicle}/odometer`, { km: '4000' })
  expect(asked.status).toBe(400)
  const text = await asked.text()
  expect(text).toContain('Ожидается от 5000 до 8000 км')
  expect(text).toMatch(/name="km"[^>]*value="4000"/)
  const kept = await visitor.post(`${vehicle}/odometer`, { km: '4000', confirmed: 'on' })
  expect(kept).toRedirectTo(vehicle)
  await expect(await visitor.follow(kept)).toShow('Показание сохранено с пометкой')
})

test('a file is looked at, then brought in once; a faulty one is not', async () => {
  const upload = (path: string, text: string) => {
    const form = new FormData()
    form.append('file', new File([text], 'список.csv'))
    return visitor.upload(path, form)
  }
  for (const [path, text, shown] of [
    ['/drivers', 'ФИО;Телефон\r\nЛим Анна;87010000007', 'Лим Анна'],
    ['/vehicles', 'Госномер;Бак\r\n701 AAA 05;60', '701 AAA 05'],
  ] as const) {
    const preview = await (await upload(`${path}/import`, text)).text()
    expect(preview).toContain(shown)
    const [, lines = ''] = /name="lines"[^>]*value="([^"]*)"/.exec(preview) ?? []
    const sent = { lines: lines.replaceAll('&quot;', '"'), source: 'список.csv' }
    expect(await thrice(`${path}/import/commit`, sent, `i-${path}`)).toBe(path)
    await expect(await visitor.get(`${path}?q=${encodeURIComponent(shown)}`)).toShow(shown)
    await expect(await upload(`${path}/import`, text)).toShow('Файл ничего не меняет')
  }
  const faulty = await (await upload('/vehicles/import', 'Госномер;Бак\r\n702 AAA 05;много')).text()
  expect(faulty).toContain('Проверьте значение в столбце «Бак»: много')
  expect(faulty).not.toContain('name="lines"')
  await expect(await upload('/vehicles/import', '%PDF-1.4')).toShow('Файл', 400)
})

test('a viewer reads, and changes nothing', async () => {
  const reader = app.as(viewer)
  const text = await (await reader.get('/vehicles')).text()
  expect(text).not.toContain('/vehicles/new')
  for (const path of ['/drivers/new', '/vehicles/new', '/drivers/import'])
    expect((await reader.get(path)).status).toBe(403)
})
