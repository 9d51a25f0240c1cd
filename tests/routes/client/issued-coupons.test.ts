import { afterAll, beforeAll, expect, test } from 'vitest'
import { openQr } from '#app/domain/coupons/coupon-qr.server.ts'
import { readSignedCode } from '#app/domain/coupons/signing.server.ts'
import { businessDay } from '#app/domain/kernel/calendar.ts'
import type { CompanyId } from '#app/domain/kernel/context.ts'
import { payOrder } from '#app/domain/orders/order-steps.server.ts'
import { createPriceList, setPrice } from '#app/domain/prices/prices.server.ts'
import { accountFor } from '#tests/support/accounts.ts'
import { type App, startApp } from '#tests/support/app.ts'
import { withSettings } from '#tests/support/context.ts'
import { type Cabinet, createCabinet, type Person } from '#tests/support/fixtures.ts'
import { invoicedOrder } from '#tests/support/payments.ts'

let cabinet: Cabinet
let app: App
let operator: Person
let owner: Person
let companyId: CompanyId
let orderId: number

beforeAll(async () => {
  cabinet = await createCabinet()
  app = await startApp(cabinet)
  operator = await cabinet.staff('operator')
  companyId = await cabinet.company()
  owner = await cabinet.client(companyId)
  const today = businessDay(operator.ctx.now)
  const priceListId = await createPriceList(operator.ctx, { name: 'Основной' })
  await setPrice(operator.ctx, priceListId, { product: 'diesel', price: 32_500, startsOn: today })
  await accountFor(operator, companyId, { priceListId })
  const { id, total } = await invoicedOrder({ owner, operator }, companyId, 2)
  const couponIssue = { mode: 'here', issuer: '77', isActivated: true, stockBin: '' } as const
  const paid = { amount: total, occurredOn: today, document: '1' }
  await payOrder(withSettings(operator.ctx, { couponIssue }), id, paid)
  orderId = id
})
afterAll(async () => {
  await app.stop()
  await cabinet.destroy()
})

const coupons = () =>
  cabinet.db.selectFrom('coupons').selectAll().where('company_id', '=', companyId).orderBy('id').execute()

test('staff take the list of issued coupons for 1C, bare digits and no code', async () => {
  await expect(await app.as(operator).get(`/admin/orders/${orderId}`)).toShow('Талоны заказа')
  const answer = await app.as(operator).get(`/admin/orders/${orderId}/issue-register?format=csv1c`)
  const lines = (await answer.text()).trim().split('\r\n')
  expect(lines).toHaveLength(3)
  for (const [at, coupon] of (await coupons()).entries()) {
    expect(lines[at + 1]?.split(';')[0]).toBe(coupon.number)
    expect(lines[at + 1]).not.toMatch(/\d{30}/)
  }
})

test('the list of issued coupons is named by the day of their issue', async () => {
  await cabinet.db
    .updateTable('orders')
    .set({ coupons_issued_at: new Date('2026-10-05T20:00:00Z') })
    .where('id', '=', orderId)
    .execute()
  const answer = await app.as(operator).get(`/admin/orders/${orderId}/issue-register?format=csv1c`)
  expect(answer.headers.get('Content-Disposition')).toContain(`"issue-${orderId}-2026-10-06.csv"`)
})

test('the owner makes a new code with one press, however often it is sent', async () => {
  const [coupon] = await coupons()
  const page = `/coupons/${coupon?.id}`
  await expect(await app.as(owner).get(page)).toShow('Выпустить новый код')
  const send = () => app.as(owner).post(`${page}/new-code`, { nonce: 'renew' })
  const [one, other] = await Promise.all([send(), send()])
  expect(one?.headers.get('Location')).toBe(other?.headers.get('Location'))
  expect((await coupons())[0]?.code_revision).toBe(2)
})

test('stations find the keys and the products, and check a code by them', async () => {
  const answer = await app.visitor().get('/.well-known/coupon-keys.json')
  expect(answer.status).toBe(200)
  const { keys, products } = await answer.json()
  expect(keys).toEqual([{ key: '01', public_key: expect.stringMatching(/^[\w-]{43}$/) }])
  const [coupon] = await coupons()
  const { number = '', qr_ciphertext: ciphertext, qr_key_id: keyId } = coupon ?? {}
  const payload = openQr(operator.ctx.keyring, number, {
    ciphertext: ciphertext as Buffer,
    keyId: keyId ?? '',
  })
  const code = await readSignedCode(operator.ctx, payload)
  const named = products.find(({ product }: { product: string }) => Number(product) === code?.product)
  expect(named).toMatchObject({ code: 'diesel' })
})
