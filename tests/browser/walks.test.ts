import type { Locator } from 'playwright-core'
import { expect, test } from 'vitest'
import { blockCoupon } from '#app/domain/coupons/coupons.server.ts'
import { addDays, businessDay } from '#app/domain/kernel/calendar.ts'
import { authorize } from '#app/domain/pump-operations/pump-operations.server.ts'
import { GOOD_PASSWORD, newAddress } from '#tests/support/fixtures.ts'
import { newOperationId, pumpOf } from '#tests/support/pump.ts'
import { bringCoupons, bringTransactions } from '#tests/support/registers.ts'
import { journeys } from './journeys.ts'
import type { Visitor } from './visitor.ts'

const site = journeys()

/** How often somebody presses something on the way to what he came for; a field that is filled is one press. */
class Walk {
  presses = 0
  readonly visitor: Visitor

  constructor(visitor: Visitor) {
    this.visitor = visitor
  }

  async press(what: Locator): Promise<void> {
    this.presses++
    await what.click()
    await this.visitor.settle()
  }

  async fill(what: Locator, text: string): Promise<void> {
    this.presses++
    await what.fill(text)
  }

  /** From a link of the menu, wherever this width has it. */
  async turnTo(path: string): Promise<void> {
    const { tab, t } = this.visitor
    const link = tab.locator(`nav[aria-label="${t('common:mainMenu')}"] a[href="${path}"]`)
    await this.press(link.filter({ visible: true }).first())
    await tab.waitForURL((url) => url.pathname === path)
    await this.visitor.settle()
  }

  /** What the header's box finds at once. */
  async search(text: string): Promise<void> {
    const { tab } = this.visitor
    const box = tab.locator('header input[name=q]')
    await this.fill(box, text)
    this.presses++
    await box.press('Enter')
    await tab.waitForURL((url) => url.pathname !== '/admin')
    await this.visitor.settle()
  }
}

async function blockedAtPump() {
  const { cabinet } = site
  const companyId = await cabinet.company()
  const owner = await cabinet.client(companyId)
  const qr = `walk-${companyId}`
  const [coupon] = await bringCoupons(await cabinet.system(), companyId, [{ product: 'ai95', qr }])
  if (!coupon) throw new Error('no coupon')
  await blockCoupon(owner.ctx, companyId, coupon.id, { reason: '' })
  await authorize(await pumpOf(cabinet), {
    ...{ operationId: newOperationId(), station: await cabinet.station(), product: 'ai95', volume: 10_000 },
    instrument: { by: 'qr', payload: qr },
  })
  return { owner, coupon }
}

test("the coupon's QR code from the sign-in, on a phone: three presses behind it", async () => {
  const { cabinet } = site
  const companyId = await cabinet.company()
  const manager = await cabinet.client(companyId, 'manager')
  const today = businessDay(manager.ctx.now)
  await bringCoupons(await cabinet.system(), companyId, [
    { validFrom: today, validUntil: addDays(today, 90) },
  ])
  const visitor = await site.visitor({ width: 390 })
  const walk = new Walk(visitor)
  const { tab, t } = visitor
  await visitor.open('/sign-in')
  await walk.fill(tab.locator('main [name=email]'), manager.email)
  await walk.fill(tab.locator('main [name=password]'), GOOD_PASSWORD)
  await walk.press(tab.getByRole('main').getByRole('button', { name: t('auth:signIn.submit'), exact: true }))
  await tab.waitForURL('**/cabinet')
  await visitor.settle()
  await walk.turnTo('/coupons')
  await walk.press(tab.locator('main tbody a[href^="/coupons/"]').first())
  await tab.waitForURL(/\/coupons\/\d+$/)
  await visitor.settle()
  await walk.press(tab.getByRole('main').getByRole('button', { name: t('coupons:qr.show') }))
  await tab.locator('main figure.qr').waitFor()
  expect(walk.presses).toBeLessThanOrEqual(6)
})

