import { describe, expect, test } from 'vitest'
import { recallHandover } from '#app/domain/handovers/recalling.server.ts'
import { addDays, businessDay } from '#app/domain/kernel/calendar.ts'
import { authorize, redeem } from '#app/domain/pump-operations/pump-operations.server.ts'
import { handTo } from '#tests/support/handovers.ts'
import { fuelAsked, pumpOf } from '#tests/support/pump.ts'
import { bringCoupons } from '#tests/support/registers.ts'
import { journeys, ways } from './journeys.ts'
import { readOff } from './read-off.ts'

const site = journeys()
let made = 0

/** A company with coupons of known codes, and the manager who gives them away. */
async function companyWithCoupons(count: number) {
  const { cabinet } = site
  const companyId = await cabinet.company()
  const ctx = await cabinet.system()
  const today = businessDay(ctx.now)
  const payloads = Array.from({ length: count }, () => `4507101214$${++made}`)
  const coupons = await bringCoupons(
    ctx,
    companyId,
    payloads.map((qr, index) => ({ qr, validFrom: today, validUntil: addDays(today, 30 + index) })),
  )
  const manager = await cabinet.client(companyId, 'manager')
  return { companyId, coupons, payloads, manager }
}

async function fuel(payload: string): Promise<string> {
  const asked = fuelAsked(await site.cabinet.station(), { by: 'qr', payload })
  return (await redeem(await pumpOf(site.cabinet), { ...asked, volume: 20_000, price: 32_500 })).status
}

describe.each(ways)('coupons for a driver ($locale, JavaScript: $javaScript)', ({ locale, javaScript }) => {
  test('are chosen, sent, shown on his phone one after the other, and taken back', async () => {
    const { cabinet } = site
    const { coupons, payloads, manager } = await companyWithCoupons(3)
    await cabinet.db.updateTable('users').set({ locale }).where('id', '=', manager.userId).execute()
    const desk = await site.visitor({ as: manager, locale, javaScript })
    await desk.open('/coupons?status=active')
    for (const box of await desk.tab.locator('main [name=ids]:enabled').all()) await box.check()
    await desk.press(desk.t('coupons:hand.submit'))
    await desk.sees(desk.t('handovers:toDriver'))
    await desk.fill({ driverName: 'Тасқынбаев Нұрлан', driverPhone: '+7 701 555 11 22' })
    await desk.tab.locator('main [name=locale]').selectOption(locale)
    await desk.press(desk.t('handovers:makeLink'))
    await desk.sees('Тасқынбаев Нұрлан')
    const address = (await desk.tab.locator('[data-share-link]').textContent()) ?? ''

    // The browser of the phone speaks another language: the link has the driver's.
    const phone = await site.visitor({ locale, javaScript, width: 390 })
    await phone.open(new URL(address).pathname)
    expect(await phone.tab.locator('html').getAttribute('lang')).toBe(locale)
    expect(await phone.tab.locator('figure.qr').count()).toBe(0)
    await phone.press(phone.t('driver:sealed.open'))
    expect(await readOff(phone)).toBe(payloads[0])
    await phone.tab.getByText('Тасқынбаев Нұрлан').waitFor()
    expect(await fuel(payloads[0] ?? '')).toBe('completed')

    await phone.open(new URL(address).pathname)
    await phone.press(phone.t('driver:show'))
    expect(await readOff(phone)).toBe(payloads[1])

    const other = await site.visitor({ locale, javaScript, width: 390 })
    await other.open(new URL(address).pathname)
    await other.press(other.t('driver:sealed.open'))
    await other.sees(other.t('driver:elsewhere.title'))

    await desk.open(new URL(desk.tab.url()).pathname)
    await desk.tab.getByText(desk.t('coupons:status.redeemed')).waitFor()
    await desk.tab.locator('main details:has(form[action$="/recall"]) > summary').click()
    await desk.tab.locator('main form[action$="/recall"] button[type=submit]').click()
    await desk.tab.locator('main').getByText(desk.t('handovers:status.returned')).first().waitFor()
    await phone.open(new URL(address).pathname)
    expect(await phone.tab.locator('figure.qr, form[method=post]').count()).toBe(0)
    const history = await cabinet.actions({ kind: 'coupon', id: coupons[1]?.id ?? 0 })
    // What the phone keeps is a showing as well.
    expect([...new Set(history)].filter((action) => action !== 'coupon.assigned')).toEqual([
      ...['coupon.handed_over', 'coupon.qr_shown', 'coupon.taken_back'],
    ])
  })
})

