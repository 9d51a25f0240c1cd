import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { drawQr } from '#app/domain/coupons/coupon-qr.server.ts'
import { inviteClient } from '#app/domain/invitations/invitations.server.ts'
import { addDays, businessDay } from '#app/domain/kernel/calendar.ts'
import type { CompanyId, Context } from '#app/domain/kernel/context.ts'
import { accountFor, book } from '#tests/support/accounts.ts'
import { type App, startApp } from '#tests/support/app.ts'
import { type Cabinet, createCabinet, type Person } from '#tests/support/fixtures.ts'
import { handTo } from '#tests/support/handovers.ts'
import { bringCards, bringCoupons, type NewCoupon } from '#tests/support/registers.ts'

let cabinet: Cabinet
let app: App
let companyId: CompanyId
let owner: Person
let viewer: Person
let stranger: Person
let ctx: Context
let today: string

beforeAll(async () => {
  cabinet = await createCabinet()
  app = await startApp(cabinet)
  companyId = await cabinet.company({ name: 'ТОО «Алатау Транс»' })
  owner = await cabinet.client(companyId, 'owner')
  viewer = await cabinet.client(companyId, 'viewer')
  stranger = await cabinet.client(await cabinet.company())
  ctx = owner.ctx
  today = businessDay(ctx.now)
})
afterAll(async () => {
  await app.stop()
  await cabinet.destroy()
})

async function coupon(overrides: NewCoupon = {}, of = companyId): Promise<number> {
  const dates = { validFrom: addDays(today, -9), validUntil: addDays(today, 90) }
  const [made] = await bringCoupons(ctx, of, [{ ...dates, ...overrides }])
  return made?.id ?? 0
}

async function card(of = companyId): Promise<number> {
  const [made] = await bringCards(ctx, of, [{ validUntil: addDays(today, 300) }])
  return made?.id ?? 0
}

describe('blocking', () => {
  test('a card: asked once, done at once, said by a toast, undone at will', async () => {
    const id = await card()
    const visitor = app.as(owner)
    await expect(await visitor.get(`/cards/${id}`)).toShow(
      'АЗС пока не обращаются к кабинету. Они откажут, когда поставщик применит блокировку в своей системе.',
    )
    const blocked = await visitor.post(`/cards/${id}/block`, { reason: 'Водитель уволился' })
    expect(blocked).toRedirectTo(`/cards/${id}`)
    const page = await visitor.follow(blocked)
    await expect(page).toShow(/Карта ••••.\d{4} заблокирована/)
    await expect(page).toShow('Водитель уволился')
    await expect(page).toShow('Разблокировать карту')
    expect(await visitor.post(`/cards/${id}/unblock`)).toRedirectTo(`/cards/${id}`)
    const unblocked = await visitor.get(`/cards/${id}`)
    await expect(unblocked).toShow('по ней можно заправляться в пределах лимитов и баланса')
    await expect(unblocked).toShow('Если на АЗС карту не приняли, проверьте вид топлива')
  })

  test('the PIN of a card: set on a page of its own, which never shows it again, and removed', async () => {
    const id = await card()
    const visitor = app.as(owner)
    await expect(await visitor.get(`/cards/${id}`)).toShow('Задать ПИН-код')
    const refused = await visitor.post(`/cards/${id}/pin`, { pin: '1234' })
    expect(refused.status).toBe(400)
    const page = await refused.text()
    expect(page).toContain('Слишком простой ПИН-код')
    expect(page).not.toContain('value="1234"')
    const set = await visitor.post(`/cards/${id}/pin`, { pin: '4925' })
    expect(set).toRedirectTo(`/cards/${id}`)
    await expect(await visitor.follow(set)).toShow('Изменить ПИН-код')
    expect(await visitor.post(`/cards/${id}/pin/remove`)).toRedirectTo(`/cards/${id}`)
    await expect(await visitor.get(`/cards/${id}`)).toShow('Задать ПИН-код')
  })

  test('a coupon, and what was typed comes back when it is refused', async () => {
    const id = await coupon({ issuerStatus: 'redeemed' })
    const refused = await app.as(owner).post(`/coupons/${id}/block`, { reason: 'Потерян' })
    await expect(refused).toShow('нельзя заблокировать', 409)
    const tooLong = await app.as(owner).post(`/coupons/${await coupon()}/block`, { reason: 'я'.repeat(201) })
    expect(tooLong.status).toBe(400)
    expect(await tooLong.text()).toContain('я'.repeat(201))
  })

  test("the issuer's block is not the client's to lift, and the page says whose it is", async () => {
    const id = await coupon({ issuerStatus: 'blocked' })
    await expect(await app.as(owner).get(`/coupons/${id}`)).toShow('разблокировать его может только он')
    await expect(await app.as(owner).post(`/coupons/${id}/unblock`)).toShow(
      'Разблокировать можно только талон, который заблокировала ваша компания',
      409,
    )
  })

  test('the same form sent twice has one effect and one answer', async () => {
    const id = await card()
    const form = { nonce: 'b1946ac92492d2347c6235b4d2611184', reason: '' }
    const answers = await Promise.all([1, 2, 3].map(() => app.as(owner).post(`/cards/${id}/block`, form)))
    for (const answer of answers) expect(answer).toRedirectTo(`/cards/${id}`)
    expect(await cabinet.actions({ kind: 'card', id })).toEqual(['card.blocked'])
  })
})

