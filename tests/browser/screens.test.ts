import { setTimeout as sleep } from 'node:timers/promises'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { addDays, businessDay } from '#app/domain/kernel/calendar.ts'
import { bringCoupons } from '#tests/support/registers.ts'
import { shiftFaults } from './inspection.ts'
import { journeys } from './journeys.ts'

const site = journeys()

async function ownerOfCoupons(count = 3) {
  const { cabinet } = site
  const companyId = await cabinet.company()
  const ctx = await cabinet.system()
  const today = businessDay(ctx.now)
  const dates = { validFrom: today, validUntil: addDays(today, 90) }
  await bringCoupons(
    ctx,
    companyId,
    Array.from({ length: count }, () => dates),
  )
  return cabinet.client(companyId)
}

test('the keys / and Ctrl+K lead to the search, Enter opens the only hit', async () => {
  const owner = await ownerOfCoupons(1)
  const visitor = await site.visitor({ as: owner })
  const { tab } = visitor
  const isThere = () => tab.evaluate(() => document.activeElement?.getAttribute('name'))
  await visitor.open('/coupons')
  const number = (await tab.locator('main tbody a .groups').first().textContent()) ?? ''
  await tab.keyboard.press('/')
  expect(await isThere()).toBe('q')
  await tab.locator('h1').click()
  await tab.evaluate(() => (document.activeElement as HTMLElement | null)?.blur())
  await tab.keyboard.press('Control+k')
  expect(await isThere()).toBe('q')
  await tab.keyboard.type(number)
  await tab.keyboard.press('Enter')
  await tab.waitForURL(/\/coupons\/\d+$/)
})

test('on a phone fuel, litres and the last day stand above the number, and files are in a menu', async () => {
  const visitor = await site.visitor({ as: await ownerOfCoupons(), width: 390 })
  const { tab } = visitor
  await visitor.open('/coupons')
  const row = tab.locator('main tbody tr').first()
  const top = async (selector: string) => (await row.locator(selector).first().boundingBox())?.y ?? Number.NaN
  const number = await top('.groups')
  expect(await top('td.half.lead')).toBeLessThan(number)
  expect(await top('td.num.end.lead')).toBeLessThan(number)
  const drawn = await row.locator('.groups').getAttribute('data-groups')
  expect(drawn?.split('\u2009')).toHaveLength(5)
  expect(await tab.locator('main .export-menu:not([open]) .menu-panel a').first().isVisible()).toBe(false)
})

test('on a phone the QR code is at least 300 px wide on white, with the number in groups and the next coupon', async () => {
  const visitor = await site.visitor({ as: await ownerOfCoupons(), width: 390, theme: 'dark' })
  const { tab, t } = visitor
  await visitor.open('/coupons')
  await tab.locator('main tbody a[href^="/coupons/"]').first().click()
  await tab.waitForURL(/\/coupons\/\d+$/)
  await visitor.settle()
  await visitor.press(t('coupons:qr.show'))
  const figure = tab.locator('main figure.qr')
  await figure.waitFor()
  expect((await figure.boundingBox())?.width).toBeGreaterThanOrEqual(300)
  expect(await figure.evaluate((element) => getComputedStyle(element).backgroundColor)).toBe(
    'rgb(255, 255, 255)',
  )
  expect(await tab.locator('main .groups').count()).toBeGreaterThan(0)
  await tab.getByText(t('coupons:qr.next')).first().waitFor()
})

test('on a phone one box with its words ticks every row', async () => {
  const visitor = await site.visitor({ as: await ownerOfCoupons(), width: 390 })
  const { tab, t } = visitor
  await visitor.open('/coupons')
  const all = tab.locator('main thead label', { hasText: t('common:action.selectAll') })
  expect((await all.boundingBox())?.height).toBeGreaterThanOrEqual(44)
  await all.click()
  expect(await tab.locator('main tbody input[name=ids]:checked').count()).toBe(3)
})

test('a press anywhere in a row opens what the row is about, and fuel has its full name in its title', async () => {
  const visitor = await site.visitor({ as: await ownerOfCoupons() })
  const { tab } = visitor
  await visitor.open('/coupons')
  const row = tab.locator('main tbody tr').first()
  expect((await row.boundingBox())?.height).toBeGreaterThanOrEqual(44)
  const fuel = row.locator('td[title]').first()
  expect((await fuel.getAttribute('title'))?.length).toBeGreaterThan(
    ((await fuel.textContent()) ?? '').length,
  )
  const last = await row.locator('td').last().boundingBox()
  await tab.mouse.click((last?.x ?? 0) + 4, (last?.y ?? 0) + 4)
  await tab.waitForURL(/\/coupons\/\d+$/)
})

test('at 1920 px the page stays beside the menu', async () => {
  const visitor = await site.visitor({ as: await ownerOfCoupons(), width: 1920 })
  await visitor.open('/coupons')
  const menu = await visitor.tab.locator('.shell > .nav').boundingBox()
  const page = await visitor.tab.locator('main h1').boundingBox()
  expect((page?.x ?? Number.NaN) - ((menu?.x ?? 0) + (menu?.width ?? 0))).toBeLessThanOrEqual(64)
})

test('on a phone everything of the menu is one press away, and the way back closes it', async () => {
  const visitor = await site.visitor({ as: await ownerOfCoupons(), width: 390 })
  const { tab, t } = visitor
  await visitor.open('/cabinet')
  await tab.locator('.nav-more > .menu > summary').click()
  for (const path of ['/orders', '/drivers', '/stations', '/team', '/handovers'])
    expect(await tab.locator(`.nav-more a[href="${path}"]`).isVisible()).toBe(true)
  await tab.locator('.nav-more a[href="/stations"]').click()
  await visitor.sees(t('stations:title'))
  expect(await tab.locator('.nav-more a[href="/stations"]').isVisible()).toBe(false)
})

test('a font that comes late moves nothing on its page, and a page that finds it is set in it', async () => {
  const visitor = await site.visitor({ as: await ownerOfCoupons(1), width: 390 })
  const { tab, context } = visitor
  await context.route('**/fonts/**', async (route) => {
    await sleep(500)
    await route.continue()
  })
  for (const path of ['/drivers?q=nothing-like-this', '/stations?q=nothing-like-this', '/service-requests']) {
    await visitor.open(path)
    expect(await shiftFaults(tab)).toEqual([])
    expect(await fontsOf(tab, 'h1')).toEqual(['Arimo'])
  }
  await context.unroute('**/fonts/**')
  await expect
    .poll(async () => {
      await visitor.open('/drivers')
      return fontsOf(tab, 'h1')
    })
    .toEqual(['Golos Text'])
})

/** The families in which the browser has drawn what it finds. */
async function fontsOf(tab: Page, selector: string): Promise<string[]> {
  const devtools = await tab.context().newCDPSession(tab)
  await devtools.send('DOM.enable')
  await devtools.send('CSS.enable')
  const { root } = await devtools.send('DOM.getDocument')
  const { nodeId } = await devtools.send('DOM.querySelector', { nodeId: root.nodeId, selector })
  const { fonts } = await devtools.send('CSS.getPlatformFontsForNode', { nodeId })
  await devtools.detach()
  return fonts.map(({ familyName }) => familyName)
}
