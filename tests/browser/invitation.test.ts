import type { Locator } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { GOOD_PASSWORD, newAddress } from '#tests/support/fixtures.ts'
import { journeys, ways } from './journeys.ts'
import type { Visitor } from './visitor.ts'

const site = journeys()

/** Opens the newest letter to the address in the local mailbox, and the link in it. */
async function followLetterTo(visitor: Visitor, email: string): Promise<void> {
  await visitor.open('/mailbox')
  await visitor.tab.getByRole('row').filter({ hasText: email }).first().getByRole('link').click()
  const link = visitor.tab
    .frameLocator('iframe')
    .locator('a[href*="/invitation/"], a[href*="/set-password/"]')
  await visitor.turnToTabOf(() => link.first().click())
}

describe.each(ways)('an invitation ($locale, JavaScript: $javaScript)', ({ locale, javaScript }) => {
  test('staff invite, the letter leads to a clean address, a password opens the cabinet', async () => {
    const { cabinet } = site
    const companyId = await cabinet.company({ name: `ТОО «Алатау ${locale} ${javaScript}»` })
    const email = newAddress('invited')
    const staff = await site.visitor({ as: await cabinet.staff('administrator'), javaScript })
    await staff.open('/admin/invitations/new')
    await staff.tab.locator('main [name=companyId]').selectOption(String(companyId))
    await staff.fill({ email, name: 'Ерлан Ахметов' })
    await staff.tab.locator('main [name=role]').selectOption('owner')
    await staff.tab.locator('main [name=locale]').selectOption(locale)
    await staff.press(staff.t('invitations:submit'))
    await staff.isTold(staff.t('invitations:sent', { email }))

    const invited = await site.visitor({ locale, javaScript })
    await followLetterTo(invited, email)
    await invited.sees(invited.t('auth:invitation.title'))
    const token = await cabinet.tokenMailedTo(email)
    expect(invited.tab.url()).not.toContain(token)
    expect(await invited.tab.content()).not.toContain(token)

    await invited.fill({ password: 'qwerty123', passwordConfirmation: 'qwerty123' })
    await invited.press(invited.t('auth:invitation.submit'))
    await invited.tab.locator('.errors').waitFor()
    await invited.fill({ password: GOOD_PASSWORD, passwordConfirmation: GOOD_PASSWORD })
    await invited.press(invited.t('auth:invitation.submit'))
    await invited.tab.getByText(invited.t('overview:welcome.title')).first().waitFor()
    expect(invited.path()).toBe('/cabinet')
    expect(await invited.tab.locator('html').getAttribute('lang')).toBe(locale)
  })
})

test('two links in two tabs do not mix', async () => {
  const { cabinet } = site
  const companyId = await cabinet.company()
  const [one, two] = [await cabinet.invited(companyId), await cabinet.invited(companyId, 'viewer')]
  const visitor = await site.visitor()
  await visitor.open(`/invitation/${one.token}`)
  const first = visitor.tab
  const second = await visitor.context.newPage()
  await second.goto(`/invitation/${two.token}`)
  await visitor.fill({ password: GOOD_PASSWORD, passwordConfirmation: GOOD_PASSWORD })
  await visitor.press(visitor.t('auth:invitation.submit'))
  await first.waitForURL('**/cabinet')
  await first.getByText(one.email).first().waitFor({ state: 'attached' })

  // The second tab's form belongs to the other address still: it says whose session this is, and adds nothing to it.
  visitor.tab = second
  await visitor.fill({ password: GOOD_PASSWORD, passwordConfirmation: GOOD_PASSWORD })
  await visitor.press(visitor.t('auth:invitation.submit'))
  await visitor.open(new URL(second.url()).pathname)
  await visitor.press(visitor.t('auth:somebodyElse.signOut'))
  await visitor.sees(visitor.t('auth:invitation.title'))
  await second.getByText(two.email).first().waitFor()
  await visitor.fill({ password: GOOD_PASSWORD, passwordConfirmation: GOOD_PASSWORD })
  await visitor.press(visitor.t('auth:invitation.submit'))
  await second.waitForURL('**/cabinet')
  await second.getByText(two.email).first().waitFor({ state: 'attached' })
})

test.each([true, false])(
  'the contacts of ticked companies are invited in one go (JavaScript: %s)',
  async (javaScript) => {
    const { cabinet } = site
    const emails = [newAddress('contact'), newAddress('contact')]
    for (const email of emails) await cabinet.company({ email, name: `ТОО «Контакт ${email}»` })
    // More than a screen holds.
    for (let more = 0; more < 20; more++) await cabinet.company()
    const staff = await site.visitor({ as: await cabinet.staff('administrator'), javaScript })
    await staff.open('/admin/companies')
    for (const email of emails)
      await staff.tab.getByRole('row').filter({ hasText: email }).getByRole('checkbox').check()
    if (javaScript) await expectBarInSight(staff, 2)
    await staff.press(staff.t('companies:inviteMany.action'))
    await staff.tab.waitForURL('**/admin/invitations/contacts')
    await staff.settle()
    for (const email of emails) expect(await cabinet.lettersTo(email)).toEqual([])
    await staff.tab.locator('main [name=locale]').selectOption('kk')
    await staff.press(staff.t('companies:inviteMany.confirm', { count: 2, n: '2' }))
    await staff.sees(staff.t('companies:inviteMany.done', { count: 2, n: '2' }))
    for (const email of emails) await expect(cabinet).toHaveSent('invitation', email)
  },
)

/** While rows are ticked, at the top of a list that goes on below the screen. */
async function expectBarInSight({ tab, t }: Visitor, n: number): Promise<void> {
  await tab.evaluate(() => scrollTo(0, 0))
  const bar = tab.locator('.picked', { hasText: t('companies:inviteMany.picked', { n: String(n) }) })
  await bar.waitFor()
  const height = tab.viewportSize()?.height ?? 0
  const [list, { y, height: own }] = [await boxOf(tab.locator('table')), await boxOf(bar)]
  expect(list.y + list.height).toBeGreaterThan(height)
  expect(y).toBeGreaterThan(0)
  expect(y + own).toBeLessThanOrEqual(height)
}

async function boxOf(element: Locator) {
  const box = await element.boundingBox()
  if (!box) throw new Error('the element is not drawn')
  return box
}