describe('a QR code', () => {
  test('is shown by a form, drawn by the server, recorded each time, and kept by nobody', async () => {
    const id = await coupon({ qr: '4507101214' })
    const shown = await app.as(owner).post(`/coupons/${id}/qr`)
    expect(shown.status).toBe(200)
    expect(shown.headers.get('Cache-Control')).toContain('no-store')
    const html = await shown.text()
    expect(html).toContain(drawQr('4507101214').path)
    expect(html).not.toContain('4507101214')
    await app.as(owner).post(`/coupons/${id}/qr`)
    expect(await cabinet.actions({ kind: 'coupon', id })).toEqual(['coupon.qr_shown', 'coupon.qr_shown'])
  })

  test('security 3: is not shown and not recorded by any GET', async () => {
    const id = await coupon({ qr: '4507101214' })
    for (const path of [`/coupons/${id}`, `/coupons/${id}/qr`, `/coupons/${id}/qr.data`]) {
      for (const method of ['GET', 'HEAD']) {
        const answer = await app.as(owner).get(path, { method })
        expect(await answer.text()).not.toContain(drawQr('4507101214').path)
      }
    }
    expect(await cabinet.actions({ kind: 'coupon', id })).toEqual([])
  })

  test('is refused in words for what is not usable', async () => {
    const id = await coupon({ validUntil: addDays(today, -1) })
    await expect(await app.as(owner).get(`/coupons/${id}`)).toShow('Талон действовал до')
    await expect(await app.as(owner).post(`/coupons/${id}/qr`)).toShow('QR-код не показан', 409)
    const without = await coupon({ qr: null })
    await expect(await app.as(owner).get(`/coupons/${without}`)).toShow('Поставщик не передал QR-код')
    expect((await app.as(owner).post(`/coupons/${without}/qr`)).status).toBe(409)
  })

  test('security 22: a viewer has no button and is refused, staff too', async () => {
    const id = await coupon()
    const page = await app.as(viewer).get(`/coupons/${id}`)
    expect(page.status).toBe(200)
    expect(await page.text()).not.toContain('/qr"')
    const support = await cabinet.staff('support')
    for (const person of [viewer, support]) {
      expect((await app.as(person).post(`/coupons/${id}/qr`)).status).toBe(403)
      expect((await app.as(person).get(`/coupons/${id}/qr`)).status).toBe(403)
    }
    expect(await cabinet.actions({ kind: 'coupon', id })).toEqual([])
  })

  test('security 22: a viewer blocks nothing', async () => {
    const ids = { cards: await card(), coupons: await coupon() }
    for (const [list, id] of Object.entries(ids)) {
      const page = await (await app.as(viewer).get(`/${list}/${id}`)).text()
      expect(page).not.toContain(`/${list}/${id}/block`)
      expect((await app.as(viewer).post(`/${list}/${id}/block`)).status).toBe(403)
      expect((await app.as(viewer).get(`/${list}/${id}/block`)).status).toBe(403)
    }
  })
})

describe("security 22: another company's thing is the same as none", () => {
  test.each([
    ['card', ['', '/block', '/unblock']],
    ['coupon', ['', '/qr', '/block', '/unblock']],
  ] as const)('a %s', async (kind, pages) => {
    const id = kind === 'card' ? await card() : await coupon()
    for (const page of pages) {
      for (const suffix of ['', '.data']) {
        const foreign = await app.as(stranger).get(`/${kind}s/${id}${page}${suffix}`)
        const none = await app.as(stranger).get(`/${kind}s/999999999${page}${suffix}`)
        expect([foreign.status, none.status]).toEqual([404, 404])
      }
      if (page === '') continue
      expect((await app.as(stranger).post(`/${kind}s/${id}${page}`)).status).toBe(404)
      expect((await app.as(stranger).post(`/${kind}s/999999999${page}`)).status).toBe(404)
    }
    expect(await cabinet.actions({ kind, id })).toEqual([])
  })

  test.each(['0', '-1', '1e3', 'x', '99999999999999999999', '1 or 1=1'])(
    'an id such as %s is none',
    async (id) => {
      expect((await app.as(owner).get(`/coupons/${encodeURIComponent(id)}`)).status).toBe(404)
      expect((await app.as(owner).get(`/cards/${encodeURIComponent(id)}`)).status).toBe(404)
    },
  )
})

