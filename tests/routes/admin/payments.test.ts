import { afterAll, beforeAll, expect, test } from 'vitest'
import { findCompany } from '#app/domain/companies/companies.server.ts'
import { findInvoice } from '#app/domain/documents/invoices.server.ts'
import { businessDay } from '#app/domain/kernel/calendar.ts'
import type { CompanyId } from '#app/domain/kernel/context.ts'
import { payOrder } from '#app/domain/orders/order-steps.server.ts'
import { findOrder } from '#app/domain/orders/orders.server.ts'
import { matchNewPayments } from '#app/domain/payments/matching.server.ts'
import { PaymentFilter } from '#app/domain/payments/payments.input.server.ts'
import { findPayment, listPayments } from '#app/domain/payments/payments.server.ts'
import { createPriceList, setPrice } from '#app/domain/prices/prices.server.ts'
import { accountFor } from '#tests/support/accounts.ts'
import { type App, startApp } from '#tests/support/app.ts'
import { type Cabinet, createCabinet, type Person } from '#tests/support/fixtures.ts'
import { workOffImports } from '#tests/support/imports.ts'
import { invoicedOrder, statement } from '#tests/support/payments.ts'

let cabinet: Cabinet
let app: App
let operator: Person
let owner: Person
let companyId: CompanyId
let bin: string
let today: string

beforeAll(async () => {
  cabinet = await createCabinet()
  app = await startApp(cabinet)
  operator = await cabinet.staff('operator')
  companyId = await cabinet.company()
  owner = await cabinet.client(companyId)
  today = businessDay(operator.ctx.now)
  bin = (await findCompany(operator.ctx, companyId)).bin
  const priceListId = await createPriceList(operator.ctx, { name: 'Основной' })
  await setPrice(operator.ctx, priceListId, { product: 'diesel', price: 32_500, startsOn: today })
  await accountFor(operator, companyId, { priceListId })
})
afterAll(async () => {
  await app.stop()
  await cabinet.destroy()
})

/** Sent twice with its nonce, as a double press does: one effect and one answer. */
async function twice(path: string, fields: Record<string, string>, nonce: string): Promise<void> {
  const visitor = app.as(operator)
  const [one, other] = await Promise.all([1, 2].map(() => visitor.post(path, { ...fields, nonce })))
  expect(one?.status).toBe(302)
  expect(one?.headers.get('Location')).toBe(other?.headers.get('Location'))
}

async function uploaded(file: Uint8Array): Promise<void> {
  const form = new FormData()
  form.set('file', new File([new Uint8Array(file)], 'bank.txt'))
  const answer = await app.as(operator).upload('/admin/payments/import', form)
  const page = answer.headers.get('Location') ?? ''
  expect(page).toMatch(/^\/admin\/imports\/\d+$/)
  await workOffImports(cabinet)
  await app.as(operator).post(`${page}/commit`, {})
  await workOffImports(cabinet)
  await matchNewPayments(await cabinet.system())
}
const rows = async (status: string) =>
  (await listPayments(operator.ctx, PaymentFilter.parse({ status }))).rows
const versionOf = async (id: number) => String((await findPayment(operator.ctx, id)).payment.version)

test('staff upload a statement, credit what waits, take it back, and set one aside', async () => {
  const { id: orderId, total } = await invoicedOrder({ owner, operator }, companyId)
  await uploaded(
    statement([
      {
        number: '1',
        day: today,
        amount: total - 100,
        payerBin: bin,
        purpose: 'за топливо',
        payer: 'ТОО «Жол»',
      },
      { number: '2', day: today, amount: 777, purpose: 'вознаграждение' },
    ]),
  )
  await expect(await app.as(operator).get('/admin/payments')).toShow('ТОО «Жол»')
  const [interest, payment] = await rows('waiting')
  const page = `/admin/payments/${payment?.id}`
  await expect(await app.as(operator).get(page)).toShow('Предложения')
  const fields = { bin, orders: String(orderId), rest: 'advance', version: await versionOf(payment?.id ?? 0) }

  const refused = await app.as(operator).post(`${page}/match`, { ...fields, orders: '999999' })
  expect(refused.status).toBe(404)
  const typed = await app.as(operator).post(`${page}/match`, { ...fields, bin: '123' })
  expect([typed.status, await typed.text()]).toEqual([400, expect.stringContaining('123')])
  await twice(`${page}/match`, fields, 'match')
  expect((await findOrder(operator.ctx, companyId, orderId)).order.status).toBe('paid_in_part')
  // The form of another tab: it is said on the payment's page.
  const stale = await app.as(operator).post(`${page}/match`, fields)
  expect(stale).toRedirectTo(page)
  const early = { ...fields, bin: '150540000017' }
  expect(
    (await app.as(operator).post(`/admin/payments/${interest?.id}/match`, { ...early, version: '1' })).status,
  ).toBe(409)

  await twice(`${page}/undo`, { version: await versionOf(payment?.id ?? 0), reason: 'Не тот клиент' }, 'undo')
  expect((await findOrder(operator.ctx, companyId, orderId)).order.status).toBe('invoiced')
  const other = `/admin/payments/${interest?.id}`
  await twice(`${other}/set-aside`, { version: await versionOf(interest?.id ?? 0), reason: 'Банк' }, 'aside')
  await expect(await app.as(operator).get('/admin/payments?status=set_aside')).toShow('Отложен')
  await twice(`${other}/reopen`, { version: await versionOf(interest?.id ?? 0) }, 'reopen')
  expect((await rows('waiting')).map(({ id }) => id).sort()).toEqual([interest?.id, payment?.id].sort())
})

test('a payment that was entered by hand says so, on its page and where it is credited by hand', async () => {
  const { id, total } = await invoicedOrder({ owner, operator }, companyId)
  const purpose = `счет ${(await findInvoice(operator.ctx, companyId, id)).content.number}`
  await payOrder(operator.ctx, id, { amount: total / 2, occurredOn: today, document: '31' })
  await uploaded(statement([{ number: '31', day: today, amount: total / 2, payerBin: bin, purpose }]))
  const [payment] = await rows('waiting')
  const page = await (await app.as(operator).get(`/admin/payments/${payment?.id}`)).text()
  expect(page).toContain('Возможно, этот платёж уже внесён вручную')
  expect(page).toMatch(/\/admin\/companies\/\d+\/account\/entries\/\d+/)
  const match = await app.as(operator).get(`/admin/payments/${payment?.id}/match`)
  await expect(match).toShow('Возможно, этот платёж уже внесён вручную')
})

test('the auditor reads payments and decides nothing; a client sees none', async () => {
  const auditor = await cabinet.staff('auditor')
  const payment = (await rows('waiting')).at(-1)
  const page = await (await app.as(auditor).get(`/admin/payments/${payment?.id}`)).text()
  expect(page).toContain('за топливо')
  expect(page).not.toContain('/match"')
  expect((await app.as(auditor).post(`/admin/payments/${payment?.id}/undo`, {})).status).toBe(403)
  expect((await app.as(owner).get('/admin/payments')).status).toBe(403)
})
