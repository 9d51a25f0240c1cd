import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { blockCard } from '#app/domain/cards/card-blocks.server.ts'
import type { CompanyId } from '#app/domain/kernel/context.ts'
import { apiKey, apiOf } from '#tests/support/api.ts'
import { type App, startApp } from '#tests/support/app.ts'
import { type Cabinet, createCabinet, type Person } from '#tests/support/fixtures.ts'
import { bringCards, bringCoupons } from '#tests/support/registers.ts'

const settings = { processing: { card: 'outside', coupon: 'outside' } } as const

let cabinet: Cabinet
let app: App
let companyId: CompanyId
let owner: Person
let administrator: Person
let api: ReturnType<typeof apiOf>

beforeAll(async () => {
  cabinet = await createCabinet()
  app = await startApp(cabinet, { settings })
  companyId = await cabinet.company()
  owner = await cabinet.client(companyId)
  administrator = await cabinet.staff('administrator')
  api = apiOf(app, await apiKey(cabinet, { scopes: ['instructions'] }))
})
afterAll(async () => {
  await app.stop()
  await cabinet.destroy()
})

const things = {
  card: async () => (await bringCards(await cabinet.system(), companyId, [{}]))[0],
  coupon: async () => (await bringCoupons(await cabinet.system(), companyId, [{}]))[0],
}
const textOf = async (response: Promise<Response>) =>
  (await (await response).text())
    .replace(/<script[\s\S]*?<\/script>/g, '')
    .replace(/<option[^>]*>[^<]*<\/option>/g, '')
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ')
const handed = async (number: string) => {
  const { body } = await api.get('/api/v1/instructions')
  return body.data?.findLast((one) => one.number === number)
}
const toastOf = (answer: Response) => {
  const [, raw = ''] = /toast=([^;]*)/.exec(answer.headers.getSetCookie().join('; ')) ?? []
  return JSON.parse(Buffer.from(raw, 'base64url').toString('utf8')).key
}
const settle = async (number: string, outcome: object) => {
  const one = await handed(number)
  expect((await api.post(`/api/v1/instructions/${one?.id}/outcome`, outcome)).status).toBe(200)
}