describe('several companies', () => {
  let second: CompanyId
  let both: Person

  beforeAll(async () => {
    second = await cabinet.company({ name: 'ТОО «Жетісу Агро»' })
    both = await cabinet.client(companyId, 'viewer')
    const { email } = both
    await inviteClient(await cabinet.system(), { email, companyId: second, role: 'owner', locale: 'ru' })
    await app.as(both).post(`/invitation/${await cabinet.tokenMailedTo(email)}`)
  })

  test('the switch shows the one that is chosen', async () => {
    const visitor = app.as(both)
    const switched = await visitor.post('/company', { companyId: String(second) })
    expect(switched).toRedirectTo('/cabinet')
    await expect(await visitor.follow(switched)).toShow('Выбрана компания: ТОО «Жетісу Агро»')
    await visitor.post('/company', { companyId: String(companyId) })
  })

  test('only one of the person’s own can be chosen', async () => {
    for (const id of ['999999', '0', 'x', '']) {
      expect([400, 404]).toContain((await app.as(both).post('/company', { companyId: id })).status)
    }
    expect((await app.as(stranger).post('/company', { companyId: String(companyId) })).status).toBe(404)
    expect((await app.as(await cabinet.staff('administrator')).get('/company')).status).toBe(403)
  })

  test('a link to a thing of another of them asks first, and changes nothing by itself', async () => {
    const id = await coupon({}, second)
    const visitor = app.as(both)
    const asked = await visitor.get(`/coupons/${id}`)
    expect(asked).toRedirectTo(/^\/company\?/)
    const question = await visitor.follow(asked)
    await expect(question).toShow('Ссылка относится к другой компании')
    await expect(question).toShow('ТОО «Жетісу Агро»')
    expect(await visitor.get(`/coupons/${id}`)).toRedirectTo(/^\/company\?/)
    const redirectTo = `/coupons/${id}`
    const switched = await visitor.post('/company', { companyId: String(second), redirectTo })
    expect(switched).toRedirectTo(redirectTo)
    // An owner there, a viewer in the other.
    await expect(await visitor.follow(switched)).toShow('Показать QR-код')
  })

  test('links to a hand-over, its journal and a row of the ledger ask first too; those of nobody of theirs are not there', async () => {
    const operator = await cabinet.staff('operator')
    const things = async (of: CompanyId) => {
      const { id } = await handTo((await cabinet.client(of, 'owner')).ctx, of, [await coupon({}, of)])
      await accountFor(operator, of)
      const entry = await book(operator, of, { kind: 'payment', amount: '1000' })
      return [
        `/handovers/${id}`,
        `/handovers/${id}/journal`,
        `/handovers/${id}/journal.pdf`,
        `/account/entries/${entry}`,
      ]
    }
    const visitor = app.as(both)
    await visitor.post('/company', { companyId: String(companyId) })
    for (const page of await things(second)) {
      const asked = `/company?${new URLSearchParams({ for: String(second), redirectTo: page })}`
      expect(await visitor.get(page)).toRedirectTo(asked)
      expect((await app.as(stranger).get(page)).status).toBe(404)
    }
    await visitor.post('/company', { companyId: String(second) })
    const nobodys = await things(await cabinet.company())
    for (const page of [...nobodys, '/handovers/999999', '/account/entries/999999'])
      expect((await visitor.get(page)).status).toBe(404)
    await visitor.post('/company', { companyId: String(companyId) })
  })

  test('the question leads to no other site', async () => {
    const visitor = app.as(both)
    const foreign = `/company?for=${second}&redirectTo=${encodeURIComponent('https://evil.test/')}`
    expect(await (await visitor.get(foreign)).text()).not.toContain('evil.test/"')
    const posted = await visitor.post('/company', { companyId: String(second), redirectTo: '//evil.test' })
    expect(posted).toRedirectTo('/cabinet')
  })

  test('a form acts for the thing’s company with the role there', async () => {
    const visitor = app.as(both)
    await visitor.post('/company', { companyId: String(companyId) })
    const owned = await card(second)
    const seen = await card()
    expect(await visitor.post(`/cards/${owned}/block`)).toRedirectTo(`/cards/${owned}`)
    expect((await visitor.post(`/cards/${seen}/block`)).status).toBe(403)
  })

  test('people of a closed company are told so, see nothing else, and can go on to another', async () => {
    const closing = await cabinet.company({ name: 'ТОО «Ұлы Дала Жолдары»' })
    const out = await cabinet.client(closing)
    const id = await coupon({}, closing)
    await cabinet.db.updateTable('companies').set({ closed_at: ctx.now }).where('id', '=', closing).execute()
    const visitor = app.as(out)
    for (const path of [
      '/cabinet',
      '/coupons',
      `/coupons/${id}`,
      '/cards',
      '/transactions',
      '/coupons/export',
    ]) {
      expect(await visitor.get(path)).toRedirectTo('/company')
    }
    const page = await visitor.get('/company')
    await expect(page).toShow('ТОО «Ұлы Дала Жолдары»')
    await expect(page).toShow('Обслуживание прекращено')
    expect(await page.text()).not.toContain('href="/coupons"')
    expect((await visitor.post('/company', { companyId: String(closing) })).status).toBe(404)
  })
})
