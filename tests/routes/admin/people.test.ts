import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { CompanyId } from '#app/domain/kernel/context.ts'
import { type App, startApp } from '#tests/support/app.ts'
import { type Cabinet, createCabinet, newAddress, type Person } from '#tests/support/fixtures.ts'

let cabinet: Cabinet
let app: App
let administrator: Person
let support: Person
let companyId: CompanyId

beforeAll(async () => {
  cabinet = await createCabinet()
  app = await startApp(cabinet)
  administrator = await cabinet.staff('administrator')
  support = await cabinet.staff('support')
  companyId = await cabinet.company({ name: 'ТОО «Медеу Такси»' })
})
afterAll(async () => {
  await app.stop()
  await cabinet.destroy()
})

describe('invitations', () => {
  test('are sent, listed by state, sent again and revoked', async () => {
    const staff = app.as(support)
    const email = newAddress('invited')
    const sent = await staff.post('/admin/invitations/new', {
      email,
      companyId: String(companyId),
      role: 'manager',
      locale: 'kk',
      name: 'Айгерім',
    })
    expect(sent).toRedirectTo(/^\/admin\/invitations\/\d+$/)
    const page = sent.headers.get('Location') ?? ''
    await expect(await staff.get(page)).toShow(email)
    await expect(await staff.get(`/admin/invitations?state=waiting&q=${email}`)).toShow('ТОО «Медеу Такси»')
    const [letter] = await cabinet.lettersTo(email)
    expect(letter?.locale).toBe('kk')
    expect(await staff.post(`${page}/resend`)).toRedirectTo(page)
    expect(await cabinet.lettersTo(email)).toHaveLength(2)
    expect(await staff.post(`${page}/revoke`)).toRedirectTo(page)
    await expect(await staff.get(`/admin/invitations?state=revoked&q=${email}`)).toShow(email)
    await expect(await staff.follow(await staff.post(`${page}/revoke`))).toShow(email)
  })

  test('of many companies the first are offered, and every other is found by a search', async () => {
    const many = await createCabinet()
    const manyApp = await startApp(many)
    const staff = manyApp.as(await many.staff('support'))
    const optionsOf = async (path: string) => {
      const page = await (await staff.get(path)).text()
      const html = page.slice(page.indexOf('<main'))
      const [, inside = ''] = /<select[^>]*name="companyId"[^>]*>(.*?)<\/select>/s.exec(html) ?? []
      const options = [...inside.matchAll(/<option value="(\d+)"( selected="")?[^>]*>([^<]*)/g)]
      const chosen = options.filter(([, , selected]) => selected).map(([, id]) => Number(id))
      return { html, chosen, names: options.map(([, , , name = '']) => name.split(' · ')[0]) }
    }
    const last = await many.company({ name: 'ТОО «Яблоневый сад»', bin: '991240000015' })
    const few = await optionsOf('/admin/invitations/new')
    expect(few.names).toEqual(['ТОО «Яблоневый сад»'])
    expect(few.html).not.toContain('type="search"')

    for (let at = 0; at < 60; at++) await many.company({ name: `АО «Алатау ${String(at).padStart(2, '0')}»` })
    const first = await optionsOf('/admin/invitations/new')
    expect([first.names.length, first.names[0], first.chosen]).toEqual([50, 'АО «Алатау 00»', []])
    expect(first.html).toContain('type="search"')
    const link = await optionsOf(`/admin/invitations/new?companyId=${last}`)
    expect([link.names.length, link.names[0], link.chosen]).toEqual([51, 'ТОО «Яблоневый сад»', [last]])
    for (const q of ['9912400', 'яблон']) {
      const found = await optionsOf(`/admin/invitations/new?q=${encodeURIComponent(q)}`)
      expect([q, found.names, found.chosen]).toEqual([q, ['ТОО «Яблоневый сад»'], [last]])
    }
    const none = await optionsOf('/admin/invitations/new?q=%25&email=x%40altyn-dala.kz')
    expect(none.names).toEqual([])
    expect(none.html).toContain('Ничего не найдено')
    expect(none.html).toContain('value="x@altyn-dala.kz"')
    expect((await optionsOf('/admin/invitations/new?companyId=x&q=')).names).toHaveLength(50)
    await manyApp.stop()
    await many.destroy()
  })

  test('the same address twice says so beside the field', async () => {
    const { email } = await cabinet.invited(companyId)
    const answer = await app.as(support).post('/admin/invitations/new', {
      email,
      companyId: String(companyId),
      role: 'owner',
      locale: 'ru',
    })
    expect(answer.status).toBe(409)
    expect(await answer.text()).toContain('form-email-error')
  })

  test('security 20: the same form sent ten times at once is one invitation and one answer', async () => {
    const email = newAddress('tenfold')
    const fields = {
      email,
      companyId: String(companyId),
      role: 'owner',
      locale: 'ru',
      nonce: 'a-nonce-of-this-form',
    }
    const staff = app.as(support)
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => staff.post('/admin/invitations/new', fields)),
    )
    expect(new Set(answers.map((answer) => answer.headers.get('Location'))).size).toBe(1)
    for (const answer of answers) expect(answer).toRedirectTo(/^\/admin\/invitations\/\d+$/)
    expect(await cabinet.lettersTo(email)).toHaveLength(1)
  })

  test('colleagues are invited by an administrator only', async () => {
    const fields = { email: newAddress('colleague'), role: 'support', locale: 'ru' }
    expect((await app.as(support).post('/admin/invitations/colleague', fields)).status).toBe(403)
    expect(await app.as(administrator).post('/admin/invitations/colleague', fields)).toRedirectTo(
      /^\/admin\/invitations\//,
    )
    await expect(cabinet).toHaveSent('staff_invitation', fields.email)
  })

  test('security 1: no page of the staff holds a link’s token', async () => {
    const { token, invitationId } = await cabinet.invited(companyId)
    for (const path of [`/admin/invitations/${invitationId}`, '/admin/invitations', '/admin/audit']) {
      expect(await (await app.as(administrator).get(path)).text()).not.toContain(token)
    }
  })
})

