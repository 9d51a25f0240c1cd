import { expect, test } from 'vitest'
import { addDays, businessDay } from '#app/domain/kernel/calendar.ts'
import { authorize, redeem, voidAuthorization } from '#app/domain/pump-operations/pump-operations.server.ts'
import { fuelAsked, pumpOf } from '#tests/support/pump.ts'
import { bringCoupons } from '#tests/support/registers.ts'
import { journeys } from './journeys.ts'

const site = journeys()

async function couponInHand() {
  const { cabinet } = site
  const companyId = await cabinet.company()
  const ctx = await cabinet.system()
  const today = businessDay(ctx.now)
  const payload = `LIVE-${companyId}`
  const [coupon] = await bringCoupons(ctx, companyId, [
    { product: 'diesel', volume: 20_000, qr: payload, validFrom: today, validUntil: addDays(today, 90) },
  ])
  if (!coupon) throw new Error('no coupon')
  const station = await cabinet.station()
  const asked = fuelAsked(station, { by: 'qr', payload })
  return { companyId, coupon, station, asked, pump: await pumpOf(cabinet) }
}

test('a coupon that is used at the pump turns on the open pages by itself: its own, its QR code, the overview', async () => {
  const { companyId, coupon, station, asked, pump } = await couponInHand()
  const manager = await site.cabinet.client(companyId, 'manager')
  const visitors = await Promise.all(
    [`/coupons/${coupon.id}`, `/coupons/${coupon.id}`, '/cabinet'].map(async (path) => {
      const visitor = await site.visitor({ as: manager, width: 390 })
      await visitor.open(path)
      await visitor.tab.locator('[data-live=on]').waitFor()
      return visitor
    }),
  )
  const [page, code, overview] = visitors as [
    (typeof visitors)[0],
    (typeof visitors)[0],
    (typeof visitors)[0],
  ]
  await code.press(code.t('coupons:qr.show'))
  const drawing = code.tab.locator('figure svg')
  await drawing.waitFor()
  await code.tab.locator('[data-live=on]').waitFor()

  const held = await authorize(pump, asked)
  expect(held.status).toBe('held')
  const inUse = page.t('declines:code.coupon_reserved.todo')
  await page.tab.getByText(inUse).waitFor()
  await drawing.waitFor({ state: 'detached' })
  await voidAuthorization(pump, asked.operationId)
  await page.tab.getByText(inUse).waitFor({ state: 'detached' })

  await redeem(pump, { ...asked, operationId: `${asked.operationId}-2` })
  await page.tab.getByText(page.t('coupons:why.redeemed')).waitFor()
  await page.tab.getByText(station).first().waitFor()
  await code.tab.getByText(code.t('coupons:why.redeemed')).waitFor()
  await overview.tab.locator('main').getByText(station).first().waitFor()
})

test('what happened while nobody looked is there when the page is seen again', async () => {
  const { companyId, coupon, asked, pump } = await couponInHand()
  const visitor = await site.visitor({ as: await site.cabinet.client(companyId, 'viewer') })
  await visitor.open(`/coupons/${coupon.id}`)
  await visitor.tab.locator('[data-live=on]').waitFor()
  await visitor.context.setOffline(true)
  await redeem(pump, asked)
  await visitor.context.setOffline(false)
  await visitor.tab.getByText(visitor.t('coupons:why.redeemed')).waitFor()
})

test('without JavaScript a link loads the page anew', async () => {
  const { companyId, coupon, asked, pump } = await couponInHand()
  const viewer = await site.cabinet.client(companyId, 'viewer')
  const visitor = await site.visitor({ as: viewer, javaScript: false })
  await visitor.open(`/coupons/${coupon.id}`)
  await redeem(pump, asked)
  await visitor.tab.getByRole('link', { name: visitor.t('overview:live.refresh') }).click()
  await visitor.tab.getByText(visitor.t('coupons:why.redeemed')).waitFor()
})
