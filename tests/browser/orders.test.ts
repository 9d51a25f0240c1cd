import { beforeAll, describe, expect, test } from 'vitest'
import { findCompany } from '#app/domain/companies/companies.server.ts'
import { businessDay } from '#app/domain/kernel/calendar.ts'
import { createPriceList, setPrice } from '#app/domain/prices/prices.server.ts'
import { redeem } from '#app/domain/pump-operations/pump-operations.server.ts'
import { accountFor } from '#tests/support/accounts.ts'
import { statement } from '#tests/support/payments.ts'
import { fuelAsked, pumpOf } from '#tests/support/pump.ts'
import { journeys, ways } from './journeys.ts'
import { readOff } from './read-off.ts'

const site = journeys({ worker: true, env: { COUPON_ISSUE: 'here', COUPON_ISSUER: '77' } })
let priceListId: number
const PRICE = 32_500

beforeAll(async () => {
  const { ctx } = await site.cabinet.staff('operator')
  priceListId = await createPriceList(ctx, { name: 'Основной' })
  await setPrice(ctx, priceListId, { product: 'diesel', price: PRICE, startsOn: businessDay(ctx.now) })
})

describe.each(ways)('an order ($locale, JavaScript: $javaScript)', ({ locale, javaScript }) => {
  test('goes from the basket by invoice and bank statement to coupons that a pump accepts', async () => {
    const { cabinet } = site
    const companyId = await cabinet.company()
    const owner = await cabinet.client(companyId)
    const operator = await cabinet.staff('operator')
    await accountFor(operator, companyId, { priceListId, papers: 'issue', couponMonths: 6, discount: 0 })
    const people = [owner.userId, operator.userId]
    await cabinet.db.updateTable('users').set({ locale }).where('id', 'in', people).execute()
    const client = await site.visitor({ as: owner, locale, javaScript, width: javaScript ? 1280 : 390 })
    const staff = await site.visitor({ as: operator, locale, javaScript })

    await client.open('/orders/new')
    await client.tab.locator('main [name=product1]').selectOption('diesel')
    await client.tab.locator('main [name=nominal1]').selectOption('20')
    await client.fill({ quantity1: '3' })
    await client.press(client.t('orders:save'))
    await client.tab.waitForURL(/\/orders\/\d+$/)
    const order = client.path()
    const id = Number(order.split('/').at(-1))
    await client.press(client.t('orders:send'))
    await client.tab.locator('main form[action$="/send"] button[type=submit]').click()
    await client.tab.locator('.badge', { hasText: client.t('orders:status.sent') }).waitFor()

    await staff.open(`/admin/orders/${id}`)
    await staff.tab.locator('main form[action$="/issue-invoice"] button[type=submit]').click()
    await staff.tab.locator('.badge', { hasText: staff.t('orders:status.invoiced') }).waitFor()
    await client.open(`${order}/invoice`)
    const title = (await client.tab.getByRole('heading', { level: 1 }).textContent()) ?? ''
    const number = /\d{6}/.exec(title)?.[0] ?? ''

    const { bin } = await findCompany(operator.ctx, companyId)
    const day = businessDay(operator.ctx.now)
    const paid = { number: '1187', day, amount: 3 * 20 * PRICE, payerBin: bin }
    const buffer = Buffer.from(statement([{ ...paid, purpose: `Оплата по счету № ${number}` }]))
    await staff.open('/admin/payments/import')
    const file = { name: `statement-${id}.txt`, mimeType: 'text/plain', buffer }
    await staff.tab.locator('main [name=file]').setInputFiles(file)
    await staff.press(staff.t('payments:upload'))
    await staff.tab.waitForURL(/\/admin\/imports\/\d+$/)
    const commit = staff.tab.locator('form[action$="/commit"] button[type=submit]')
    await staff.tab.locator('main details:has(form[action$="/commit"]) > summary').click()
    await commit.click()
    await staff.tab
      .locator('.badge', { hasText: new RegExp(`^${staff.t('imports:status.committed')}$`) })
      .waitFor()

    // The worker matches the payment, and its transaction issues the coupons.
    await expect.poll(() => statusOf(id), { timeout: 30_000 }).toBe('issued')
    await client.open(order)
    await client.tab.locator('.badge', { hasText: client.t('orders:status.issued') }).waitFor()
    await client.open('/coupons?status=active')
    const links = client.tab.locator('main a[href^="/coupons/"]')
    const coupons = await links.evaluateAll((all) => [
      ...new Set(
        all.map((link) => link.getAttribute('href')).filter((href) => /^\/coupons\/\d+$/.test(href ?? '')),
      ),
    ])
    expect(coupons).toHaveLength(3)
    await client.open(coupons[0] ?? '')
    await client.press(client.t('coupons:qr.show'))
    await client.tab.locator('main svg[role=img], main figure svg').first().waitFor()
    const payload = (await readOff(client)) ?? ''
    expect(payload).toMatch(/^\d{187}$/)
    const asked = fuelAsked(await cabinet.station(), { by: 'qr', payload })
    expect(await redeem(await pumpOf(cabinet), { ...asked, volume: 20_000, price: PRICE })).toMatchObject({
      status: 'completed',
    })
  })
})

async function statusOf(id: number): Promise<string | undefined> {
  const row = await site.cabinet.db
    .selectFrom('orders')
    .select('status')
    .where('id', '=', id)
    .executeTakeFirst()
  return row?.status
}
