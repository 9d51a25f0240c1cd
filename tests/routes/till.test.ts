import { afterAll, beforeAll, expect, test } from 'vitest'
import { type App, startApp } from '#tests/support/app.ts'
import { type Cabinet, createCabinet } from '#tests/support/fixtures.ts'
import { photoOf } from '#tests/support/photos.ts'
import { bringCards, bringCoupons } from '#tests/support/registers.ts'

let cabinet: Cabinet
let app: App

beforeAll(async () => {
  cabinet = await createCabinet()
  app = await startApp(cabinet)
})
afterAll(async () => {
  await app.stop()
  await cabinet.destroy()
})

const locationOf = (response: Response) => response.headers.get('Location') ?? ''

test('a shift from its opening to its closing, by forms alone', async () => {
  const companyId = await cabinet.company()
  const [coupon] = await bringCoupons(await cabinet.system(), companyId, [{ qr: '450777', divisible: true }])
  const cashier = app.as(await cabinet.staff('cashier'))
  expect(await cashier.get('/till')).toRedirectTo('/till/shift')
  expect((await cashier.post('/till/shift', { pin: '12' })).status).toBe(400)
  expect(await cashier.post('/till/shift', { pin: '2468' })).toRedirectTo('/till')

  const refused = await cashier.post('/till/authorizations', { code: coupon?.number ?? '' })
  expect(await (await cashier.follow(refused)).text()).toContain('data-code="coupon_code_wrong"')
  const held = locationOf(await cashier.post('/till/authorizations', { code: '450777', pump: '4' }))
  expect(await (await cashier.get(held)).text()).toContain('data-status="held"')
  expect(await (await cashier.get('/till')).text()).toContain(`href="${held}"`)

  // An open fill keeps the shift open.
  expect(await cashier.post('/till/shift/close')).toRedirectTo('/till/shift')
  const odd = await cashier.post(`${held}/complete`, { volume: 'двадцать' })
  expect([odd.status, (await odd.text()).includes('двадцать')]).toEqual([400, true])
  expect(await cashier.post(`${held}/complete`, { volume: '20' })).toRedirectTo(held)
  expect((await cashier.post(`${held}/less`, { volume: '21' })).status).toBe(400)
  expect(await cashier.post(`${held}/less`, { volume: '12,5' })).toRedirectTo(held)

  const closed = locationOf(await cashier.post('/till/shift/close'))
  expect(closed).toMatch(/^\/till\/shifts\/\d+$/)
  expect(await (await cashier.get(closed)).text()).toContain('12,5')
  const file = await (await cashier.get(`${closed}/export`)).text()
  expect(file.split('\r\n').filter((line) => line.includes(';12,500;7,500;'))).toHaveLength(1)
  expect(await cashier.get(held)).toRedirectTo('/till/shift')

  const staff = app.as(await cabinet.staff('operator'))
  const shift = closed.replace('/till', '/admin')
  const form = `${shift}/fills/${held.split('/').at(-1)}/take-back`
  expect(await (await staff.get(shift)).text()).toContain(`href="${form}"`)
  expect((await staff.post(form, { volume: '12500', reason: '' })).status).toBe(400)
  await expect(await staff.get(form)).toShow('Отменить заправку: 12,5 л')
  const sent = { volume: '12500', reason: 'Чужой талон', nonce: 'once' }
  for (const answer of await Promise.all([1, 2, 3].map(() => staff.post(form, sent))))
    expect(answer).toRedirectTo(shift)
  expect(await (await staff.get(shift)).text()).not.toContain(`href="${form}"`)
  for (const [person, page] of [
    [staff, shift],
    [cashier, closed],
  ] as const) {
    await expect(await person.get(page)).toShow('Возвращено после закрытия')
    await expect(await person.get(page)).toShow('Чужой талон')
  }
  const corrected = await (await cashier.get(`${closed}/export`)).text()
  expect(corrected).toMatch(/;Статус;Возвращено после закрытия, литры\r\n/)
  expect(corrected).toMatch(/;12,500;7,500;Отпущено;12,500\r\n/)

  // By its own day, whenever it is taken.
  const [opened_at, closed_at] = [new Date('2026-10-05T03:00:00Z'), new Date('2026-10-05T15:00:00Z')]
  await cabinet.db.updateTable('till_shifts').set({ opened_at, closed_at }).execute()
  const later = await cashier.get(`${closed}/export`)
  expect(later.headers.get('Content-Disposition')).toMatch(/"shift-\d+-2026-10-05\.csv"/)
})

