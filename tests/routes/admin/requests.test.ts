import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type App, startApp } from '#tests/support/app.ts'
import { type Cabinet, createCabinet, newAddress, newBin, type Person } from '#tests/support/fixtures.ts'

let cabinet: Cabinet
let app: App
let support: Person

beforeAll(async () => {
  cabinet = await createCabinet()
  app = await startApp(cabinet)
  support = await cabinet.staff('support')
})
afterAll(async () => {
  await app.stop()
  await cabinet.destroy()
})

function typed(overrides: Record<string, string> = {}) {
  return {
    bin: newBin(),
    companyName: 'ТОО «Жетісу Агро»',
    contactName: "Д'Артаньян Қ.",
    email: newAddress('asker'),
    phone: '+7 (752) 406-24-79',
    city: 'Семей',
    comment: 'Нужны талоны ДТ <b>срочно</b>',
    consent: 'on',
    ...overrides,
  }
}

async function requestOf(email: string) {
  return cabinet.db
    .selectFrom('access_requests')
    .selectAll()
    .where('email', '=', email)
    .executeTakeFirstOrThrow()
}

describe('a request for access', () => {
  test('waits for staff, is confirmed by mail, and makes no account', async () => {
    const fields = typed()
    const sent = await app.visitor().post('/registration', fields)
    expect(sent).toRedirectTo('/registration?sent=1')
    const request = await requestOf(fields.email)
    expect(request).toMatchObject({ status: 'pending', contact_name: "Д'Артаньян Қ.", locale: 'ru' })
    expect(request.consent_version).toMatch(/^\d{4}-\d{2}-\d{2}$/)
    await expect(cabinet).toHaveSent('request_received', fields.email)
    const users = await cabinet.db.selectFrom('users').selectAll().where('email', '=', fields.email).execute()
    expect(users).toEqual([])
  })

  test('sent again while it waits changes nothing', async () => {
    const fields = typed()
    await app.visitor().post('/registration', fields)
    await app.visitor().post('/registration', fields)
    expect(await cabinet.lettersTo(fields.email)).toHaveLength(1)
  })

  test.each([
    [{ bin: '111111111111' }, 'bin'],
    [{ consent: '' }, 'consent'],
    [{ email: 'не-адрес' }, 'email'],
    [{ companyName: '   ' }, 'companyName'],
    [{ phone: 'позвоните' }, 'phone'],
    [{ comment: 'я'.repeat(2001) }, 'comment'],
  ])('with %o is refused beside the field, and nothing typed is lost', async (wrong, field) => {
    const fields = typed(wrong as Record<string, string>)
    const answer = await app.visitor().post('/registration', fields)
    expect(answer.status).toBe(400)
    const page = await answer.text()
    expect(page).toContain(`form-${field}-error`)
    expect(page).toContain('Семей')
  })

  test('approving creates the company and sends the invitation in the chosen language', async () => {
    const fields = typed()
    await app.visitor().post('/registration', fields)
    const { id } = await requestOf(fields.email)
    const staff = app.as(support)
    await expect(await staff.get('/admin/requests')).toShow('ТОО «Жетісу Агро»')
    const page = await staff.get(`/admin/requests/${id}`)
    expect(await page.clone().text()).not.toContain('<b>срочно</b>')
    await expect(page).toShow('<b>срочно</b>')
    const approved = await staff.post(`/admin/requests/${id}/approve`, { role: 'owner', locale: 'kk' })
    expect(approved).toRedirectTo('/admin/requests')
    const company = await cabinet.db
      .selectFrom('companies')
      .selectAll()
      .where('bin', '=', fields.bin)
      .executeTakeFirstOrThrow()
    expect(company).toMatchObject({ name: 'ТОО «Жетісу Агро»', email: fields.email })
    await expect(cabinet).toHaveSent('invitation', fields.email)
    expect((await cabinet.lettersTo(fields.email)).at(-1)?.locale).toBe('kk')
    expect(await cabinet.actions({ kind: 'request', id })).toEqual(['request.received', 'request.approved'])
  })

  test('suggests the owner of a new company, and no more than a look into one that is there', async () => {
    const bin = newBin()
    await cabinet.company({ bin })
    const chosen = async (fields: Record<string, string>) => {
      await app.visitor().post('/registration', fields)
      const { id } = await requestOf(String(fields.email))
      const pages = [`/admin/requests/${id}`, `/admin/requests/${id}/approve`]
      const texts = await Promise.all(pages.map(async (path) => (await app.as(support).get(path)).text()))
      return texts.map((text) => /<option value="(\w+)" selected=""/.exec(text)?.[1])
    }
    expect(await chosen(typed())).toEqual(['owner', 'owner'])
    expect(await chosen(typed({ bin }))).toEqual(['viewer', 'viewer'])
  })

  test('approved without a choice of role makes nobody an owner of a company that is there', async () => {
    const bin = newBin()
    await cabinet.company({ bin })
    const fields = typed({ bin })
    await app.visitor().post('/registration', fields)
    const { id } = await requestOf(fields.email)
    expect(await app.as(support).post(`/admin/requests/${id}/approve`, { locale: 'ru' })).toRedirectTo(
      '/admin/requests',
    )
    const invitation = await cabinet.db
      .selectFrom('invitations')
      .select('role')
      .where('email', '=', fields.email)
      .executeTakeFirstOrThrow()
    expect(invitation.role).toBe('viewer')
  })

  test('makes nobody an owner from a page that was opened before the company was there', async () => {
    const bin = newBin()
    const [first, second] = [typed({ bin }), typed({ bin })]
    for (const fields of [first, second]) await app.visitor().post('/registration', fields)
    const shown = { role: 'owner', suggestedRole: 'owner', locale: 'ru' }
    const approve = async ({ email }: { email: string }, fields: Record<string, string>) =>
      app.as(support).post(`/admin/requests/${(await requestOf(email)).id}/approve`, fields)
    expect(await approve(first, shown)).toRedirectTo('/admin/requests')
    expect((await approve(second, shown)).status).toBe(409)
    expect((await requestOf(second.email)).status).toBe('pending')
    // Whoever has seen the company may decide so all the same.
    expect(await approve(second, { ...shown, suggestedRole: 'viewer' })).toRedirectTo('/admin/requests')
  })

  test('from another address than the contract names says so; to a closed company it cannot be approved', async () => {
    const bin = newBin()
    const companyId = await cabinet.company({ bin, email: newAddress('contract') })
    const fields = typed({ bin })
    await app.visitor().post('/registration', fields)
    const { id } = await requestOf(fields.email)
    const staff = app.as(support)
    await expect(await staff.get(`/admin/requests/${id}`)).toShow('отличается от адреса в договоре')
    await app.as(await cabinet.staff('administrator')).post(`/admin/companies/${companyId}/close`, {})
    const page = await staff.get(`/admin/requests/${id}`)
    await expect(page).toShow('не обслуживается, пригласить в неё нельзя')
    expect(await page.text()).not.toContain(`action="/admin/requests/${id}/approve"`)
    expect((await staff.post(`/admin/requests/${id}/approve`, { locale: 'ru' })).status).toBe(403)
  })

  test('approving picks the company that has the БИН already', async () => {
    const bin = newBin()
    const companyId = await cabinet.company({ bin })
    const fields = typed({ bin })
    await app.visitor().post('/registration', fields)
    const { id } = await requestOf(fields.email)
    await app.as(support).post(`/admin/requests/${id}/approve`, { role: 'viewer', locale: 'ru' })
    const invitation = await cabinet.db
      .selectFrom('invitations')
      .selectAll()
      .where('email', '=', fields.email)
      .executeTakeFirstOrThrow()
    expect(invitation).toMatchObject({ company_id: companyId, role: 'viewer' })
  })

  test('declining mails the reason in the language of the request', async () => {
    const fields = typed()
    await app.visitor().in('en').post('/registration', fields)
    const { id } = await requestOf(fields.email)
    const staff = app.as(support)
    const without = await staff.post(`/admin/requests/${id}/decline`, { reason: ' ' })
    expect(without.status).toBe(400)
    expect(await staff.post(`/admin/requests/${id}/decline`, { reason: 'No contract yet' })).toRedirectTo(
      '/admin/requests',
    )
    const letter = (await cabinet.lettersTo(fields.email)).at(-1)
    expect(letter).toMatchObject({ template: 'request_declined', locale: 'en' })
    expect(letter?.text).toContain('No contract yet')
  })

  test('two colleagues who decide at once decide once', async () => {
    const fields = typed()
    await app.visitor().post('/registration', fields)
    const { id } = await requestOf(fields.email)
    const first = app.as(support)
    const second = app.as(await cabinet.staff('administrator'))
    const answers = await Promise.all([
      first.post(`/admin/requests/${id}/approve`, { role: 'owner', locale: 'ru' }),
      second.post(`/admin/requests/${id}/decline`, { reason: 'Дубль' }),
    ])
    const places = answers.map((answer) => answer.headers.get('Location')).sort()
    expect(places).toEqual(['/admin/requests', `/admin/requests/${id}`])
    expect(await cabinet.actions({ kind: 'request', id })).toHaveLength(2)
  })
})
