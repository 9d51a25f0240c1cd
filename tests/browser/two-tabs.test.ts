import { describe, expect, test } from 'vitest'
import { inviteClient } from '#app/domain/invitations/invitations.server.ts'
import { GOOD_PASSWORD, newAddress, type Person } from '#tests/support/fixtures.ts'
import { journeys } from './journeys.ts'
import type { Visitor } from './visitor.ts'

const site = journeys()

/** Somebody who owns two companies; the cabinet shows the first. */
async function ownerOfTwo(): Promise<Person & { second: number }> {
  const { cabinet } = site
  const [first, second] = [
    await cabinet.company({ name: 'ТОО «Алатау»' }),
    await cabinet.company({ name: 'ТОО «Балқаш»' }),
  ]
  const owner = await cabinet.client(first)
  const invitation = { email: owner.email, companyId: second, role: 'owner', locale: 'ru' } as const
  await inviteClient(await cabinet.system(), invitation)
  const visitor = await site.visitor({ as: owner })
  await visitor.open(`/invitation/${await cabinet.tokenMailedTo(owner.email)}`)
  await visitor.press(visitor.t('auth:invitation.accept'))
  await visitor.tab.waitForURL('**/cabinet')
  return { ...owner, second }
}

/** Another tab of the same browser. */
async function inAnotherTab(visitor: Visitor, act: () => Promise<void>): Promise<void> {
  const first = visitor.tab
  visitor.tab = await visitor.context.newPage()
  await act()
  await visitor.tab.close()
  visitor.tab = first
}

async function choose(visitor: Visitor, company: string): Promise<void> {
  await visitor.open('/company')
  const row = visitor.tab.locator('main .choice').filter({ hasText: company })
  if ((await row.getByRole('button').count()) === 0) return
  await row.getByRole('button').click()
  await visitor.tab.waitForURL('**/cabinet')
  await visitor.settle()
}

describe.each([true, false])('two tabs (JavaScript: %s)', (javaScript) => {
  test('an invitation from the page of one company never makes an owner of the other', async () => {
    const owner = await ownerOfTwo()
    const visitor = await site.visitor({ as: owner, javaScript })
    await choose(visitor, 'Алатау')
    await visitor.open('/team')
    const email = newAddress('colleague')
    await visitor.fill({ email })
    await inAnotherTab(visitor, () => choose(visitor, 'Балқаш'))
    await visitor.press(visitor.t('team:invite.submit'))
    const told = visitor.t('errors:form_of_other_company', { company: 'ТОО «Балқаш»' })
    await visitor.tab.locator('.errors').getByText(told).waitFor()
    expect(await visitor.tab.locator('main [name=email]').inputValue()).toBe(email)
    expect(await site.cabinet.lettersTo(email)).toEqual([])
  })

  test('a second person in the same browser does nothing with the first one’s page', async () => {
    const { cabinet } = site
    const [first, second] = [await cabinet.client(await cabinet.company()), await cabinet.staff('support')]
    const visitor = await site.visitor({ as: first, javaScript })
    await visitor.open('/profile')
    await visitor.fill({ name: 'Гүлнар Сейітова' })
    await inAnotherTab(visitor, async () => {
      await visitor.context.clearCookies()
      await visitor.open('/sign-in')
      await visitor.fill({ email: second.email, password: GOOD_PASSWORD })
      await visitor.press(visitor.t('auth:signIn.submit'))
      await visitor.tab.waitForURL('**/admin')
      await visitor.settle()
    })
    await visitor.press(visitor.t('common:action.save'))
    await visitor.isTold(visitor.t('errors:form_of_other_person', { email: second.email }))
    expect(visitor.path()).toBe('/admin')
    const names = await cabinet.db
      .selectFrom('users')
      .select('name')
      .where('id', 'in', [first.userId, second.userId])
      .execute()
    expect(names.map(({ name }) => name)).not.toContain('Гүлнар Сейітова')
  })
})
