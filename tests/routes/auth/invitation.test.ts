import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { closeCompany } from '#app/domain/companies/companies.server.ts'
import { revokeInvitation } from '#app/domain/invitations/revocation.server.ts'
import type { CompanyId } from '#app/domain/kernel/context.ts'
import { type App, startApp } from '#tests/support/app.ts'
import { type Cabinet, createCabinet, GOOD_PASSWORD } from '#tests/support/fixtures.ts'

let cabinet: Cabinet
let app: App
let companyId: CompanyId

beforeAll(async () => {
  cabinet = await createCabinet()
  app = await startApp(cabinet)
  companyId = await cabinet.company({ name: 'ТОО «Алтын Дала»' })
})
afterAll(async () => {
  await app.stop()
  await cabinet.destroy()
})

const both = { password: GOOD_PASSWORD, passwordConfirmation: GOOD_PASSWORD }

describe('an invitation', () => {
  test('security 5: the secret leaves the address bar at once and waits in a cookie of its own', async () => {
    const { token, email } = await cabinet.invited(companyId)
    const visitor = app.visitor()
    const opened = await visitor.get(`/invitation/${token}`)
    expect(opened.status).toBe(303)
    expect(opened).toRedirectTo(/^\/invitation\/[\w-]{22}$/)
    expect(opened.headers.get('Referrer-Policy')).toBe('no-referrer')
    expect(opened.headers.get('Cache-Control')).toBe('no-store')
    const clean = opened.headers.get('Location') ?? ''
    const [cookie] = opened.headers.getSetCookie()
    expect(cookie).toContain(`link_${clean.split('/').at(-1)}=`)
    expect(cookie).toMatch(/HttpOnly/)
    expect(cookie).toMatch(/SameSite=Lax/)
    expect(cookie).toMatch(/Max-Age=900/)
    const page = await visitor.get(clean)
    await expect(page).toShow(email)
    await expect(page).toShow('ТОО «Алтын Дала»')
    expect(await page.text()).not.toContain(token)
  })

  test('security 5: two links in two tabs of one browser do not mix', async () => {
    const first = await cabinet.invited(companyId)
    const second = await cabinet.invited(companyId)
    const visitor = app.visitor()
    const firstTab = (await visitor.get(`/invitation/${first.token}`)).headers.get('Location') ?? ''
    const secondTab = (await visitor.get(`/invitation/${second.token}`)).headers.get('Location') ?? ''
    await expect(await visitor.get(firstTab)).toShow(first.email)
    await expect(await visitor.get(secondTab)).toShow(second.email)
  })

  test('security 5: without the cookie the clean URL says "open the letter again" and names nobody', async () => {
    const { token, email } = await cabinet.invited(companyId)
    const clean = (await app.visitor().get(`/invitation/${token}`)).headers.get('Location') ?? ''
    const page = await app.visitor().get(clean)
    await expect(page).toShow('Откройте письмо ещё раз')
    expect(await page.text()).not.toContain(email)
  })

  test('security 3: twenty GETs and HEADs change nothing, then the person’s POST works', async () => {
    const { token } = await cabinet.invited(companyId)
    for (let times = 0; times < 10; times++) {
      await app.visitor().get(`/invitation/${token}`)
      await app.visitor().send(`/invitation/${token}`, { method: 'HEAD' })
    }
    const person = app.visitor()
    expect(await person.post(`/invitation/${token}`, both)).toRedirectTo('/')
    expect(await person.get('/')).toRedirectTo('/cabinet')
  })

  test('accepting leads through / to the cabinet, signed in', async () => {
    const { token } = await cabinet.invited(companyId)
    const person = app.visitor()
    const clean = (await person.get(`/invitation/${token}`)).headers.get('Location') ?? ''
    const accepted = await person.post(clean, both)
    expect(accepted).toRedirectTo('/')
    expect(accepted.headers.getSetCookie().join()).toContain('session=')
    expect(await person.get('/')).toRedirectTo('/cabinet')
  })

  test('security 4: a refused password leaves the link alive, and what is wrong stands beside the field', async () => {
    const { token } = await cabinet.invited(companyId)
    const person = app.visitor()
    const clean = (await person.get(`/invitation/${token}`)).headers.get('Location') ?? ''
    const short = await person.post(clean, { password: '1234567', passwordConfirmation: '1234567' })
    await expect(short).toShow('не меньше 8', 400)
    const differing = await person.post(clean, { ...both, passwordConfirmation: 'другой-пароль' })
    await expect(differing).toShow('Пароли не совпадают', 400)
    expect(await differing.text()).not.toContain(GOOD_PASSWORD)
    expect(await person.post(clean, both)).toRedirectTo('/')
  })

  test('security 4: unknown, expired, used and revoked links give one page with one status', async () => {
    const used = await cabinet.invited(companyId)
    await app.visitor().post(`/invitation/${used.token}`, both)
    const revoked = await cabinet.invited(companyId)
    await revokeInvitation(await cabinet.system(), revoked.invitationId)
    const expired = await cabinet.invited(companyId)
    await cabinet.db
      .updateTable('links')
      .set({ expires_at: new Date(0) })
      .where('invitation_id', '=', expired.invitationId)
      .execute()
    const unknown = 'A'.repeat(43)
    const pages = []
    for (const token of [unknown, used.token, revoked.token, expired.token]) {
      const page = await app.visitor().get(`/invitation/${token}`)
      await expect(page).toShow('Эта ссылка больше не действует', 410)
      pages.push(bodyOf(await page.text()))
    }
    expect(new Set(pages).size).toBe(1)
  })

  test('after a used link the sign-in page has the address filled in; after another dead one it has not', async () => {
    const { email, token } = await cabinet.invited(companyId)
    await app.visitor().post(`/invitation/${token}`, both)
    const later = app.visitor()
    const dead = await (await later.get(`/invitation/${token}`)).text()
    expect(dead).toContain('<a class="btn btn-primary btn-wide" href="/sign-in">')
    expect(dead).not.toContain(email)
    expect(await (await later.get('/sign-in')).text()).toContain(`value="${email}"`)
    const other = app.visitor()
    await other.get(`/invitation/${'A'.repeat(43)}`)
    const asked = /<input[^>]*name="email"[^>]*>/.exec(await (await other.get('/sign-in')).text())?.[0]
    expect(asked).toContain('value=""')
  })

  test('the address of a used link is filled in for a year', async () => {
    const { email, token } = await cabinet.invited(companyId)
    await app.visitor().post(`/invitation/${token}`, both)
    const filledInAfter = async (hours: number) => {
      await sql`update links set used_at = utc_timestamp(6) - interval ${hours} hour where email = ${email}`.execute(
        cabinet.db,
      )
      const person = app.visitor()
      await person.get(`/invitation/${token}`)
      return (await (await person.get('/sign-in')).text()).includes(`value="${email}"`)
    }
    expect([await filledInAfter(365 * 24 - 1), await filledInAfter(365 * 24 + 1)]).toEqual([true, false])
  })

  test('a mangled link is the same dead page, never an error', async () => {
    for (const mangled of ['x', '%00', 'A'.repeat(42), `${'A'.repeat(43)}..`, '%E0%A4%A']) {
      const page = await app.visitor().get(`/invitation/${mangled}`)
      expect([400, 404, 410]).toContain(page.status)
    }
  })

  test('security 7: a revoked invitation kills a form that is open already', async () => {
    const { token, invitationId } = await cabinet.invited(companyId)
    const person = app.visitor()
    const clean = (await person.get(`/invitation/${token}`)).headers.get('Location') ?? ''
    await person.get(clean)
    await revokeInvitation(await cabinet.system(), invitationId)
    await expect(await person.post(clean, both)).toShow('Эта ссылка больше не действует', 410)
  })

  test('security 7: closing the company kills its links', async () => {
    const closing = await cabinet.company()
    const { token } = await cabinet.invited(closing)
    const administrator = await cabinet.staff('administrator')
    await closeCompany(administrator.ctx, closing)
    await expect(await app.visitor().post(`/invitation/${token}`, both)).toShow(
      'Эта ссылка больше не действует',
      410,
    )
  })

  test('security 29: an address with an account gives its password to join one company more', async () => {
    const person = await cabinet.client(companyId)
    const other = await cabinet.company({ name: 'ТОО «Вторая»' })
    const { token } = await cabinet.invited(other, 'viewer', person.email)
    const visitor = app.visitor()
    const clean = (await visitor.get(`/invitation/${token}`)).headers.get('Location') ?? ''
    const page = await visitor.get(clean)
    await expect(page).toShow('ТОО «Вторая»')
    await expect(page).toShow('просто закройте страницу: ничего не изменится')
    expect((await page.text()).match(/type="password"/g)).toHaveLength(1)
    await expect(await visitor.post(clean, {})).toShow('ТОО «Вторая»', 400)
    await expect(await visitor.post(clean, { password: 'not the password' })).toShow('ТОО «Вторая»', 400)
    const joined = await visitor.post(clean, { password: person.password })
    expect(joined).toRedirectTo('/')
    expect(joined.headers.getSetCookie().join()).toContain('session=')
  })

  test('security 7: who is signed in confirms with one button and keeps the session', async () => {
    const person = await cabinet.client(companyId)
    const other = await cabinet.company({ name: 'ТОО «Үшінші»' })
    const { token } = await cabinet.invited(other, 'viewer', person.email)
    const visitor = app.as(person)
    const clean = (await visitor.get(`/invitation/${token}`)).headers.get('Location') ?? ''
    const page = await visitor.get(clean)
    await expect(page).toShow('ТОО «Үшінші»')
    expect(await page.text()).not.toContain('type="password"')
    const confirmed = await visitor.post(clean, {})
    expect(confirmed).toRedirectTo('/')
    expect(confirmed.headers.getSetCookie().join()).not.toContain('session=')
  })

  test('security 8: who is signed in as somebody else is told so, and nothing is attached to that account', async () => {
    const somebody = await cabinet.client(companyId)
    const { token } = await cabinet.invited(await cabinet.company())
    const browser = app.as(somebody)
    const clean = (await browser.get(`/invitation/${token}`)).headers.get('Location') ?? ''
    const page = await browser.get(clean)
    await expect(page).toShow(somebody.email)
    await expect(page).toShow('Выйти и продолжить')
    const refused = await browser.post(clean, both)
    expect(refused.status).toBe(409)
    const memberships = await cabinet.db
      .selectFrom('memberships')
      .selectAll()
      .where('user_id', '=', somebody.userId)
      .execute()
    expect(memberships.map((membership) => membership.company_id)).toEqual([companyId])
    expect(await browser.post('/sign-out', { redirectTo: clean })).toRedirectTo(clean)
    expect(await browser.post(clean, both)).toRedirectTo('/')
  })

  test('security 8: a double click is one account, and both halves are let in', async () => {
    const { token, email } = await cabinet.invited(companyId)
    const browser = app.visitor()
    const clean = (await browser.get(`/invitation/${token}`)).headers.get('Location') ?? ''
    const answers = await Promise.all([browser.post(clean, both), browser.post(clean, both)])
    for (const answer of answers) expect(answer).toRedirectTo('/')
    const users = await cabinet.db.selectFrom('users').select('id').where('email', '=', email).execute()
    expect(users).toHaveLength(1)
    expect(await browser.get('/')).toRedirectTo('/cabinet')
  })

  test('security 8: a role and a company smuggled into the form are ignored', async () => {
    const { token, email } = await cabinet.invited(companyId, 'viewer')
    const other = await cabinet.company()
    await app.visitor().post(`/invitation/${token}`, { ...both, role: 'owner', companyId: String(other) })
    const membership = await cabinet.db
      .selectFrom('memberships as m')
      .innerJoin('users as u', 'u.id', 'm.user_id')
      .select(['m.company_id', 'm.role'])
      .where('u.email', '=', email)
      .execute()
    expect(membership).toEqual([{ company_id: companyId, role: 'viewer' }])
  })
})

/** The page without what differs by request: nonces, hashes and the place that the switches come back to. */
function bodyOf(html: string): string {
  return html
    .replace(/<script[\s\S]*?<\/script>/g, '')
    .replace(/name="redirectTo" value="[^"]*"/g, '')
    .replace(/value="[^"]*" name="redirectTo"/g, '')
    .replace(/nonce="[^"]*"/g, '')
}
