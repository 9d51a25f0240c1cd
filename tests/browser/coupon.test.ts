import { describe, expect, test } from 'vitest'
import { addDays, businessDay } from '#app/domain/kernel/calendar.ts'
import { bringCoupons } from '#tests/support/registers.ts'
import { journeys, ways } from './journeys.ts'

const site = journeys()

async function companyWithCoupon() {
  const { cabinet } = site
  const companyId = await cabinet.company()
  const ctx = await cabinet.system()
  const today = businessDay(ctx.now)
  const [coupon] = await bringCoupons(ctx, companyId, [{ validFrom: today, validUntil: addDays(today, 90) }])
  if (!coupon) throw new Error('no coupon')
  return { companyId, coupon }
}

describe.each(ways)("a coupon's QR code ($locale, JavaScript: $javaScript)", ({ locale, javaScript }) => {
  test('is found in the list, shown on request on a phone, and each showing is recorded', async () => {
    const { cabinet } = site
    const { companyId, coupon } = await companyWithCoupon()
    const manager = await cabinet.client(companyId, 'manager')
    await cabinet.db.updateTable('users').set({ locale }).where('id', '=', manager.userId).execute()
    const visitor = await site.visitor({ as: manager, locale, javaScript, width: 390 })
    await visitor.open('/coupons')
    await visitor.tab.locator(`main a[href="/coupons/${coupon.id}"]`).first().click()
    await visitor.tab.waitForURL(`**/coupons/${coupon.id}`)
    await visitor.settle()
    expect(
      await visitor.tab
        .getByRole('img', { name: visitor.t('coupons:qr.alt', { number: coupon.number }) })
        .count(),
    ).toBe(0)
    expect(await cabinet.actions({ kind: 'coupon', id: coupon.id })).toEqual([])

    await visitor.press(visitor.t('coupons:qr.show'))
    await visitor.tab.locator('main svg[role=img], main figure svg').first().waitFor()
    await visitor.settle()
    expect(await cabinet.actions({ kind: 'coupon', id: coupon.id })).toEqual(['coupon.qr_shown'])
  })
})

test('a viewer is told why there is no button', async () => {
  const { companyId, coupon } = await companyWithCoupon()
  const visitor = await site.visitor({ as: await site.cabinet.client(companyId, 'viewer') })
  await visitor.open(`/coupons/${coupon.id}`)
  await visitor.tab.getByText(visitor.t('coupons:qr.notAllowed')).waitFor()
  expect(await visitor.tab.getByRole('button', { name: visitor.t('coupons:qr.show') }).count()).toBe(0)
})
