import { afterAll, beforeAll, expect, test } from 'vitest'
import { businessDay } from '#app/domain/kernel/calendar.ts'
import type { CompanyId } from '#app/domain/kernel/context.ts'
import { listOrders } from '#app/domain/orders/orders.server.ts'
import { createPriceList, setPrice } from '#app/domain/prices/prices.server.ts'
import { accountFor } from '#tests/support/accounts.ts'
import { type App, startApp } from '#tests/support/app.ts'
import { type Cabinet, createCabinet, type Person } from '#tests/support/fixtures.ts'

let cabinet: Cabinet
let app: App
let operator: Person
let owner: Person
let companyId: CompanyId
let today: string

beforeAll(async () => {
  cabinet = await createCabinet()
  app = await startApp(cabinet)
  operator = await cabinet.staff('operator')
  companyId = await cabinet.company()
  owner = await cabinet.client(companyId)
  today = businessDay(operator.ctx.now)
  const priceListId = await createPriceList(operator.ctx, { name: 'Основной' })
  await setPrice(operator.ctx, priceListId, { product: 'diesel', price: 30_000, startsOn: today })
  await accountFor(operator, companyId, { priceListId, minOrder: 1_000_000 })
})
afterAll(async () => {
  await app.stop()
  await cabinet.destroy()
})

async function twice(by: Person, page: string, fields: Record<string, string>, nonce: string) {
  const visitor = app.as(by)
  const [one, other] = await Promise.all([1, 2].map(() => visitor.post(page, { ...fields, nonce })))
  expect(one?.headers.get('Location')).toBe(other?.headers.get('Location'))
  return one?.headers.get('Location') ?? ''
}

const BASKET = { product1: 'diesel', nominal1: '20', quantity1: '5' }

test('from the basket to the issue each form acts once, however often it is sent', async () => {
  const client = app.as(owner)
  await expect(await client.get('/orders/new')).toShow('300,00')
  const page = await twice(owner, '/orders/new', BASKET, 'new')
  expect(page).toMatch(/^\/orders\/\d+$/)
  expect((await listOrders(owner.ctx, companyId, {})).rows).toHaveLength(1)
  await expect(await client.get(page)).toShow('30 000,00')
  await twice(owner, `${page}/edit`, { ...BASKET, quantity1: '10', version: '1' }, 'edit')
  await expect(await client.get(page)).toShow('60 000,00')
  await twice(owner, `${page}/send`, { version: '2', total: '6000000' }, 'send')
  await expect(await client.get(page)).toShow('Отправлен')
  const staff = `/admin${page}`
  await twice(operator, `${staff}/issue-invoice`, {}, 'invoice')
  await twice(operator, `${staff}/pay`, { amount: '60 000', occurredOn: today, document: '7' }, 'pay')
  await expect(await app.as(operator).get(staff)).toShow('Оплачен')
  await expect(await client.get('/account')).toShow('60 000,00')
  await twice(operator, `${staff}/issue`, {}, 'issue')
  await expect(await client.get(page)).toShow('Выдан')
  await expect(await client.get(`/orders/new?repeat=${page.split('/').pop()}`)).toShow('Новый заказ')
})

test('the page of an order says at each step what comes next, and leads to the invoice and to the coupons', async () => {
  const page = await twice(owner, '/orders/new', BASKET, 'next')
  const staff = `/admin${page}`
  const next = async () => {
    const html = await (await app.as(owner).get(page)).text()
    const [, alert = ''] = /<main.*?<div class="alert-body">(.*?)<\/div>/s.exec(html) ?? []
    return alert.replace(/<[^>]+>/g, ' ').replaceAll('\u00a0', ' ')
  }
  const alertLink = async (path: string) =>
    (await (await app.as(owner).get(page)).text()).includes(`class="btn" href="${path}"`)
  await twice(owner, `${page}/send`, { version: '1', total: '3000000' }, 'next-send')
  expect(await next()).toContain('Поставщик выставит счёт на оплату')
  await twice(operator, `${staff}/issue-invoice`, {}, 'next-invoice')
  expect(await next()).toContain('Оплатите счёт: 30 000,00 ₸')
  expect(await alertLink(`${page}/invoice`)).toBe(true)
  await twice(operator, `${staff}/pay`, { amount: '10 000', occurredOn: today, document: '8' }, 'next-part')
  expect(await next()).toContain('Осталось оплатить: 20 000,00 ₸')
  await twice(operator, `${staff}/pay`, { amount: '20 000', occurredOn: today, document: '9' }, 'next-rest')
  expect(await next()).toContain('Оплата поступила')
  await twice(operator, `${staff}/issue`, {}, 'next-issue')
  expect(await next()).toContain('Заказ выполнен')
  expect(await alertLink('/coupons')).toBe(true)
  const cards = await twice(owner, '/orders/new', { cards: '2' }, 'next-cards')
  await twice(owner, `${cards}/send`, { version: '1', total: '0' }, 'next-free')
  await twice(operator, `/admin${cards}/issue-invoice`, {}, 'next-free-invoice')
  await expect(await app.as(owner).get(cards)).toShow('Платить не нужно')
})

test('an order is cancelled by its company and refused by staff, once each', async () => {
  const one = await twice(owner, '/orders/new', BASKET, 'new-2')
  await twice(owner, `${one}/cancel`, { reason: 'Ошибка' }, 'cancel')
  await expect(await app.as(owner).get(one)).toShow('Ошибка')
  const other = await twice(owner, '/orders/new', BASKET, 'new-3')
  await twice(owner, `${other}/send`, { version: '1', total: '3000000' }, 'send-2')
  await twice(operator, `/admin${other}/refuse`, { reason: 'Нет лимита' }, 'refuse')
  await expect(await app.as(owner).get(other)).toShow('Нет лимита')
})
