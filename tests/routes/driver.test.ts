import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { CompanyId } from '#app/domain/kernel/context.ts'
import { authorize } from '#app/domain/pump-operations/pump-operations.server.ts'
import { type Locale, locales } from '#locales/index.ts'
import { translatorFor } from '#locales/words.server.ts'
import { type App, startApp } from '#tests/support/app.ts'
import { type Cabinet, createCabinet, type Person } from '#tests/support/fixtures.ts'
import { newDriver } from '#tests/support/fleet.ts'
import { handTo } from '#tests/support/handovers.ts'
import { readable } from '#tests/support/matchers.ts'
import { fuelAsked, pumpOf } from '#tests/support/pump.ts'
import { bringCoupons, type NewCoupon } from '#tests/support/registers.ts'
import { stateOf } from '#tests/support/state.ts'
import type { Visitor } from '#tests/support/visitor.ts'

let cabinet: Cabinet
let app: App
let companyId: CompanyId
let owner: Person
let dispatcher: Visitor

beforeAll(async () => {
  cabinet = await createCabinet()
  app = await startApp(cabinet)
  companyId = await cabinet.company({ name: 'ТОО «Жол»' })
  owner = await cabinet.client(companyId)
  dispatcher = app.as(owner)
})
afterAll(async () => {
  await app.stop()
  await cabinet.destroy()
})

const PAYLOAD = /payload-of-/
const PREVIEWERS = [
  'WhatsApp/2.23.20.0 A',
  'TelegramBot (like TwitterBot)',
  'facebookexternalhit/1.1',
  'Twitterbot/1.0',
  'Slackbot-LinkExpanding 1.0',
  'Discordbot/2.0',
  'LinkedInBot/1.0',
  'SkypeUriPreview Preview/0.5',
  'Viber/13.3',
  'vkShare; +http://vk.com/dev/Share',
  'Googlebot/2.1',
  'YandexBot/3.0',
  'bingbot/2.0',
  'Applebot/0.1',
  'Mozilla/5.0 (Microsoft Office) SafeLinks',
  'Barracuda Sentinel (EE)',
  'Mimecast URL Protect',
  'Pinterestbot/1.0',
  'curl/8.5.0',
  '',
]

async function coupons(...overrides: NewCoupon[]) {
  return bringCoupons(owner.ctx, companyId, overrides)
}

async function sealed(fields: Record<string, string> = {}, ...overrides: NewCoupon[]) {
  const made = await coupons(...(overrides.length > 0 ? overrides : [{}]))
  const ids = made.map(({ id }) => id)
  return { ...(await handTo(owner.ctx, companyId, ids, fields)), coupons: made }
}

/** A phone that has opened a link. */
async function opened(fields?: Record<string, string>, ...overrides: NewCoupon[]) {
  const link = await sealed(fields, ...overrides)
  const phone = app.visitor()
  const page = await phone.post(`/d/${link.token}`)
  return { ...link, phone, page }
}

