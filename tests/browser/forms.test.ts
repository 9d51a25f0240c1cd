import { describe, expect, test } from 'vitest'
import { newAddress, newBin } from '#tests/support/fixtures.ts'
import { journeys } from './journeys.ts'
import type { Visitor } from './visitor.ts'

const site = journeys()

async function askForAccess(visitor: Visitor): Promise<{ email: string; bin: string }> {
  const fields = { bin: newBin(), email: newAddress('asks') }
  await visitor.open('/registration')
  await visitor.fill({
    ...fields,
    companyName: 'ТОО «Ертіс Астық»',
    contactName: 'Айсұлу Бек',
    phone: '+7 (721) 962-86-52',
    city: 'Павлодар',
  })
  await visitor.tab.locator('[name=consent]').check()
  return fields
}

describe.each([true, false])('forms (JavaScript: %s)', (javaScript) => {
  test('a double click asks once', async () => {
    const visitor = await site.visitor({ javaScript })
    const { bin, email } = await askForAccess(visitor)
    await visitor.tab.getByRole('button', { name: visitor.t('auth:registration.submit') }).dblclick()
    await visitor.sees(visitor.t('auth:registration.sent.title'))
    const requests = await site.cabinet.db
      .selectFrom('access_requests')
      .select('id')
      .where('bin', '=', bin)
      .execute()
    expect(requests).toHaveLength(1)
    expect(await site.cabinet.lettersTo(email)).toHaveLength(1)
  })

  test('the back button after an accepted form asks nothing and repeats nothing', async () => {
    const administrator = await site.cabinet.staff('administrator')
    const staff = await site.visitor({ as: administrator, javaScript })
    const bin = newBin()
    await staff.open('/admin/companies/new')
    await staff.fill({
      bin,
      name: 'ТОО «Көкше»',
      email: newAddress('contract'),
      phone: '+7 701 000 00 00',
      city: 'Көкшетау',
    })
    await staff.tab.locator('main form[method=post] button[type=submit]').first().click()
    await staff.tab.waitForURL(/\/admin\/companies\/\d+$/)
    await staff.settle()
    await staff.tab.goBack()
    await staff.tab.waitForURL('**/admin/companies/new')
    await staff.settle()
    await staff.tab.goForward()
    await staff.tab.waitForURL(/\/admin\/companies\/\d+$/)
    await staff.settle()
    const { db } = site.cabinet
    expect(await db.selectFrom('companies').select('id').where('bin', '=', bin).execute()).toHaveLength(1)
  })

  test('a refused form keeps what was typed, names the field, and takes the focus to a summary', async () => {
    const visitor = await site.visitor({ javaScript, locale: 'kk' })
    await askForAccess(visitor)
    await visitor.fill({ bin: '123456789012' })
    await visitor.press(visitor.t('auth:registration.submit'))
    await visitor.tab.locator('.errors:focus').waitFor()
    await visitor.settle()
    expect(await visitor.tab.locator('[name=companyName]').inputValue()).toBe('ТОО «Ертіс Астық»')
    expect(await visitor.tab.locator('[name=bin]').getAttribute('aria-invalid')).toBe('true')
    expect(await visitor.tab.locator('[name=consent]').isChecked()).toBe(true)
  })
})

test('a form can be filled and sent by keyboard alone', async () => {
  const person = await site.cabinet.staff('support')
  const visitor = await site.visitor()
  await visitor.open('/sign-in')
  await visitor.tab.locator('[name=email]').focus()
  await visitor.tab.keyboard.type(person.email)
  await visitor.tab.keyboard.press('Tab')
  await visitor.tab.keyboard.type(person.password)
  await visitor.tab.keyboard.press('Enter')
  await visitor.tab.waitForURL('**/admin')
  await visitor.settle()
  await visitor.tab.keyboard.press('Tab')
  expect(await visitor.tab.evaluate(() => document.activeElement?.getAttribute('href'))).toBe('#main')
})

test('what is typed into a filter before the page is alive stays', async () => {
  const { cabinet } = site
  const visitor = await site.visitor({ as: await cabinet.staff('support') })
  const { promise: typed, resolve: letScriptsIn } = Promise.withResolvers<void>()
  await visitor.context.route('**/assets/*.js', async (route) => {
    await typed
    await route.continue()
  })
  await visitor.tab.goto('/admin/companies?status=open', { waitUntil: 'commit' })
  await visitor.tab.locator('main [name=q]').fill('Алатау')
  letScriptsIn()
  await visitor.settle()
  expect(await visitor.tab.locator('main [name=q]').inputValue()).toBe('Алатау')
})

test('a filter that was applied in place is still chosen, and gone when its chip is', async () => {
  const { cabinet } = site
  await cabinet.company()
  const visitor = await site.visitor({ as: await cabinet.staff('support') })
  const { tab } = visitor
  await visitor.open('/admin/companies')
  const status = tab.locator('main select[name=status]')
  const chosen = await status.locator('option').nth(1).getAttribute('value')
  await status.selectOption(chosen)
  await tab.locator('main form[role=search] button.filters-actions').click()
  await tab.waitForURL(/status=/)
  await tab.locator('main .chip').first().waitFor()
  await expect.poll(() => status.inputValue()).toBe(chosen)
  // What a reset goes back to, too: the form is reset when the URL asks for something else.
  const kept = await status.evaluate((select: HTMLSelectElement) => {
    select.form?.reset()
    return select.value
  })
  expect(kept).toBe(chosen)
  await tab.locator('main .chip').first().click()
  await tab.waitForURL((url) => !url.search.includes('status'))
  await expect.poll(() => status.inputValue()).toBe('')
})