describe('users', () => {
  test('blocked by bad passwords: shown, unblocked, in again', async () => {
    const person = await cabinet.client(companyId)
    for (let attempt = 0; attempt < 3; attempt++) {
      await app.visitor().post('/sign-in', { email: person.email, password: `неверный ${attempt}` })
    }
    const staff = app.as(support)
    const page = `/admin/users/${person.userId}`
    await expect(await staff.get(page)).toShow('Разблокировать вход')
    await expect(await staff.get('/admin/users?state=blocked')).toShow(person.email)
    expect(await staff.post(`${page}/unblock`)).toRedirectTo(page)
    expect(
      await app.visitor().post('/sign-in', { email: person.email, password: person.password }),
    ).toRedirectTo('/')
  })

  test('security 17: disabling acts on the next request; enabling lets in again', async () => {
    const person = await cabinet.client(companyId)
    const browser = app.as(person)
    expect((await browser.get('/profile')).status).toBe(200)
    const page = `/admin/users/${person.userId}`
    expect((await app.as(support).post(`${page}/disable`)).status).toBe(403)
    expect(await app.as(administrator).post(`${page}/disable`)).toRedirectTo(page)
    expect(await browser.get('/profile')).toRedirectTo(/^\/sign-in/)
    expect(await app.as(administrator).post(`${page}/enable`)).toRedirectTo(page)
    expect(
      await app.visitor().post('/sign-in', { email: person.email, password: person.password }),
    ).toRedirectTo('/')
  })

  test('security 17: their sessions are ended by staff', async () => {
    const person = await cabinet.client(companyId)
    const page = `/admin/users/${person.userId}`
    expect(await app.as(support).post(`${page}/end-sessions`)).toRedirectTo(page)
    expect(await app.as(person).get('/profile')).toRedirectTo(/^\/sign-in/)
  })

  test('nobody disables the own account; the last administrator stays one', async () => {
    const staff = app.as(administrator)
    const page = `/admin/users/${administrator.userId}`
    await expect(await staff.follow(await staff.post(`${page}/disable`))).toShow(
      'Нельзя отключить собственную учётную запись',
    )
    await staff.post(`${page}/role`, { role: 'support' })
    await expect(await staff.get(page)).toShow('Администратор')
  })

  test('security 9: no page of the staff has a field for somebody’s password', async () => {
    const person = await cabinet.client(companyId)
    const page = await (await app.as(administrator).get(`/admin/users/${person.userId}`)).text()
    expect(page).not.toContain('type="password"')
  })
})

describe('the audit log', () => {
  test('tells who did what, and is filtered by address, action and company', async () => {
    const person = await cabinet.client(companyId)
    const staff = app.as(administrator)
    await expect(await staff.get(`/admin/audit?q=${person.email}`)).toShow(person.email)
    await expect(await staff.get('/admin/audit?q=company.')).toShow('ТОО «Медеу Такси»')
    await expect(await staff.get(`/admin/audit?company=${companyId}&actor=staff`)).toShow(
      'fixtures@example.kz',
    )
    await expect(await staff.get('/admin/audit?q=no.such_action')).toShow('Ничего не найдено')
    expect((await app.as(support).get('/admin/audit')).status).toBe(403)
    expect((await staff.get("/admin/audit?q='--&from=2026-99-99&actor=x&cursor=-1")).status).toBe(200)
  })
})