describe('handing over', () => {
  test('from a coupon: three presses are one hand-over, whose page shows the link', async () => {
    const [coupon] = await coupons({})
    const driver = await newDriver(owner.ctx, companyId, {
      name: 'Ким Олег',
      phone: '87015551122',
      locale: 'kk',
    })
    const path = `/coupons/${coupon?.id}/hand-over`
    await expect(await dispatcher.get(path)).toShow('Ким Олег')
    const fields = { driverId: String(driver), nonce: 'hand-1' }
    const answers = await Promise.all([1, 2, 3].map(() => dispatcher.post(path, fields)))
    const pages = new Set(answers.map((answer) => answer.headers.get('Location')))
    expect([answers.map(({ status }) => status), pages.size]).toEqual([[302, 302, 302], 1])
    const text = await (await dispatcher.get([...pages][0] ?? '')).text()
    const address = /data-share-link[^>]*>([^<]+)</.exec(text)?.[1] ?? ''
    expect(address).toMatch(/^http:\/\/cabinet\.test\/d\/[\w-]{43}$/)
    expect(text).toContain(`https://wa.me/77015551122?text=`)
    expect(text).toContain('https://t.me/share/url?url=')
    expect(text).toContain('sms:+77015551122?&amp;body=')
    expect(text).toContain('mailto:?subject=')
    expect(text).not.toMatch(PAYLOAD)
    await expect(await dispatcher.get(`/coupons/${coupon?.id}`)).toShow('У водителя: Ким Олег')
    await expect(await dispatcher.get('/coupons?status=active')).toShow('У водителя: Ким Олег')
    await expect(await dispatcher.get('/handovers')).toShow('Ким Олег')
  })

  test('of a selection: the chosen ones are shown, then given to somebody by name', async () => {
    const ids = (await coupons({}, {}, {})).map(({ id }) => String(id))
    await expect(await dispatcher.get(`/coupons/hand-over?${ids.map((id) => `ids=${id}`).join('&')}`)).toShow(
      '3 талона',
    )
    const refused = await dispatcher.post('/coupons/hand-over', { ids, driverName: '' })
    expect(refused.status).toBe(400)
    expect((await refused.text()).match(/type="hidden" name="ids"/g)).toHaveLength(3)
    const answer = await dispatcher.post('/coupons/hand-over', { ids, driverName: 'Асқар', nonce: 'set-1' })
    const again = await dispatcher.post('/coupons/hand-over', { ids, driverName: 'Асқар', nonce: 'set-1' })
    expect(again.headers.get('Location')).toBe(answer.headers.get('Location'))
    await expect(await dispatcher.follow(answer)).toShow('Асқар')
    const twice = await dispatcher.post('/coupons/hand-over', { ids, driverName: 'Ким' })
    expect(twice.status).toBe(409)
    expect(await twice.text()).toContain('уже выдан: Асқар')
    expect((await dispatcher.post('/coupons/hand-over', { driverName: 'Ким' })).status).toBe(400)
    await expect(await dispatcher.get('/coupons/hand-over')).toShow('Талоны не выбраны')
  })

  test('of a set that was picked', async () => {
    await coupons(
      { product: 'ai98', volume: 27_000 },
      { product: 'ai98' },
      { product: 'ai98', volume: 50_000 },
    )
    const text = await (await dispatcher.get('/coupons/pick?product=ai98&volume=47')).text()
    expect(text).toContain('Лишнего не останется')
    // Twice: to be handed over, and to be printed.
    const ids = [...new Set([...text.matchAll(/name="ids" value="(\d+)"/g)].map(([, id]) => id ?? ''))]
    expect(ids).toHaveLength(2)
    expect((await dispatcher.post('/coupons/hand-over', { ids, driverName: 'Ким' })).status).toBe(302)
    await expect(await dispatcher.get('/coupons/pick?product=ai98&volume=51')).toShow('Не хватает')
    expect((await dispatcher.get('/coupons/pick?product=ai98&volume=x')).status).toBe(200)
  })
})

describe('a link that no phone has opened', () => {
  test('security 24: is looked at by twenty programs without an effect, and shows them no name and no code', async () => {
    const { token, coupons: made } = await sealed({ driverName: 'Тасқынбаев Нұрлан' }, {}, {})
    const path = `/d/${token}`
    const before = await stateOf(cabinet.db)
    for (const agent of PREVIEWERS) {
      const headers = { 'User-Agent': agent }
      expect((await app.visitor().get(path, { method: 'HEAD', headers })).status).toBe(200)
      const page = await app.visitor().get(path, { headers })
      expect([page.status, page.headers.getSetCookie()]).toEqual([200, []])
      const text = await page.text()
      expect(text).not.toMatch(/data:image|<svg[^>]*qr|class="qr"/i)
      expect(text).not.toMatch(PAYLOAD)
      for (const secret of ['Тасқынбаев', ...made.map(({ number }) => number)])
        expect([agent, secret, text.includes(secret)]).toEqual([agent, secret, false])
      expect(page.headers.get('Referrer-Policy')).toBe('no-referrer')
      expect(page.headers.get('Cache-Control')).toContain('no-store')
      expect(page.headers.get('X-Robots-Tag')).toContain('noindex')
      expect(page.headers.get('Permissions-Policy')).toContain('screen-wake-lock=(self)')
    }
    for (const part of ['/trouble', '/state', '.data']) await app.visitor().get(path + part)
    expect(await stateOf(cabinet.db)).toEqual(before)
    expect((await app.visitor().post(path)).status).toBe(200)
  })

  test.each(locales)('speaks the driver’s language (%s), whoever is signed in', async (locale: Locale) => {
    const { token } = await sealed({ locale })
    const t = translatorFor(locale)
    for (const visitor of [app.visitor().in('en'), dispatcher]) {
      const page = await visitor.get(`/d/${token}`)
      expect(page.headers.get('Content-Language')).toBe(locale)
      await expect(page).toShow(t('driver:sealed.open'))
    }
    await expect(await app.visitor().get(`/d/${token}?lang=en`)).toShow('Open on this phone')
    await expect(await app.visitor().post(`/d/${token}`)).toShow(t('driver:how.bearer'))
  })

  test('brings one small script of its own, and none of the application', async () => {
    const { token } = await sealed()
    const text = await (await app.visitor().get(`/d/${token}`)).text()
    expect([...text.matchAll(/<script[^>]*src="([^"]+)"/g)].map(([, src]) => src)).toEqual([
      '/driver-store.js',
      '/driver.js',
    ])
    expect(text).not.toContain('__remixContext')
    expect(text).toContain('<meta name="robots" content="noindex')
  })
})

