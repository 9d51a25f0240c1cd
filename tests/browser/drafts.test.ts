import { expect, test } from 'vitest'
import { GOOD_PASSWORD, newAddress, type Person } from '#tests/support/fixtures.ts'
import { journeys } from './journeys.ts'
import type { Visitor } from './visitor.ts'

const site = journeys()

async function signIn(visitor: Visitor, { email }: Pick<Person, 'email'>): Promise<void> {
  await visitor.tab.waitForURL('**/sign-in**')
  await visitor.settle()
  await visitor.fill({ email, password: GOOD_PASSWORD })
  await visitor.press(visitor.t('auth:signIn.submit'))
}

const endSessionsOf = ({ userId }: Person) =>
  site.cabinet.db.deleteFrom('sessions').where('user_id', '=', userId).execute()

const typed = (visitor: Visitor, name: string) =>
  visitor.tab.locator(`main form[method=post] [name=${name}]`).first().inputValue()

const kept = (visitor: Visitor) => visitor.tab.evaluate(() => JSON.stringify(sessionStorage))

test('a change of language keeps what was typed and ticked', async () => {
  const visitor = await site.visitor()
  await visitor.open('/registration')
  await visitor.fill({ companyName: 'ТОО «Ертіс Астық»', city: 'Павлодар' })
  await visitor.tab.locator('[name=consent]').check()
  await visitor.tab.locator('form[action="/language"] button[value=kk]').first().click()
  await visitor.tab.locator('html[lang=kk]').waitFor()
  await visitor.settle()
  expect(await typed(visitor, 'companyName')).toBe('ТОО «Ертіс Астық»')
  expect(await typed(visitor, 'city')).toBe('Павлодар')
  expect(await visitor.tab.locator('[name=consent]').isChecked()).toBe(true)
})

test('a person who signs in again after the session has ended finds the form as it was, and once', async () => {
  const owner = await site.cabinet.client(await site.cabinet.company())
  const visitor = await site.visitor({ as: owner })
  const email = newAddress('colleague')
  await visitor.open('/team')
  await visitor.fill({ email })
  await endSessionsOf(owner)
  await visitor.press(visitor.t('team:invite.submit'))
  await signIn(visitor, owner)
  await visitor.tab.waitForURL('**/team')
  await visitor.settle()
  expect(await typed(visitor, 'email')).toBe(email)
  expect(await site.cabinet.lettersTo(email)).toEqual([])
  await visitor.press(visitor.t('team:invite.submit'))
  await visitor.isTold(visitor.t('team:invited', { email }))
  await visitor.open('/team')
  expect(await typed(visitor, 'email')).toBe('')
  expect(await kept(visitor)).not.toContain(email)
})

test('somebody else who signs in gets nothing of it', async () => {
  const { cabinet } = site
  const company = await cabinet.company()
  const [owner, other] = [await cabinet.client(company), await cabinet.client(company)]
  const visitor = await site.visitor({ as: owner })
  const email = newAddress('colleague')
  await visitor.open('/team')
  await visitor.fill({ email })
  await endSessionsOf(owner)
  await visitor.press(visitor.t('team:invite.submit'))
  await signIn(visitor, other)
  await visitor.tab.waitForURL('**/team')
  await visitor.settle()
  expect(await typed(visitor, 'email')).toBe('')
  expect(await kept(visitor)).not.toContain(email)
})

test('signing out leaves nothing of what was typed', async () => {
  const owner = await site.cabinet.client(await site.cabinet.company())
  const visitor = await site.visitor({ as: owner })
  const email = newAddress('colleague')
  await visitor.open('/team')
  await visitor.fill({ email })
  expect(await kept(visitor)).toContain(email)
  await visitor.tab.locator('form[action="/sign-out"] button').first().dispatchEvent('click')
  await visitor.tab.waitForURL('**/sign-in')
  await visitor.settle()
  expect(await kept(visitor)).not.toContain(email)
})

test('a password is never kept, also when it is shown', async () => {
  const visitor = await site.visitor()
  await visitor.open('/sign-in')
  await visitor.tab.getByRole('button', { name: visitor.t('common:showPassword') }).click()
  await visitor.fill({ email: 'asel@altyn-dala.kz', password: GOOD_PASSWORD })
  expect(await kept(visitor)).toContain('asel@altyn-dala.kz')
  expect(await kept(visitor)).not.toContain(GOOD_PASSWORD)
})

test('on a page that the browser has translated links, filters and figures stay right', async () => {
  const { cabinet } = site
  const visitor = await site.visitor({ as: await cabinet.staff('support') })
  await cabinet.company({ name: 'ТОО «Алатау»' })
  await cabinet.company({ name: 'ТОО «Балқаш»' })
  await visitor.open('/admin/companies')
  await translate(visitor)
  await visitor.tab.locator('main [name=q]').fill('Алатау')
  await visitor.tab.locator('main [name=q]').press('Enter')
  await visitor.tab.waitForURL('**q=**')
  await visitor.settle()
  expect(await visitor.tab.locator('main tbody tr').count()).toBe(1)
  expect(await visitor.tab.locator('main').textContent()).not.toContain('Балқаш')
  await translate(visitor)
  await visitor.tab.locator('main .chips a, main .chip').first().click()
  await visitor.tab.waitForURL((url) => url.search === '')
  await visitor.settle()
  const { length: all } = await cabinet.db.selectFrom('companies').select('id').execute()
  expect(await visitor.tab.locator('main tbody tr').count()).toBe(all)
  await translate(visitor)
  await visitor.tab.goBack()
  await visitor.tab.waitForURL('**q=**')
  await visitor.tab.waitForFunction(() => document.querySelector('font') === null)
  await visitor.settle()
  expect(await visitor.tab.locator('main tbody tr').count()).toBe(1)
})

/** As Chrome and Yandex do it: each text is taken out, and its translation stands in two <font>. */
async function translate(visitor: Visitor): Promise<void> {
  await visitor.tab.evaluate(() => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    const texts: Text[] = []
    while (walker.nextNode()) texts.push(walker.currentNode as Text)
    for (const text of texts) {
      if (!text.data.trim() || text.parentElement?.closest('script, style')) continue
      const [outer, inner] = [document.createElement('font'), document.createElement('font')]
      inner.textContent = `${text.data} *`
      outer.append(inner)
      text.replaceWith(outer)
    }
  })
}