describe('the code on a driver’s phone', () => {
  const sizes = [320, 390].flatMap((width) => (['light', 'dark'] as const).map((theme) => ({ width, theme })))
  test.each(sizes)('is read off a screen of $width pixels, $theme', async ({ width, theme }) => {
    const { companyId, coupons, payloads, manager } = await companyWithCoupons(1)
    const { token } = await handTo(manager.ctx, companyId, [coupons[0]?.id ?? 0])
    const phone = await site.visitor({ width, theme })
    await phone.open(`/d/${token}`)
    await phone.press(phone.t('driver:sealed.open'))
    expect(await readOff(phone)).toBe(payloads[0])
    const colours = await phone.tab.locator('figure.qr').evaluate((figure) => {
      const { backgroundColor, color } = getComputedStyle(figure)
      return [backgroundColor, color]
    })
    expect(colours).toEqual(['rgb(255, 255, 255)', 'rgb(0, 0, 0)'])
    const number = await phone.tab.locator('.driver-number').evaluate((line) => {
      const { fontSize } = getComputedStyle(line)
      return {
        lines: Math.round(line.getBoundingClientRect().height / Number.parseFloat(fontSize)),
        fontSize,
      }
    })
    // Whoever reads twenty digits aloud reads one line, and sees it at arm's length.
    expect(number.lines).toBe(1)
    expect(Number.parseFloat(number.fontSize)).toBeGreaterThanOrEqual(16)
    const sides = await phone.tab
      .locator('figure.qr > svg')
      .evaluate((code) => [code.getBoundingClientRect().width, window.innerWidth])
    expect((sides[0] ?? 0) / (sides[1] ?? 1)).toBeGreaterThan(0.8)
  })

  test('leaves the screen within seconds when it was used or taken back, and the dispatcher sees a call for help', async () => {
    const { companyId, coupons, payloads, manager } = await companyWithCoupons(2)
    const ids = coupons.map(({ id }) => id)
    const { token } = await handTo(manager.ctx, companyId, ids)
    const desk = await site.visitor({ as: manager })
    await desk.open('/cabinet')
    const phone = await site.visitor({ width: 390 })
    await phone.open(`/d/${token}`)
    await phone.press(phone.t('driver:sealed.open'))
    await phone.tab.locator('figure.qr').waitFor()

    await refuse(payloads[0] ?? '')
    await phone.tab.locator('main a[href*="/trouble"]').click()
    await phone.tab.locator('main [name=said][value=product]').check()
    await phone.press(phone.t('driver:trouble.check'))
    await phone.tab.getByText(phone.t('driver:trouble.known')).waitFor()
    await phone.press(phone.t('driver:trouble.ask'))
    await phone.tab.getByText(/Диспетчер получил/).waitFor()
    // Told by the server while the page stands open.
    await desk.tab.getByText(desk.t('overview:help.title')).waitFor()

    await phone.open(`/d/${token}`)
    await phone.press(phone.t('driver:show'))
    await phone.tab.locator('figure.qr').waitFor()
    await fuel(payloads[0] ?? '')
    await phone.tab.locator('figure.qr').waitFor({ state: 'detached' })
  })
})

test.each([320, 390])(
  'on a phone of %i px no number of the journal is broken between two lines',
  async (width) => {
    const { companyId, coupons, manager } = await companyWithCoupons(5)
    await handTo(
      manager.ctx,
      companyId,
      coupons.map(({ id }) => id),
    )
    const phone = await site.visitor({ as: manager, width })
    await phone.open('/handovers/journal')
    const heights = await phone.tab
      .locator('main .tbl .groups')
      .evaluateAll((numbers) => numbers.map((number) => number.getBoundingClientRect().height))
    expect(heights).toHaveLength(5)
    expect(Math.max(...heights)).toBeLessThan(30)
  },
)

describe('a driver’s link without signal', () => {
  test('shows what the phone keeps, encrypted, and when it was last checked; what was used or taken back goes at the next contact', async () => {
    const { companyId, coupons, payloads, manager } = await companyWithCoupons(2)
    const ids = coupons.map(({ id }) => id)
    const { id, token } = await handTo(manager.ctx, companyId, ids)
    const path = `/d/${token}`
    const phone = await site.visitor({ width: 390 })
    const { tab, context } = phone
    await phone.open(path)
    await phone.press(phone.t('driver:sealed.open'))
    await tab.locator('[data-kept]:not([hidden])').waitFor()
    expect(await cabinet().actions({ kind: 'coupon', id: ids[1] ?? 0 })).toContain('coupon.qr_shown')
    const stored = await tab.evaluate(readStore)
    for (const { number } of coupons) expect(stored).not.toContain(number)

    await context.setOffline(true)
    await tab.goto(path)
    await tab.getByText(/Последняя проверка: \d\d\.\d\d\.\d{4} \d\d:\d\d/).waitFor()
    await tab.getByText(phone.t('driver:offline.unknown')).waitFor()
    expect(await readOff(phone)).toBe(payloads[0])
    await tab.locator('summary').nth(1).click()
    await tab.locator('summary').nth(0).click()
    expect(await readOff(phone, 1)).toBe(payloads[1])

    await fuel(payloads[0] ?? '')
    await context.setOffline(false)
    await tab.goto(path)
    await tab.locator('[data-kept]:not([hidden])').waitFor()
    await context.setOffline(true)
    await tab.goto(path)
    await tab.locator('[data-offline]').waitFor()
    expect(await tab.locator('figure.qr').count()).toBe(1)
    expect(await readOff(phone)).toBe(payloads[1])

    await recallHandover(manager.ctx, companyId, id)
    await context.setOffline(false)
    expect((await tab.goto(path))?.status()).toBe(410)
    await context.setOffline(true)
    await expect(tab.goto(path)).rejects.toThrow('ERR_')
    await context.setOffline(false)
    await tab.goto(path)
    // What fails without signal is no fault here.
    phone.faults.splice(0)
  })
})

const cabinet = () => site.cabinet

/** Everything that the phone keeps, as text. */
async function readStore(): Promise<string> {
  const db = await new Promise<IDBDatabase>((resolve) => {
    const asked = indexedDB.open('driver')
    asked.onsuccess = () => resolve(asked.result)
  })
  const entries = await new Promise<{ data: ArrayBuffer }[]>((resolve) => {
    const asked = db.transaction('links').objectStore('links').getAll()
    asked.onsuccess = () => resolve(asked.result)
  })
  db.close()
  if (entries.length === 0) throw new Error('nothing is kept')
  return entries.map(({ data, ...rest }) => new TextDecoder().decode(data) + JSON.stringify(rest)).join()
}

/** For another fuel than the coupon's. */
async function refuse(payload: string): Promise<void> {
  const asked = fuelAsked(await site.cabinet.station(), { by: 'qr', payload })
  await authorize(await pumpOf(site.cabinet), { ...asked, product: 'ai98' })
}
