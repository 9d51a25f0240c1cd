import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { businessDay } from '#app/domain/kernel/calendar.ts'
import type { CompanyId } from '#app/domain/kernel/context.ts'
import { invoiceOrder, refuseOrder } from '#app/domain/orders/order-steps.server.ts'
import { SaveOrder } from '#app/domain/orders/orders.input.server.ts'
import { createOrder, sendOrder } from '#app/domain/orders/orders.server.ts'
import { createPriceList, setPrice } from '#app/domain/prices/prices.server.ts'
import { accountFor } from '#tests/support/accounts.ts'
import { type App, startApp } from '#tests/support/app.ts'
import { type Cabinet, createCabinet, type Person } from '#tests/support/fixtures.ts'
import { readPdf } from '#tests/support/pdf.ts'

let cabinet: Cabinet
let app: App
let operator: Person
let auditor: Person
let owner: Person
let viewer: Person
let companyId: CompanyId

beforeAll(async () => {
  cabinet = await createCabinet()
  app = await startApp(cabinet)
  operator = await cabinet.staff('operator')
  auditor = await cabinet.staff('auditor')
  companyId = await cabinet.company()
  owner = await cabinet.client(companyId)
  viewer = await cabinet.client(companyId, 'viewer')
  const startsOn = businessDay(operator.ctx.now)
  const priceListId = await createPriceList(operator.ctx, { name: 'Основной' })
  await setPrice(operator.ctx, priceListId, { product: 'diesel', price: 30_000, startsOn })
  await accountFor(operator, companyId, { priceListId })
})
afterAll(async () => {
  await app.stop()
  await cabinet.destroy()
})

async function sent(): Promise<number> {
  const basket = SaveOrder.parse({ product1: 'diesel', nominal1: '20', quantity1: '5' })
  const id = await createOrder(owner.ctx, companyId, basket)
  await sendOrder(owner.ctx, companyId, id, { version: 1, total: 3_000_000 })
  return id
}
const pagesOf = (id: number) => ['', '.pdf'].map((ending) => `/orders/${id}/invoice${ending}`)

describe('an invoice', () => {
  test('is issued by staff, and read by everybody of the company and by staff who read orders', async () => {
    const id = await sent()
    const issued = await app.as(operator).post(`/admin/orders/${id}/issue-invoice`, {})
    expect(issued).toRedirectTo(`/admin/orders/${id}`)
    const [page = '', file = ''] = pagesOf(id)
    expect(await (await app.as(owner).get(`/orders/${id}`)).text()).toContain(`href="${page}"`)
    expect(await (await app.as(operator).get(`/admin/orders/${id}`)).text()).toContain(`href="/admin${page}"`)
    for (const person of [owner, viewer]) {
      const answer = await app.as(person).get(page)
      await expect(answer).toShow('KZ86125KZT5004100100')
    }
    await expect(await app.as(auditor).get(`/admin${page}`)).toShow('Тридцать тысяч тенге 00 тиынов')
    const files = await Promise.all([
      app.as(viewer).get(file),
      app.as(auditor).get(`/admin${file}`),
      app.as(owner).get(file),
    ])
    const bytes = await Promise.all(files.map(async (one) => Buffer.from(await one.arrayBuffer())))
    for (const one of bytes) expect(one.equals(bytes[0] ?? Buffer.alloc(0))).toBe(true)
    expect((await readPdf(bytes[0] ?? Buffer.alloc(0))).text).toContain('Отыз мың теңге 00 тиын')
  })

  test('is a file that no browser keeps, and that is not drawn for who has it', async () => {
    const id = await sent()
    await invoiceOrder(operator.ctx, id)
    const [, file = ''] = pagesOf(id)
    const answer = await app.as(owner).get(file)
    expect(answer.headers.get('Content-Type')).toBe('application/pdf')
    expect(answer.headers.get('Content-Disposition')).toMatch(
      /^attachment; filename="invoice-\d{4}-\d{6}\.pdf"$/,
    )
    expect(answer.headers.get('Cache-Control')).toBe('no-store')
    const known = { headers: { 'If-None-Match': answer.headers.get('ETag') ?? '' } }
    expect((await app.as(owner).get(file, known)).status).toBe(304)
  })

  test('is not there for another company, nor before it was issued', async () => {
    const id = await sent()
    const [stranger, waiting] = [await cabinet.client(await cabinet.company()), pagesOf(id)]
    for (const path of waiting) {
      expect((await app.as(owner).get(path)).status).toBe(404)
      expect((await app.as(operator).get(`/admin${path}`)).status).toBe(404)
    }
    await invoiceOrder(operator.ctx, id)
    for (const path of waiting) {
      expect((await app.as(owner).get(path)).status).toBe(200)
      expect((await app.as(stranger).get(path)).status).toBe(404)
      expect((await app.as(owner).get(`/admin${path}`)).status).toBe(403)
      expect((await app.visitor().get(path)).status).toBe(302)
    }
  })

  test('says on its page when its order was cancelled', async () => {
    const id = await sent()
    await invoiceOrder(operator.ctx, id)
    await refuseOrder(operator.ctx, id, { reason: 'Нет лимита' })
    await expect(await app.as(owner).get(`/orders/${id}/invoice`)).toShow('этот счёт не оплачивайте')
  })
})
