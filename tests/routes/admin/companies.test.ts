import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type App, startApp } from '#tests/support/app.ts'
import { type Cabinet, createCabinet, newAddress, newBin, type Person } from '#tests/support/fixtures.ts'

let cabinet: Cabinet
let app: App
let administrator: Person
let support: Person

beforeAll(async () => {
  cabinet = await createCabinet()
  app = await startApp(cabinet)
  administrator = await cabinet.staff('administrator')
  support = await cabinet.staff('support')
})
afterAll(async () => {
  await app.stop()
  await cabinet.destroy()
})

function typed(overrides: Record<string, string> = {}) {
  return {
    bin: newBin(),
    name: 'ТОО «Сарыарқа Құрылыс»',
    contractNumber: '284/2026-ГСМ',
    contractDate: '2026-08-09',
    email: newAddress('contract'),
    phone: '+7 (764) 015-81-25',
    city: 'Тараз',
    ...overrides,
  }
}

describe('companies', () => {
  test('are created, found, edited, closed and opened again by an administrator', async () => {
    const staff = app.as(administrator)
    const fields = typed()
    const created = await staff.post('/admin/companies/new', fields)
    expect(created).toRedirectTo(/^\/admin\/companies\/\d+$/)
    const page = created.headers.get('Location') ?? ''
    await expect(await staff.get(page)).toShow('Компания создана')
    for (const q of [fields.bin.slice(0, 9), 'Сарыарқа', '284/2026']) {
      await expect(await staff.get(`/admin/companies?q=${encodeURIComponent(q)}`)).toShow(fields.bin)
    }
    expect(await staff.post(`${page}/edit`, { ...fields, city: 'Алматы' })).toRedirectTo(page)
    await expect(await staff.get(page)).toShow('Алматы')
    expect(await staff.post(`${page}/close`)).toRedirectTo(page)
    await expect(await staff.get('/admin/companies?status=closed')).toShow(fields.bin)
    await expect(await staff.get(page)).toShow('Отозванные приглашения нужно отправить заново')
    expect(await staff.post(`${page}/reopen`)).toRedirectTo(page)
    const id = Number(page.split('/').at(-1))
    expect(await cabinet.actions({ kind: 'company', id })).toEqual([
      'company.created',
      'company.edited',
      'company.closed',
      'company.reopened',
    ])
  })

  test.each([
    ['123456789012', 'БИН'],
    ['12345', 'БИН'],
    ['', 'Заполните поле'],
  ])('refuse the БИН "%s" beside its field and keep what was typed', async (bin, words) => {
    const answer = await app
      .as(administrator)
      .post('/admin/companies/new', typed({ bin, name: 'ТОО «Не потеряй»' }))
    await expect(answer).toShow(words, 400)
    expect(await answer.text()).toContain('ТОО «Не потеряй»')
  })

  test('say that a БИН is taken', async () => {
    const fields = typed()
    await app.as(administrator).post('/admin/companies/new', fields)
    const again = await app.as(administrator).post('/admin/companies/new', typed({ bin: fields.bin }))
    expect(again.status).toBe(409)
    expect(await again.text()).toContain('form-bin-error')
  })

  test('an unchanged save records nothing', async () => {
    const fields = typed()
    const page =
      (await app.as(administrator).post('/admin/companies/new', fields)).headers.get('Location') ?? ''
    await app.as(administrator).post(`${page}/edit`, fields)
    expect(await cabinet.actions({ kind: 'company', id: Number(page.split('/').at(-1)) })).toEqual([
      'company.created',
    ])
  })

  test('are read, not changed, by support', async () => {
    const companyId = await cabinet.company()
    const staff = app.as(support)
    expect((await staff.get(`/admin/companies/${companyId}`)).status).toBe(200)
    expect((await staff.get('/admin/companies/new')).status).toBe(403)
    expect((await staff.post('/admin/companies/new', typed())).status).toBe(403)
    expect((await staff.post(`/admin/companies/${companyId}/close`)).status).toBe(403)
  })

  test('security 22: a client on a staff page is refused, a guest is asked to sign in', async () => {
    const companyId = await cabinet.company()
    const client = app.as(await cabinet.client(companyId))
    for (const path of [
      '/admin',
      '/admin/companies',
      `/admin/companies/${companyId}`,
      '/admin/users',
      '/admin/audit',
      '/admin/requests',
      '/admin/invitations',
    ]) {
      expect((await client.get(path)).status).toBe(403)
      expect(await app.visitor().get(path)).toRedirectTo(/^\/sign-in\?redirectTo=/)
    }
  })

  test.each(['0', '-1', '1e3', '99999999999999999999', 'abc', "1'", '%00'])(
    'an id like "%s" is no company and no error',
    async (id) => {
      expect([400, 404]).toContain((await app.as(administrator).get(`/admin/companies/${id}`)).status)
    },
  )

  test('page by page by name, and a cursor that was tampered with begins anew', async () => {
    for (let number = 0; number < 55; number++)
      await cabinet.company({ name: `Страница ${String(number).padStart(2, '0')}` })
    const staff = app.as(administrator)
    const named = encodeURIComponent('Страница')
    const first = await (await staff.get(`/admin/companies?q=${named}`)).text()
    const next = /href="([^"]*cursor=[^"]*)"/.exec(first)?.[1]?.replaceAll('&amp;', '&') ?? ''
    expect(first).toContain('Страница 00')
    expect(first).not.toContain('Страница 51')
    await expect(await staff.get(next)).toShow('Страница 51')
    await expect(await staff.get(`/admin/companies?q=${named}&cursor=%F0%9F`)).toShow('Страница 00')
  })

  test('a percent sign in a search is a percent sign', async () => {
    await cabinet.company({ name: 'ИП «100% бензин»' })
    const staff = app.as(administrator)
    await expect(await staff.get('/admin/companies?q=100%25')).toShow('100% бензин')
    await expect(await staff.get('/admin/companies?q=%25%25')).toShow('Ничего не найдено')
  })
})