describe('a link that is open', () => {
  test('shows the code, the number, the plate’s driver, and after use the next', async () => {
    const {
      phone,
      page,
      token,
      coupons: made,
    } = await opened({ driverName: 'Ким Олег' }, { validUntil: '2097-01-01' }, { validUntil: '2097-02-01' })
    const text = await page.text()
    expect(text).toMatch(/<figure class="qr">/)
    expect(text).toContain(made[0]?.number)
    expect(text).toContain('Ким Олег')
    expect(text).not.toMatch(PAYLOAD)
    const [cookie = ''] = page.headers.getSetCookie()
    expect(cookie).toMatch(
      new RegExp(String.raw`^driver_[0-9a-f]{12}=[\w-]{43}; Path=/d/${token}; SameSite=Lax; HttpOnly`),
    )
    const shown = await phone.post(`/d/${token}`, { position: '2' })
    expect(await shown.text()).toContain(made[1]?.number)
    const reloaded = await (await phone.get(`/d/${token}`)).text()
    expect(reloaded).not.toMatch(/class="qr"|data:image/)
  })

  test('is refused to a second phone, which can ask the dispatcher', async () => {
    const { token, id } = await opened()
    const other = app.visitor()
    const refused = await other.post(`/d/${token}`)
    expect([refused.status, refused.headers.getSetCookie()]).toEqual([409, []])
    expect(await refused.text()).toContain('Ссылка уже открыта на другом телефоне')
    const asked = await other.post(`/d/${token}/help`, {})
    expect(asked).toRedirectTo(`/d/${token}`)
    await expect(await other.get(`/d/${token}`)).toShow('пришлёт новую ссылку')
    await expect(await dispatcher.get('/cabinet')).toShow('Водители просят помощи')
    const renewed = await dispatcher.post(`/handovers/${id}/renew`, { nonce: 'renew-1' })
    await dispatcher.post(`/handovers/${id}/renew`, { nonce: 'renew-1' })
    const text = await (await dispatcher.follow(renewed)).text()
    const address = /data-share-link[^>]*>[^<]*\/d\/([\w-]{43})</.exec(text)?.[1] ?? ''
    expect((await other.post(`/d/${address}`)).status).toBe(200)
    expect((await other.get(`/d/${token}`)).status).toBe(410)
  })

  test('two links on one phone do not mix', async () => {
    const [one, two] = [await sealed(), await sealed()]
    const phone = app.visitor()
    for (const { token } of [one, two]) expect((await phone.post(`/d/${token}`)).status).toBe(200)
    for (const { token } of [one, two]) expect((await phone.post(`/d/${token}`)).status).toBe(200)
  })

  test('says why it did not work, and the dispatcher answers', async () => {
    const qr = 'payload-of-trouble'
    const { phone, token, id } = await opened({}, { qr })
    const trouble = `/d/${token}/trouble`
    await expect(await phone.get(trouble)).toShow('Что сказал кассир?')
    await expect(await phone.get(`${trouble}?said=not_read&position=1`)).toShow('ни одна АЗС не запрашивала')
    const asked = fuelAsked(await cabinet.station(), { by: 'qr', payload: qr })
    await authorize(await pumpOf(cabinet), { ...asked, product: 'ai98' })
    await expect(await phone.get(`${trouble}?said=product&position=1`)).toShow('АЗС получила ответ')
    const help = { said: 'product', position: '1', nonce: 'help-1' }
    const answers = await Promise.all([1, 2, 3].map(() => phone.post(`/d/${token}/help`, help)))
    expect(answers.map(({ status }) => status)).toEqual([303, 303, 303])
    await expect(await phone.follow(answers[0] as Response)).toShow('Диспетчер получил вашу просьбу')
    const page = await (await dispatcher.get(`/handovers/${id}`)).text()
    expect(page).toContain('Кассир: не на это топливо')
    const settle = /action="(\/handovers\/\d+\/help\/\d+)"/.exec(page)?.[1] ?? ''
    const settled = await Promise.all(
      [1, 2].map(() => dispatcher.post(settle, { comment: 'Дизель, колонка 4', nonce: 'settle-1' })),
    )
    expect(settled.map(({ status }) => status)).toEqual([302, 302])
    await expect(await phone.get(`/d/${token}`)).toShow('Дизель, колонка 4')
    expect(await dispatcher.post(settle, { comment: '' })).toRedirectTo(`/handovers/${id}`)
    expect((await cabinet.actions({ kind: 'handover', id })).filter((one) => one.includes('help'))).toEqual([
      'handover.help_asked',
      'handover.help_settled',
    ])
  })

  test('gives all its codes to the phone that opened it, to keep, and to no other', async () => {
    const {
      phone,
      token,
      coupons: made,
    } = await opened({}, { validUntil: '2097-01-01' }, { validUntil: '2097-02-01' })
    const kept = await phone.post(`/d/${token}/keep`)
    expect([kept.status, kept.headers.get('Cache-Control')]).toEqual([200, 'no-store'])
    const text = await kept.text()
    expect(text).not.toMatch(PAYLOAD)
    const { coupons: codes, state } = JSON.parse(text)
    expect(codes.map(({ number }: { number: string }) => number)).toEqual(made.map(({ number }) => number))
    expect((await phone.get(`/d/${token}`)).headers.get('X-Driver-State')).toBe(state)
    for (const { id } of made)
      expect(await cabinet.actions({ kind: 'coupon', id })).toContain('coupon.qr_shown')
    expect((await app.visitor().post(`/d/${token}/keep`)).status).toBe(409)
    expect((await app.visitor().get(`/d/${token}`)).headers.get('X-Driver-State')).toBeNull()
    expect((await app.visitor().post(`/d/${'A'.repeat(43)}/keep`)).status).toBe(410)
  })

  test('tells an open page when something changed, and is dead once it was taken back', async () => {
    const { phone, token, id } = await opened()
    const state = async () => (await phone.get(`/d/${token}/state`)).text()
    const before = await state()
    expect(await state()).toBe(before)
    const answers = await Promise.all(
      [1, 2].map(() => dispatcher.post(`/handovers/${id}/recall`, { nonce: 'recall-1' })),
    )
    expect(answers.map(({ status }) => status)).toEqual([302, 302])
    expect((await phone.get(`/d/${token}/state`)).status).toBe(410)
    const page = await phone.get(`/d/${token}`)
    expect(page.status).toBe(410)
    const text = await page.text()
    expect(text).toContain('Талоны забрали')
    expect(text).not.toContain('Показать этот код')
    expect((await phone.post(`/d/${token}`)).status).toBe(410)
    expect(await phone.get(`/d/${token}/trouble`)).toRedirectTo(`/d/${token}`)
    expect(await phone.post(`/d/${token}/help`, { said: 'other' })).toRedirectTo(`/d/${token}`)
    const dead = [token, 'A'.repeat(43)].map(async (one) => {
      const answer = await app.visitor().get(`/d/${one}`)
      return [answer.status, readable(await answer.text())]
    })
    const [taken, madeUp] = await Promise.all(dead)
    expect(taken).toEqual([410, expect.stringContaining('Ссылка больше не действует')])
    expect(taken).toEqual(madeUp)
  })

  test('security 24: leaves its token and the payload in no log and no entry', async () => {
    const { token } = await opened({}, { qr: 'payload-of-secrecy' })
    const rows = await cabinet.db.selectFrom('audit_log').select(['data', 'actor_label']).execute()
    for (const text of [app.logged.join(''), JSON.stringify(rows)]) {
      expect(text).not.toContain(token)
      expect(text).not.toContain('payload-of-secrecy')
    }
  })
})
