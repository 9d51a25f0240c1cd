import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { disableUser } from '#app/domain/accounts/user-status.server.ts'
import type { CompanyId } from '#app/domain/kernel/context.ts'
import { type App, startApp } from '#tests/support/app.ts'
import { type Cabinet, createCabinet, newAddress } from '#tests/support/fixtures.ts'

let cabinet: Cabinet
let app: App
let companyId: CompanyId

beforeAll(async () => {
  cabinet = await createCabinet()
  app = await startApp(cabinet)
  companyId = await cabinet.company()
})
afterAll(async () => {
  await app.stop()
  await cabinet.destroy()
})

describe('the profile', () => {
  test('keeps a name and the language of the pages', async () => {
    const browser = app.as(await cabinet.client(companyId))
    expect(await browser.post('/profile', { name: 'Нұрлан Жұмабеков', locale: 'kk' })).toRedirectTo(
      '/profile',
    )
    const page = await browser.get('/profile')
    await expect(page).toShow('Нұрлан Жұмабеков')
    expect(page.headers.get('Content-Language')).toBe('kk')
  })

  test('security 14: a new password ends the other sessions, and this device goes on under a fresh one', async () => {
    const person = await cabinet.client(companyId)
    const here = app.visitor()
    await here.post('/sign-in', { email: person.email, password: person.password })
    const before = here.cookies.get('session')
    const password = 'ещё один хороший пароль'
    const changed = await here.post('/profile/password', {
      currentPassword: person.password,
      password,
      passwordConfirmation: password,
    })
    expect(changed).toRedirectTo('/profile')
    expect(here.cookies.get('session')).not.toBe(before)
    expect((await here.get('/profile')).status).toBe(200)
    expect(await app.as(person).get('/profile')).toRedirectTo(/^\/sign-in/)
    await expect(cabinet).toHaveSent('password_changed', person.email)
  })

  test('security 14: a wrong current password is told beside its field', async () => {
    const person = await cabinet.client(companyId)
    const answer = await app.as(person).post('/profile/password', {
      currentPassword: 'неверный',
      password: 'хороший пароль 1',
      passwordConfirmation: 'хороший пароль 1',
    })
    expect(answer.status).toBe(400)
    expect(await answer.text()).toContain('password-currentPassword-error')
  })

  test('security 17: own sessions are listed and ended, another person’s are not there', async () => {
    const person = await cabinet.client(companyId)
    const here = app.visitor()
    await here.post('/sign-in', { email: person.email, password: person.password })
    const page = await (await here.get('/profile')).text()
    const others = [...page.matchAll(/action="\/profile\/sessions\/(\d+)\/end"/g)].map((match) => match[1])
    expect(others).toHaveLength(1)
    const stranger = app.as(await cabinet.client(companyId))
    expect((await stranger.post(`/profile/sessions/${others[0]}/end`)).status).toBe(404)
    expect(await here.post(`/profile/sessions/${others[0]}/end`)).toRedirectTo('/profile')
    expect(await app.as(person).get('/profile')).toRedirectTo(/^\/sign-in/)
  })
})

describe('the team', () => {
  test('an owner invites, changes a role and removes; a manager may not even look', async () => {
    const owner = app.as(await cabinet.client(companyId))
    const manager = await cabinet.client(companyId, 'manager')
    expect((await app.as(manager).get('/team')).status).toBe(403)
    const email = newAddress('colleague')
    expect(await owner.post('/team', { email, role: 'viewer', locale: 'ru' })).toRedirectTo('/team')
    await expect(await owner.get('/team')).toShow(email)
    await expect(await owner.get('/team')).toShow(
      'Сотрудник получит письмо со ссылкой, чтобы принять приглашение',
    )
    expect(await owner.post(`/team/${manager.userId}/role`, { role: 'viewer' })).toRedirectTo('/team')
    expect(await owner.post(`/team/${manager.userId}/remove`)).toRedirectTo('/team')
    expect(await app.as(manager).get('/cabinet')).toRedirectTo('/company')
  })

  test('security 22: an owner hears the same of every address, whoever has it', async () => {
    const owner = await cabinet.client(await cabinet.company({ name: 'ТОО «Өркен»' }))
    const disabled = await cabinet.client(companyId, 'viewer')
    await disableUser((await cabinet.staff('administrator')).ctx, disabled.userId)
    const addresses = {
      unknown: newAddress('unknown'),
      staff: (await cabinet.staff('operator')).email,
      client: (await cabinet.client(companyId)).email,
      disabled: disabled.email,
      invited: (await cabinet.invited(companyId)).email,
    }
    const heard = new Set<string>()
    for (const email of Object.values(addresses)) {
      const visitor = app.as(owner)
      const answer = await visitor.post('/team', { email, role: 'viewer', locale: 'ru' })
      const headers = [...answer.headers].filter(
        ([name]) => !/set-cookie|date|x-request-id|policy/.test(name),
      )
      const page = await (await visitor.follow(answer)).text()
      expect(page).toContain(email)
      const again = await visitor.post('/team', { email, role: 'viewer', locale: 'ru' })
      heard.add(JSON.stringify([answer.status, headers, await answer.text(), again.status]))
    }
    expect([...heard]).toHaveLength(1)
    // The truth goes to who has the address: no link that could join one of the staff to a company.
    const [letter, ...others] = (await cabinet.lettersTo(addresses.staff)).slice(-1)
    expect(others).toEqual([])
    expect(letter).toMatchObject({ template: 'staff_address_invited', linkId: null })
    expect(letter?.text).toContain('Өркен')
  })

  test('another company’s people and invitations are not there', async () => {
    const owner = app.as(await cabinet.client(companyId))
    const otherCompany = await cabinet.company()
    const stranger = await cabinet.client(otherCompany, 'manager')
    const { invitationId } = await cabinet.invited(otherCompany)
    expect((await owner.post(`/team/${stranger.userId}/remove`)).status).toBe(404)
    expect((await owner.post(`/team/${stranger.userId}/role`, { role: 'viewer' })).status).toBe(404)
    expect((await owner.post(`/team/invitations/${invitationId}/revoke`)).status).toBe(404)
    expect((await owner.post(`/team/invitations/${invitationId}/resend`)).status).toBe(404)
  })
})
