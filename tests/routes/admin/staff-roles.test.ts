import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { staffRoles } from '#app/domain/kernel/roles.ts'
import { type App, startApp } from '#tests/support/app.ts'
import {
  type Cabinet,
  createCabinet,
  GOOD_PASSWORD,
  newAddress,
  type Person,
} from '#tests/support/fixtures.ts'

let cabinet: Cabinet
let app: App
let administrator: Person
let station: string

beforeAll(async () => {
  cabinet = await createCabinet()
  app = await startApp(cabinet)
  administrator = await cabinet.staff('administrator')
  station = await cabinet.station()
})
afterAll(async () => {
  await app.stop()
  await cabinet.destroy()
})

const FORM = '/admin/invitations/colleague'
const invite = (fields: Record<string, string>) =>
  app.as(administrator).post(FORM, { email: newAddress('colleague'), locale: 'ru', ...fields })

describe('inviting a colleague', () => {
  test('every role is offered with what it may do, and the stations with their codes', async () => {
    const html = await (await app.as(administrator).get(FORM)).text()
    for (const role of staffRoles) expect(html).toContain(`<option value="${role}"`)
    for (const hint of ['Просмотр всех данных и журнала аудита', 'Только касса одной АЗС'])
      expect(html).toContain(hint)
    expect(html).toContain(`<option value="${station}">`)
  })

  test('a cashier without a station, or with one that is not there, is refused with what was typed', async () => {
    const missing = await invite({ role: 'cashier', station: '' })
    expect(missing.status).toBe(400)
    expect(await missing.text()).toContain('Укажите АЗС кассира')
    const unknown = await invite({ role: 'cashier', station: 'Z-77' })
    expect(unknown.status).toBe(400)
    const html = await unknown.text()
    expect(html).toContain('АЗС с таким кодом нет')
    expect(html).toContain('value="Z-77"')
    expect((await invite({ role: 'auditor', station })).status).toBe(400)
  })

  test('a cashier accepts, signs in and is at the till of the station', async () => {
    const email = newAddress('cashier')
    const sent = await invite({ email, role: 'cashier', station })
    expect(sent).toRedirectTo(/^\/admin\/invitations\/\d+$/)
    await expect(await app.as(administrator).get(sent.headers.get('Location') ?? '')).toShow(station)
    expect((await cabinet.lettersTo(email)).map(({ text }) => text)).toEqual([
      expect.stringContaining(`АЗС: \u2068${station} · АЗС`),
    ])
    const cashier = await cabinet.accept(email)
    const visitor = app.visitor()
    expect(await visitor.post('/sign-in', { email, password: GOOD_PASSWORD })).toRedirectTo('/')
    expect(await visitor.get('/')).toRedirectTo('/till')
    const till = await (await visitor.get('/till/shift')).text()
    expect(till).toContain(`АЗС ${station}`)
    expect(till).toContain('Открыть смену')
    await expect(await app.as(administrator).get(`/admin/users/${cashier.userId}`)).toShow(`${station} · АЗС`)
  })
})

describe('changing the role of a colleague', () => {
  test('to a cashier takes a station, which the page then shows', async () => {
    const colleague = await cabinet.staff('support')
    const page = `/admin/users/${colleague.userId}`
    const staff = app.as(administrator)
    await expect(await staff.follow(await staff.post(`${page}/role`, { role: 'cashier' }))).toShow(
      'Укажите АЗС кассира',
    )
    expect(await staff.post(`${page}/role`, { role: 'cashier', station })).toRedirectTo(page)
    expect((await app.as(colleague).get('/admin')).status).toBe(403)
    expect((await app.as(colleague).get('/till/shift')).status).toBe(200)
    await expect(await staff.get('/admin/audit')).toShow(`АЗС: ${station}`)
    expect(await staff.post(`${page}/role`, { role: 'operator' })).toRedirectTo(page)
    expect((await app.as(colleague).get('/till')).status).toBe(403)
    expect((await app.as(colleague).get('/admin')).status).toBe(200)
  })
})

test('an auditor and an operator see that somebody is blocked, and no button that lifts it', async () => {
  const person = await cabinet.client(await cabinet.company())
  for (let attempt = 0; attempt < 3; attempt++)
    await app.visitor().post('/sign-in', { email: person.email, password: `неверный ${attempt}` })
  const page = `/admin/users/${person.userId}`
  for (const role of ['auditor', 'operator'] as const) {
    const html = await (await app.as(await cabinet.staff(role)).get(page)).text()
    expect(html).toContain('Заблокирован из-за неверных паролей')
    expect(html).not.toContain(`${page}/unblock`)
  }
})
