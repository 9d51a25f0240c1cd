import { expect, test } from 'vitest'
import { bringCards } from '#tests/support/registers.ts'
import { journeys } from './journeys.ts'

const site = journeys()

/** The file with Remix's router. */
const ROUTER = '**/assets/router-*.js'

async function clientAt(path: string) {
  const { cabinet } = site
  const visitor = await site.visitor({ as: await cabinet.client(await cabinet.company()) })
  await visitor.open(path)
  // A page that is loaded anew does not remember it.
  await visitor.tab.evaluate(() => Object.assign(window, { sameDocument: true }))
  return visitor
}

const inPlace = () => 'sameDocument' in window

test('the router is loaded once somebody means to leave the page, and changes it in place', async () => {
  const visitor = await clientAt('/cards')
  const { tab } = visitor
  const loaded = () =>
    tab.evaluate(
      () => performance.getEntriesByType('resource').filter(({ name }) => /\/router-/.test(name)).length,
    )
  expect(await loaded()).toBe(0)
  await tab.locator('.nav a[href="/coupons"]').click()
  await tab.waitForURL('**/coupons')
  expect([await loaded(), await tab.evaluate(inPlace)]).toEqual([1, true])
})

test('where the router cannot be loaded, links lead on and forms are sent as without JavaScript', async () => {
  const visitor = await clientAt('/cards')
  const { tab, context } = visitor
  await context.route(ROUTER, (route) => route.abort())
  await tab.locator('.nav a[href="/coupons"]').click()
  await tab.waitForURL('**/coupons')
  expect(await tab.evaluate(inPlace)).toBe(false)
  await visitor.open('/profile/password')
  for (const field of await tab.locator('main input[type=password]').all())
    await field.fill('not the password of this account')
  await tab.locator('main form[method=post] button[type=submit]').click()
  await tab.locator('main .errors').waitFor()
  visitor.faults.length = 0
})

test('a step back leads to the page and the place before, in place and after the page was loaded anew', async () => {
  const visitor = await clientAt('/privacy')
  const { tab } = visitor
  await visitor.open('/cards')
  await tab.setViewportSize({ width: 1280, height: 200 })
  await tab.evaluate(() => scrollTo(0, 90))
  const before = await tab.evaluate(() => scrollY)
  expect(before).toBeGreaterThan(0)
  await tab.locator('.nav a[href="/coupons"]').evaluate((link: HTMLElement) => link.click())
  await tab.waitForURL('**/coupons')
  await expect.poll(() => tab.evaluate(() => scrollY)).toBe(0)
  await tab.goBack()
  await tab.waitForURL('**/cards')
  await expect.poll(() => tab.evaluate(() => scrollY)).toBe(before)
  await tab.goForward()
  await tab.waitForURL('**/coupons')
  await tab.reload()
  await visitor.settle()
  await tab.goBack()
  await tab.waitForURL('**/cards')
  await visitor.sees(visitor.t('cards:title'))
  await expect.poll(() => tab.evaluate(() => scrollY)).toBe(before)
})

test('what was pressed shows it until the next page is there', async () => {
  const visitor = await clientAt('/cards')
  const { tab, context } = visitor
  const { promise: asked, resolve: letItCome } = Promise.withResolvers<void>()
  await context.route('**/coupons.data*', async (route) => {
    await asked
    await route.continue()
  })
  const link = tab.locator('.nav a[href="/coupons"]')
  await link.click()
  await tab.locator('.nav a[href="/coupons"][data-going]').waitFor()
  await tab.locator('.loading').waitFor({ state: 'attached' })
  letItCome()
  await tab.waitForURL('**/coupons')
  await expect.poll(() => tab.locator('[data-going]').count()).toBe(0)
})

test('what extensions of the browser put into a page stays when it comes alive', async () => {
  const { cabinet } = site
  const visitor = await site.visitor({ as: await cabinet.client(await cabinet.company()) })
  await visitor.tab.addInitScript(() => {
    addEventListener('DOMContentLoaded', () => {
      for (const parent of [document.head, document.body])
        parent.append(Object.assign(document.createElement('template'), { className: 'of-an-extension' }))
    })
  })
  await visitor.open('/cards')
  expect(await visitor.tab.locator('.of-an-extension').count()).toBe(2)
  expect(await visitor.tab.locator('html, head, body, main').count()).toBe(4)
})

test('the button by which a form is sent goes with it in a browser of before 2023, too', async () => {
  const { cabinet } = site
  const companyId = await cabinet.company()
  const manager = await cabinet.client(companyId, 'manager')
  const [card] = await bringCards(manager.ctx, companyId, [{}])
  const visitor = await site.visitor({ as: manager })
  await visitor.tab.addInitScript(() => {
    window.FormData = class extends FormData {
      // The second parameter is what such a browser does not know.
      constructor(form?: HTMLFormElement) {
        super(form)
      }
    }
  })
  await visitor.open(`/cards/${card?.id}/rule`)
  await visitor.tab.locator('main button[name=whatIf]').first().click()
  await visitor.tab.waitForURL(/[?&]whatIf=1/)
})
