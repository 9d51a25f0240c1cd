import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { findStationByCode } from '#app/domain/stations/station-details.server.ts'
import { setIssuerStations } from '#app/domain/stations/station-rules.server.ts'
import { type App, startApp } from '#tests/support/app.ts'
import { type Cabinet, createCabinet, type Person } from '#tests/support/fixtures.ts'
import { bringCards, bringCoupons } from '#tests/support/registers.ts'

let cabinet: Cabinet
let app: App
let operator: Person
let auditor: Person
let owner: Person

beforeAll(async () => {
  cabinet = await createCabinet()
  app = await startApp(cabinet)
  operator = await cabinet.staff('operator')
  auditor = await cabinet.staff('auditor')
  owner = await cabinet.client(await cabinet.company())
})
afterAll(async () => {
  await app.stop()
  await cabinet.destroy()
})

const pageOf = (code: string) => `/admin/stations/${encodeURIComponent(code)}`
const versionOf = async (code: string) => String((await findStationByCode(operator.ctx, code)).version)

describe('stations', () => {
  test('are closed and opened again by staff, and clients see it at once', async () => {
    const code = await cabinet.station('АЗС 7/1')
    const staff = app.as(operator)
    const closed = await staff.post(`${pageOf(code)}/close`, {
      reason: 'Замена резервуара',
      version: await versionOf(code),
    })
    expect(closed).toRedirectTo(pageOf(code))
    await expect(await staff.follow(closed)).toShow('Закрытие сохранено')
    const seen = await app.as(owner).get(`/stations/${encodeURIComponent(code)}`)
    await expect(seen).toShow('до особого распоряжения')
    await expect(await app.as(owner).get('/stations?status=closed')).toShow('АЗС 7/1')

    const [closure] = (await findStationByCode(operator.ctx, code)).outages
    const lifted = await staff.post(`${pageOf(code)}/outages/${closure?.id}/lift`)
    expect(lifted).toRedirectTo(pageOf(code))
    await expect(await staff.follow(lifted)).toShow('Закрытие завершено')
    const list = await (await app.as(owner).get('/stations?status=closed')).text()
    expect(list).not.toContain('АЗС 7/1')
    await expect(await app.as(auditor).get(pageOf(code))).toShow('Замена резервуара')
  })

  test('run short of a product, with a cap a fill', async () => {
    const code = await cabinet.station()
    const staff = app.as(operator)
    const form = { product: 'diesel', cap: '40', version: await versionOf(code) }
    expect(await staff.post(`${pageOf(code)}/shortage`, form)).toRedirectTo(pageOf(code))
    const seen = await app.as(owner).get(`/stations/${code}`)
    await expect(seen).toShow(/Дизельное топливо: не более 40.л за заправку/)
    await expect(await app.as(owner).get('/stations?status=shortage')).toShow(code)
  })

  test('are changed under the version that was read; a stale form keeps what was typed', async () => {
    const code = await cabinet.station()
    const staff = app.as(operator)
    const page = `${pageOf(code)}/edit`
    const version = await versionOf(code)
    const form = { name: 'Новое имя', hoursMode: 'always', version }
    expect(await staff.post(page, form)).toRedirectTo(pageOf(code))
    await expect(await staff.get(pageOf(code))).toShow('Круглосуточно')
    expect((await findStationByCode(operator.ctx, code)).number_only).toBe(0)
    const open = { ...form, numberOnly: 'on', version: await versionOf(code) }
    expect(await staff.post(page, open)).toRedirectTo(pageOf(code))
    expect((await findStationByCode(operator.ctx, code)).number_only).toBe(1)
    const stale = await staff.post(page, { ...form, name: 'Чужое имя' })
    await expect(stale).toShow('только что изменены другим пользователем', 409)
    expect(await stale.text()).toContain('Чужое имя')
    for (const part of ['close', 'shortage']) {
      const fields = { product: 'diesel', reason: 'Не потеряй', version }
      const refused = await staff.post(`${pageOf(code)}/${part}`, fields)
      expect(refused.status).toBe(409)
      expect(await refused.text()).toContain('Не потеряй')
    }
    expect((await findStationByCode(operator.ctx, code)).outages).toEqual([])
  })

  test('are closed once by a form that is sent twice', async () => {
    const code = await cabinet.station()
    const staff = app.as(operator)
    const form = { version: await versionOf(code), nonce: 'a-nonce-of-the-form-22' }
    for (let time = 0; time < 2; time++)
      expect(await staff.post(`${pageOf(code)}/close`, form)).toRedirectTo(pageOf(code))
    expect((await findStationByCode(operator.ctx, code)).outages).toHaveLength(1)
  })

  test('a refused form says why beside the field', async () => {
    const code = await cabinet.station()
    const answer = await app.as(operator).post(`${pageOf(code)}/close`, {
      endsOn: '2020-01-01',
      reason: 'Не потеряй',
      version: await versionOf(code),
    })
    await expect(answer).toShow('Окончание должно быть позже начала', 400)
    expect(await answer.text()).toContain('Не потеряй')
  })

  test('offer an auditor nothing to change', async () => {
    const code = await cabinet.station()
    const page = await (await app.as(auditor).get(pageOf(code))).text()
    expect(page).not.toMatch(/\/(edit|close|shortage)"/)
  })

  test('stations that are not there are not found', async () => {
    for (const [person, path] of [
      [owner, '/stations/none'],
      [operator, '/admin/stations/none'],
    ] as const)
      expect((await app.as(person).get(path)).status).toBe(404)
  })
})

test('the page of a card and of a coupon tells their stations only when they are known', async () => {
  const companyId = await cabinet.company()
  const client = app.as(await cabinet.client(companyId))
  const system = await cabinet.system()
  const [card] = await bringCards(system, companyId, [{}])
  const [coupon] = await bringCoupons(system, companyId, [{}])
  const pages = [`/cards/${card?.id}`, `/coupons/${coupon?.id}`]
  for (const path of pages) expect(await (await client.get(path)).text()).not.toMatch(/<dt>АЗС<\/dt>/)
  await setIssuerStations(system, 'card', card?.id ?? 0, { are: 'only', codes: ['001', '002'] })
  await setIssuerStations(system, 'coupon', coupon?.id ?? 0, { are: 'not', codes: ['003'] })
  await expect(await client.get(pages[0] ?? '')).toShow('Только: 001, 002')
  await expect(await client.get(pages[1] ?? '')).toShow('Все, кроме: 003')
})