test('a page that stays open asks and is told in JSON: the fill, what is missing, or where to go', async () => {
  await bringCoupons(await cabinet.system(), await cabinet.company(), [{ qr: '450780' }])
  const cashier = app.as(await cabinet.staff('cashier'))
  const ask = async (path: string, fields: Record<string, string>) =>
    (await cashier.post(path, fields)).json()
  expect(await ask('/till/scan', { code: '450780' })).toEqual({ kind: 'away', to: '/till/shift' })
  await cashier.post('/till/shift', { pin: '2468' })
  expect(await ask('/till/scan', { code: '' })).toEqual({
    kind: 'refused',
    errors: [{ field: 'code', code: 'required', text: 'Заполните поле' }],
  })
  const { fill } = await ask('/till/scan', { code: '450780' })
  expect(fill).toMatchObject({ status: 'held', volume: 20_000, pump: null })
  const chosen = await ask(`/till/scan/${fill.id}`, { pump: '7' })
  expect(chosen.fill).toMatchObject({ status: 'held', pump: '7' })
  // Without JavaScript by the form of its page.
  const page = `/till/authorizations/${fill.id}`
  expect(await (await cashier.get(page)).text()).toContain(`action="${page}/pump"`)
  expect(await cashier.post(`${page}/pump`, { pump: '3' })).toRedirectTo(page)
  const done = await ask(`/till/scan/${fill.id}`, { volume: '20' })
  expect(done.fill).toMatchObject({ status: 'completed', net: 20_000, pump: '3' })
  expect((await ask(`/till/scan/${fill.id}`, { pump: '1' })).errors).toMatchObject([
    { code: 'conflict_try_again' },
  ])
  expect((await cashier.post(`${page}/pump`, { pump: '1' })).status).toBe(409)
})

test('what was typed at a till that had locked itself is there after the PIN', async () => {
  const [card] = await bringCards(await cabinet.system(), await cabinet.company(), [{ products: ['diesel'] }])
  const number = card?.number ?? ''
  const cashier = app.as(await cabinet.staff('cashier'))
  await cashier.post('/till/shift', { pin: '2468' })
  const lock = () =>
    cabinet.db
      .updateTable('till_shifts')
      .set({ seen_at: new Date(Date.now() - 3_600_000) })
      .execute()
  await lock()
  const typed = { code: number, volume: '21,5', pump: '6', pin: '4071', nonce: 'once' }
  expect(await cashier.post('/till/authorizations', typed)).toRedirectTo('/till/shift')
  expect(cashier.cookies.get('till_typed')).not.toContain(number)
  expect((await cashier.post('/till/shift/unlock', { pin: '1111' })).status).toBe(400)
  expect(await cashier.post('/till/shift/unlock', { pin: '2468' })).toRedirectTo('/till')
  const till = await (await cashier.get('/till')).text()
  for (const value of [number, '21,5', '6']) expect(till).toContain(`value="${value}"`)
  expect(till).not.toContain('4071')
  // Once, and for the cashier alone.
  expect(await (await cashier.get('/till')).text()).not.toContain('value="21,5"')

  const fill = locationOf(await cashier.post('/till/authorizations', { code: number, volume: '20' }))
  await lock()
  expect(await cashier.post(`${fill}/complete`, { volume: '17,3' })).toRedirectTo('/till/shift')
  const back = locationOf(await cashier.post('/till/shift/unlock', { pin: '2468' }))
  expect(back).toBe(`${fill}/complete`)
  expect(await (await cashier.get(back)).text()).toContain('value="17,3"')
  await lock()
  await cashier.post('/till/phone-code', { phoneCode: '48210937', volume: '3' })
  const code = locationOf(await cashier.post('/till/shift/unlock', { pin: '2468' }))
  expect(await (await cashier.get(code)).text()).toContain('value="48210937"')
})

test('a photo of the code is read without JavaScript; what is no photo is refused beside its field', async () => {
  await bringCoupons(await cabinet.system(), await cabinet.company(), [{ qr: '450779-photo' }])
  const cashier = app.as(await cabinet.staff('cashier'))
  const send = (bytes: Buffer) => {
    const form = new FormData()
    form.set('file', new Blob([new Uint8Array(bytes)]), 'photo.jpg')
    return cashier.upload('/till/photo', form)
  }
  expect(await send(photoOf('450779-photo'))).toRedirectTo('/till/shift')
  await cashier.post('/till/shift', { pin: '2468' })
  const till = await (await cashier.get('/till')).text()
  expect(till).toMatch(/<input[^>]*type="file"[^>]*accept="image\/\*"[^>]*capture="environment"/)
  const held = await send(photoOf('450779-photo'))
  expect(await (await cashier.follow(held)).text()).toContain('data-status="held"')
  const odd = await send(Buffer.from('no photo'))
  expect([odd.status, (await odd.text()).includes('id="photo-file-error"')]).toEqual([400, true])
  const large = await send(Buffer.alloc(9 * 1024 * 1024))
  expect(large.status).toBe(413)
  expect(app.logged.join('')).not.toContain('450779-photo')
})

test('a second phone of the cashier gets nowhere without the password', async () => {
  const person = await cabinet.staff('cashier')
  const [first, second] = [app.as(person), app.as(person)]
  await first.post('/till/shift', { pin: '2468' })
  expect(await second.get('/till')).toRedirectTo('/till/shift')
  expect(await second.post('/till/authorizations', { code: '1' })).toRedirectTo('/till/shift')
  const wrong = await second.post('/till/shift/resume', { password: 'не тот пароль', pin: '8642' })
  expect(wrong.status).toBe(400)
  const resumed = await second.post('/till/shift/resume', { password: person.password, pin: '8642' })
  expect(resumed).toRedirectTo('/till')
  expect(await first.get('/till')).toRedirectTo('/till/shift')
  expect((await second.get('/till')).status).toBe(200)
})

test('security 25: only pages of the till may use the camera', async () => {
  const cashier = app.as(await cabinet.staff('cashier'))
  const policyOf = async (path: string) => (await cashier.get(path)).headers.get('Permissions-Policy') ?? ''
  expect(await policyOf('/till/shift')).toContain('camera=(self)')
  expect(await policyOf('/profile')).toContain('camera=()')
})