describe('contacts of ticked companies', () => {
  test('are invited in one go, once, and those without an address are named', async () => {
    const email = newAddress('contact')
    const withAddress = await cabinet.company({ email })
    const without = await cabinet.company({ email: null, name: 'ТОО «Без почты»' })
    const staff = app.as(support)
    const companyIds = [String(withAddress), String(without)]
    const locale = 'kk'
    const answer = await staff.post('/admin/invitations/contacts', { companyIds, locale })
    await expect(answer).toShow('ТОО «Без почты»')
    await expect(cabinet).toHaveSent('invitation', email)
    await staff.post('/admin/invitations/contacts', { companyIds, locale })
    const letters = await cabinet.lettersTo(email)
    expect(letters.map((letter) => letter.locale)).toEqual(['kk'])
  })

  test('are shown first with who is skipped and why, and nothing is sent before the language is chosen', async () => {
    const [email, waiting] = [newAddress('contact'), newAddress('contact')]
    const invited = await cabinet.company({ email: waiting })
    await cabinet.invited(invited, 'owner', waiting)
    const ids = [
      await cabinet.company({ email }),
      await cabinet.company({ email: null, name: 'ТОО «Без адреса»' }),
      invited,
    ]
    const staff = app.as(support)
    const review = await staff.post('/admin/invitations/contacts', { companyIds: ids.map(String) })
    const html = await review.text()
    expect(html).toContain('Пригласить 1 контактное лицо?')
    expect(html).toContain(email)
    expect(html.match(/Будет пропущена/g)).toHaveLength(2)
    expect(html.match(/type="hidden" name="companyIds"/g)).toHaveLength(1)
    expect(await cabinet.lettersTo(email)).toEqual([])
    expect(await cabinet.lettersTo(waiting)).toHaveLength(1)
  })

  test('are written to in the language that the review shows and that can be changed for each', async () => {
    const [kazakh, other, plain] = [newAddress('kk'), newAddress('en'), newAddress('plain')]
    const ids = [
      await cabinet.company({ email: kazakh, locale: 'kk' }),
      await cabinet.company({ email: other, locale: 'kk' }),
      await cabinet.company({ email: plain, locale: null }),
    ].map(String)
    const staff = app.as(support)
    const html = await (await staff.post('/admin/invitations/contacts', { companyIds: ids })).text()
    const choices = ids.map((id) => new RegExp(`name="locale${id}".*?</select>`, 's').exec(html)?.[0] ?? '')
    expect(choices.map((choice) => /value="(\w*)" selected/.exec(choice)?.[1])).toEqual(['kk', 'kk', ''])
    const [, second, third] = ids
    await staff.post('/admin/invitations/contacts', {
      ...{ companyIds: ids, locale: 'ru' },
      ...{ [`locale${second}`]: 'en', [`locale${third}`]: '' },
    })
    const locales = await Promise.all([kazakh, other, plain].map((email) => cabinet.lettersTo(email)))
    expect(locales.map(([letter]) => letter?.locale)).toEqual(['kk', 'en', 'ru'])
  })

  test('nothing is sent in a language that there is not', async () => {
    const email = newAddress('contact')
    const id = String(await cabinet.company({ email }))
    const fields = { companyIds: id, locale: 'ru', [`locale${id}`]: 'de' }
    await app.as(support).post('/admin/invitations/contacts', fields)
    expect(await cabinet.lettersTo(email)).toEqual([])
  })

  test('nothing ticked leads back to the list', async () => {
    expect(await app.as(support).post('/admin/invitations/contacts', {})).toRedirectTo('/admin/companies')
  })
})