describe.each(['card', 'coupon'] as const)('a %s that is processed elsewhere', (kind) => {
  const BLOCKED = /заблокирован/i

  async function blocked() {
    const thing = await things[kind]()
    if (!thing) throw new Error('nothing')
    const path = `/${kind}s/${thing.id}`
    const pages = [
      () => textOf(app.as(owner).get(path)),
      () => textOf(app.as(owner).get(`/${kind}s?q=${thing.number}`)),
      () => textOf(app.as(administrator).get(`/admin/companies/${companyId}${path}`)),
      () => textOf(app.as(administrator).get(`/admin/companies/${companyId}/${kind}s?q=${thing.number}`)),
    ]
    expect(await app.as(owner).post(`${path}/block`, { reason: '' })).toRedirectTo(path)
    return { ...thing, path, pages }
  }

  test('is never called blocked while it is only asked, on any page, and with its times on its own', async () => {
    const { number, pages } = await blocked()
    for (const page of pages) {
      const text = await page()
      expect(text).toContain('Запрошена блокировка')
      expect(text.replaceAll('Запрошена блокировка', '')).not.toMatch(BLOCKED)
    }
    expect(await pages[0]?.()).toMatch(/Запрошено: .*Процессинг ещё не забрал запрос/)
    await handed(number)
    expect(await pages[0]?.()).toMatch(/Передано процессингу: /)
  })

  test('warns after five minutes of silence', async () => {
    const { id, pages } = await blocked()
    expect(await pages[0]?.()).not.toContain('дольше пяти минут')
    await cabinet.db
      .updateTable('instructions')
      .set({ created_at: new Date(Date.now() - 301_000) } as never)
      .where('instrument_kind', '=', kind)
      .where('instrument_id', '=', id)
      .execute()
    for (const page of [pages[0], pages[2]]) expect(await page?.()).toContain('дольше пяти минут')
  })

  test('is blocked once that is in force, and the page says since when', async () => {
    const { number, pages } = await blocked()
    await settle(number, { outcome: 'in_force' })
    // Histories keep that it was asked.
    for (const page of [pages[1], pages[3]]) {
      expect(await page?.()).not.toContain('Запрошена блокировка')
      expect(await page?.()).toMatch(BLOCKED)
    }
    expect(await pages[0]?.()).toMatch(/Действует в процессинге с: \d/)
    expect(await pages[0]?.()).toMatch(BLOCKED)
  })

  test('says that a block was refused, and why', async () => {
    const { number, pages } = await blocked()
    await settle(number, { outcome: 'refused', reason: 'Карта чужого банка' })
    for (const page of pages) {
      const text = await page()
      expect(text).toContain('В блокировке отказано')
      expect(text).not.toContain('Заблокирован')
    }
    expect(await pages[0]?.()).toContain('Причина: Карта чужого банка')
  })

  test('shows the balance with its moment, and what was approved less what was taken back', async () => {
    const thing = await things[kind]()
    const common = { instrument: kind, number: thing?.number, occurred_at: '2026-11-28T06:00:00Z' }
    const fill = { ...common, type: 'approval', id: `a-${thing?.number}`, station: '7', volume_ml: 30_000 }
    const back = {
      ...common,
      type: 'reversal',
      id: `r-${thing?.number}`,
      reverses: fill.id,
      volume_ml: 4_500,
    }
    const { occurred_at, ...of } = common
    const balance = { ...of, type: 'balance', id: 'b', unit: 'ml', balance: 61_000, as_of: occurred_at }
    await api.post('/api/v1/processor-events', { events: [back, fill, balance] })
    const text = await textOf(app.as(owner).get(`/${kind}s/${thing?.id}`))
    expect(text).toMatch(/Баланс в процессинге 61 л по данным на 28\.11\.2026, 11:00/)
    expect(text).toMatch(/28\.11\.2026, 11:00 ?: 25,5 л/)
  })

  test('/check says probably', async () => {
    const station = await cabinet.station()
    const thing = await things[kind]()
    const asked = new URLSearchParams({ instrument: thing?.number ?? '', station, product: 'diesel' })
    for (const person of [owner, administrator]) {
      const page = await (await app.as(person).get(`/check?${asked}`)).text()
      expect(page).toContain('data-code="approved"')
      expect(page).toContain('Вероятно, да')
    }
  })
})

test('a block from before the processor was connected is said to be known to nobody', async () => {
  const card = await things.card()
  await blockCard(owner.ctx, companyId, card?.id ?? 0, { reason: '' })
  expect(await textOf(app.as(owner).get(`/cards/${card?.id}`))).toContain('Блокировка не передана')
})

test('a key of the company is told that a block is asked, not in force', async () => {
  const bin = await cabinet.db
    .selectFrom('companies')
    .select('bin')
    .where('id', '=', companyId)
    .executeTakeFirstOrThrow()
  const own = apiOf(app, await apiKey(cabinet, { scopes: ['manage', 'read'], company: bin.bin }))
  const card = await things.card()
  const { body } = await own.post(`/api/v1/cards/${card?.id}/block`)
  expect(body).toEqual({ id: String(card?.id), blocked: true, asked: true })
})

test('allowing more is asked of the processing, and nobody says that it is allowed', async () => {
  const card = await things.card()
  if (!card) throw new Error('nothing')
  const path = `/cards/${card.id}`
  const rule = { unit: 'l', perDay: '50', version: '0' }
  expect(await app.as(owner).post(`${path}/rule`, rule)).toRedirectTo(path)
  const answer = await app.as(owner).post(`${path}/rule/permit`, { kind: 'fill', hours: '2', reason: '' })
  expect(answer).toRedirectTo(path)
  expect(toastOf(answer)).toBe('instructions:allowed')
  expect(toastOf(await app.as(owner).post(`${path}/rule/end`, {}))).toBe('instructions:ended')
})