test('22 companies are invited by four presses', async () => {
  const { cabinet } = site
  const emails = Array.from({ length: 22 }, () => newAddress('contact'))
  for (const [at, email] of emails.entries())
    await cabinet.company({ email, name: `ТОО «А${String(at).padStart(2, '0')}»`, locale: 'ru' })
  // The list has them all, and a company without a language would be asked about.
  await cabinet.db.updateTable('companies').set({ locale: 'ru' }).where('locale', 'is', null).execute()
  const visitor = await site.visitor({ as: await cabinet.staff('operator') })
  const walk = new Walk(visitor)
  const { tab, t } = visitor
  await visitor.open('/admin')
  await walk.turnTo('/admin/companies')
  await walk.press(tab.locator('main thead input[type=checkbox]'))
  const many = tab.getByRole('main').getByRole('button', { name: t('companies:inviteMany.action') })
  await walk.press(many.filter({ visible: true }).first())
  await tab.waitForURL('**/admin/invitations/contacts')
  await visitor.settle()
  await walk.press(tab.locator('main form[method=post] button[type=submit]').last())
  await tab.getByRole('heading', { level: 1 }).waitFor()
  await expect.poll(async () => (await cabinet.lettersTo(emails[21] ?? '')).length).toBe(1)
  for (const email of emails) await expect(cabinet).toHaveSent('invitation', email)
  expect(walk.presses).toBeLessThanOrEqual(4)
})

test('why a coupon was refused is read after one press by the client, after a search by support', async () => {
  const { owner, coupon } = await blockedAtPump()
  const client = new Walk(await site.visitor({ as: owner, width: 390 }))
  await client.visitor.open('/cabinet')
  await client.press(client.visitor.tab.locator('main a[href^="/refusals"]').first())
  const why = client.visitor.t('declines:code.coupon_blocked_by_client.text')
  await client.visitor.tab.locator('main').getByText(why).first().waitFor()
  expect(client.presses).toBeLessThanOrEqual(1)

  const support = new Walk(await site.visitor({ as: await site.cabinet.staff('support') }))
  await support.visitor.open('/admin')
  await support.search(coupon.number)
  const state = support.visitor.t('coupons:status.blocked_by_client')
  await support.visitor.tab.locator('main').getByText(state).first().waitFor()
  expect(support.presses).toBeLessThanOrEqual(2)
})

test('a caller whose sign-in is blocked is let in again by three presses', async () => {
  const { cabinet } = site
  const caller = await cabinet.client(await cabinet.company())
  const guest = await site.visitor()
  for (let bad = 0; bad < 3; bad++) {
    await guest.open('/sign-in')
    await guest.fill({ email: caller.email, password: 'не-тот-пароль' })
    await guest.press(guest.t('auth:signIn.submit'))
    await guest.tab.locator('.errors').waitFor()
  }
  const visitor = await site.visitor({ as: await cabinet.staff('support') })
  const walk = new Walk(visitor)
  const { tab, t } = visitor
  await visitor.open('/admin')
  await walk.search(caller.email)
  await tab.waitForURL(/\/admin\/users\/\d+$/)
  await walk.press(tab.getByRole('main').getByRole('button', { name: t('users:unblock.action') }))
  await tab.getByRole('status').filter({ hasText: /\S/ }).first().waitFor()
  expect(walk.presses).toBeLessThanOrEqual(3)

  await guest.open('/sign-in')
  await guest.fill({ email: caller.email, password: GOOD_PASSWORD })
  await guest.press(guest.t('auth:signIn.submit'))
  await guest.tab.waitForURL('**/cabinet')
})

test('a month for 1C is a file after four presses', async () => {
  const { cabinet } = site
  const companyId = await cabinet.company()
  const accountant = await cabinet.client(companyId, 'viewer')
  const [month] = businessDay(accountant.ctx.now).match(/^\d{4}-\d{2}/) ?? []
  await bringTransactions(await cabinet.system(), companyId, [{}])
  const visitor = await site.visitor({ as: accountant })
  const walk = new Walk(visitor)
  const { tab } = visitor
  await visitor.open('/cabinet')
  await walk.turnTo('/transactions')
  await walk.press(tab.locator(`main .months a[href*="from=${month}-01"]`))
  await tab.waitForURL(`**from=${month}-01**`)
  await visitor.settle()
  await walk.press(tab.locator('main .export-menu > summary'))
  const [file] = await Promise.all([
    tab.waitForEvent('download'),
    walk.press(tab.locator('main .export-menu a[href*="csv1c"]')),
  ])
  expect(file.suggestedFilename()).toMatch(/\.csv$/)
  expect(walk.presses).toBeLessThanOrEqual(4)
})
