import { describe, expect, test } from 'vitest'
import { GOOD_PASSWORD } from '#tests/support/fixtures.ts'
import { journeys, ways } from './journeys.ts'
import type { Visitor } from './visitor.ts'

const site = journeys()

async function signIn(visitor: Visitor, email: string, password: string): Promise<void> {
  await visitor.fill({ email, password })
  await visitor.press(visitor.t('auth:signIn.submit'))
}

describe.each(ways)('signing in ($locale, JavaScript: $javaScript)', ({ locale, javaScript }) => {
  test('leads to where the person wanted to go; after signing out the back button shows nothing', async () => {
    const person = await site.cabinet.staff('support')
    const visitor = await site.visitor({ locale, javaScript })
    await visitor.open('/admin/companies')
    expect(visitor.path()).toBe('/sign-in')
    await signIn(visitor, person.email, person.password)
    await visitor.tab.waitForURL('**/admin/companies')
    await visitor.settle()

    await visitor.tab.locator('header details.menu summary').last().click()
    await visitor.tab.locator('form[action="/sign-out"] button').click()
    await visitor.tab.waitForURL('**/sign-in')
    // Not sooner: React's router writes its own entry over the page's while it wakes, which ends a step back at once.
    await visitor.settle()
    await visitor.tab.goBack()
    await visitor.tab.waitForURL('**/sign-in?redirectTo=*')
    await visitor.settle()
    expect(await visitor.tab.content()).not.toContain(person.email)
  })

  test('three bad passwords block, a new password by mail unblocks', async () => {
    const { cabinet } = site
    const person = await cabinet.client(await cabinet.company())
    const visitor = await site.visitor({ locale, javaScript })
    await visitor.open('/sign-in')
    for (let attempt = 1; attempt <= 3; attempt++) {
      await signIn(visitor, person.email, 'не-тот-пароль')
      await visitor.tab.locator('.errors, .alert-bad').first().waitFor()
      await visitor.settle()
      expect(await visitor.tab.locator('[name=email]').inputValue()).toBe(person.email)
      expect(await visitor.tab.locator('[name=password]').inputValue()).toBe('')
    }
    const isBlocked = visitor.tab.getByText(visitor.t('auth:blocked.title')).first()
    await isBlocked.waitFor()
    await signIn(visitor, person.email, GOOD_PASSWORD)
    await visitor.settle()
    await isBlocked.waitFor()
    expect(visitor.path()).toBe('/sign-in')

    await visitor.tab
      .locator('main')
      .getByRole('link', { name: visitor.t('auth:signIn.forgot') })
      .first()
      .click()
    await visitor.sees(visitor.t('auth:forgot.title'))
    await visitor.fill({ email: person.email })
    await visitor.press(visitor.t('auth:forgot.submit'))
    await visitor.sees(visitor.t('auth:forgot.sent.title'))

    await visitor.open(`/set-password/${await cabinet.tokenMailedTo(person.email)}`)
    const password = 'жаңа-құпиясөз-2026'
    await visitor.fill({ password, passwordConfirmation: password })
    await visitor.press(visitor.t('auth:setPassword.submit'))
    await visitor.tab.waitForURL('**/sign-in')
    await visitor.isTold(visitor.t('auth:signIn.passwordChanged'))
    await signIn(visitor, person.email, password)
    await visitor.tab.waitForURL('**/cabinet')
  })
})

test.each([true, false])(
  'the language is changed before signing in, on the same page (JavaScript: %s)',
  async (javaScript) => {
    const visitor = await site.visitor({ locale: 'kk', javaScript })
    await visitor.open('/registration')
    expect(await visitor.tab.locator('html').getAttribute('lang')).toBe('kk')
    for (const locale of ['en', 'ru', 'kk'] as const) {
      await visitor.tab.locator(`form[action="/language"] button[value=${locale}]`).click()
      await visitor.tab.locator(`html[lang=${locale}]`).waitFor()
      await visitor.settle()
      expect(visitor.path()).toBe('/registration')
    }
  },
)

test('the theme is chosen and kept', async () => {
  const visitor = await site.visitor()
  await visitor.open('/sign-in')
  await visitor.tab.locator('form[action="/theme"] button[value=dark]').click()
  await visitor.tab.locator('html[data-theme=dark]').waitFor()
  await visitor.open('/privacy')
  expect(await visitor.tab.locator('html').getAttribute('data-theme')).toBe('dark')
})
