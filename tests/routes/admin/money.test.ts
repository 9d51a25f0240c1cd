import { afterAll, beforeAll, expect, test } from 'vitest'
import { listEntries } from '#app/domain/contract-account/entries.server.ts'
import { listContracts } from '#app/domain/contracts/contracts.server.ts'
import { addDays, businessDay } from '#app/domain/kernel/calendar.ts'
import type { CompanyId } from '#app/domain/kernel/context.ts'
import { findPriceList, listPriceLists } from '#app/domain/prices/prices.server.ts'
import { type App, startApp } from '#tests/support/app.ts'
import { contractTyped } from '#tests/support/contracts.ts'
import { type Cabinet, createCabinet, type Person } from '#tests/support/fixtures.ts'

let cabinet: Cabinet
let app: App
let administrator: Person
let owner: Person
let companyId: CompanyId
let today: string

beforeAll(async () => {
  cabinet = await createCabinet()
  app = await startApp(cabinet)
  administrator = await cabinet.staff('administrator')
  companyId = await cabinet.company()
  owner = await cabinet.client(companyId)
  today = businessDay(administrator.ctx.now)
})
afterAll(async () => {
  await app.stop()
  await cabinet.destroy()
})

/** Every form sent twice with its nonce, as a person's double press does. */
async function twice(page: string, fields: Record<string, string>, nonce: string) {
  const visitor = app.as(administrator)
  const [one, other] = await Promise.all([1, 2].map(() => visitor.post(page, { ...fields, nonce })))
  if (!one || !other) throw new Error('no answer')
  expect(one.headers.get('Location')).toBe(other.headers.get('Location'))
  return one
}

test('staff set prices and a contract, each form once however often it is sent', async () => {
  await twice('/admin/prices/new', { name: 'Основной' }, 'list')
  const lists = await listPriceLists(administrator.ctx)
  expect(lists).toHaveLength(1)
  const listId = lists[0]?.list.id ?? 0
  const list = `/admin/prices/${listId}`
  await twice(list, { product: 'diesel', price: '325,50', startsOn: today }, 'now')
  await twice(list, { product: 'diesel', price: '330', startsOn: addDays(today, 3) }, 'later')
  await expect(await app.as(administrator).get(list)).toShow('325,50')
  const [planned] = (await findPriceList(administrator.ctx, listId)).prices
  await twice(`${list}/cancel`, { priceId: String(planned?.id) }, 'cancel')
  expect((await findPriceList(administrator.ctx, listId)).prices).toHaveLength(1)

  const contracts = `/admin/companies/${companyId}/contracts`
  const typed = contractTyped({ priceListId: String(listId), discount: '2' })
  await twice(`${contracts}/new`, typed, 'contract')
  const rows = await listContracts(administrator.ctx, companyId)
  expect(rows).toHaveLength(1)
  const kept = { ...typed, accountFrom: '2026-01-15', lowBalance: '1 000', version: '1' }
  await twice(`${contracts}/${rows[0]?.id}/edit`, kept, 'edit')
  expect((await listContracts(administrator.ctx, companyId))[0]).toMatchObject({
    ...{ version: 2, account_from: '2026-01-15', low_balance: 100_000 },
  })
  const refused = await app.as(administrator).post(`${contracts}/new`, { ...typed, number: 'Второй' })
  expect(refused.status).toBe(409)
  expect(await refused.text()).toContain('действует договор')
})

test('staff book, promise, withdraw and close, and the client reads what became of it', async () => {
  const account = `/admin/companies/${companyId}/account`
  const payment = { kind: 'payment', amount: '150 000,50', occurredOn: today, document: '417' }
  await twice(`${account}/new`, payment, 'payment')
  const { rows } = await listEntries(administrator.ctx, companyId, {})
  expect(rows.map(({ amount }) => amount)).toEqual([15_000_050])
  const correction = { kind: 'correction', amount: '-0,50', occurredOn: today, reason: 'Опечатка банка' }
  await twice(`${account}/new`, { ...correction, corrects: String(rows[0]?.id) }, 'correction')
  const until = addDays(today, 3)
  await twice(`${account}/promise`, { amount: '50 000', untilOn: until, reason: 'Письмо' }, 'promise')
  const page = await (await app.as(administrator).get(account)).text()
  const withdraw = /action="([^"]+\/promises\/\d+\/withdraw)"/.exec(page)?.[1] ?? ''
  const client = app.as(owner)
  await expect(await client.get('/account')).toShow('Обещанный платёж')
  await twice(withdraw, {}, 'withdraw')
  await twice('/admin/periods/close', { month: '2026-09' }, 'close')
  await expect(await app.as(administrator).get('/admin/periods')).toShow('30.09.2026')

  const seen = await client.get('/account')
  await expect(seen).toShow('150 000,00')
  const entry = await client.get(`/account/entries/${rows[0]?.id}`)
  await expect(entry).toShow('417')
  expect(await (await client.get(`/account/entries/${rows[0]?.id}`)).text()).toContain('−0,50')
  const html = await (await client.get('/account')).text()
  expect(html).not.toContain(administrator.email)
  expect(html).not.toContain('Обещанный платёж')
})
