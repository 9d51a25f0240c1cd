import { afterAll, beforeAll, expect, test } from 'vitest'
import type { CompanyId, Context } from '#app/domain/kernel/context.ts'
import { type App, startApp } from '#tests/support/app.ts'
import { type Cabinet, createCabinet, type Person } from '#tests/support/fixtures.ts'
import { bringCards, bringTransactions } from '#tests/support/registers.ts'

let cabinet: Cabinet
let app: App
let companyId: CompanyId
let owner: Person
let viewer: Person
let stranger: Person
let ctx: Context

beforeAll(async () => {
  cabinet = await createCabinet()
  app = await startApp(cabinet)
  companyId = await cabinet.company()
  owner = await cabinet.client(companyId, 'owner')
  viewer = await cabinet.client(companyId, 'viewer')
  stranger = await cabinet.client(await cabinet.company())
  ctx = owner.ctx
  await cabinet.station()
})
afterAll(async () => {
  await app.stop()
  await cabinet.destroy()
})

async function card(): Promise<{ id: number; number: string }> {
  const [made] = await bringCards(ctx, companyId, [{ products: ['diesel', 'ai95'] }])
  if (!made) throw new Error('no card')
  return made
}

const rule = { unit: 'l', perDay: '60', perMonth: '900', products: ['diesel'], version: '0' }

test('a rule is set, shown on the card’s page, and comes back in its form', async () => {
  const { id } = await card()
  const visitor = app.as(owner)
  await expect(await visitor.get(`/cards/${id}`)).toShow('Ваша компания не задала правило')
  const set = await visitor.post(`/cards/${id}/rule`, {
    ...rule,
    weekdays: ['1', '5'],
    timeFrom: '08:00',
    timeTo: '20:30',
  })
  expect(set).toRedirectTo(`/cards/${id}`)
  const page = await visitor.follow(set)
  for (const text of ['Правило карты', 'В сутки', 'осталось 60', 'Пн, Пт', '08:00–20:30', 'Изменить правило'])
    await expect(page).toShow(text)
  const form = await (await visitor.get(`/cards/${id}/rule`)).text()
  for (const field of [
    'name="perDay"[^>]*value="60"',
    'name="perMonth"[^>]*value="900"',
    'value="1"[^>]*checked=""|checked=""[^>]*value="1"',
  ])
    expect(form).toMatch(new RegExp(field))
  expect(form).toMatch(/name="version" value="1"/)
})

test('a stale form answers 409 and keeps what was typed; so does a refused one', async () => {
  const { id } = await card()
  const visitor = app.as(owner)
  await visitor.post(`/cards/${id}/rule`, rule)
  const stale = await visitor.post(`/cards/${id}/rule`, { ...rule, perDay: '47' })
  expect(stale.status).toBe(409)
  expect(await stale.text()).toMatch(/name="perDay"[^>]*value="47"/)
  const odd = await visitor.post(`/cards/${id}/rule`, { ...rule, version: '1', perFill: '70', perDay: '48' })
  expect(odd.status).toBe(400)
  const text = await odd.text()
  expect(text).toContain('Больше лимита на более долгий срок')
  expect(text).toMatch(/name="perFill"[^>]*value="70"/)
})

test('what it would have refused is shown by GET, and nothing is saved', async () => {
  const { id } = await card()
  const day = 86_400_000
  for (const [days, volume] of [
    [3, 50_000],
    [2, 20_000],
  ] as const)
    await bringTransactions(ctx, companyId, [
      { cardId: id, volume, occurredAt: new Date(ctx.now.getTime() - days * day) },
    ])
  const visitor = app.as(owner)
  const tried = await visitor.get(
    `/cards/${id}/rule?unit=l&perFill=30&stationMode=all&whatIf=1&nonce=x&version=0`,
  )
  await expect(tried).toShow('1 из 2 заправок')
  await expect(await visitor.get(`/cards/${id}/rule?unit=l&perFill=50&whatIf=1`)).toShow(
    'прошла бы каждая заправка: 2',
  )
  const refused = await visitor.get(`/cards/${id}/rule?unit=l&perFill=abc&whatIf=1`)
  expect(refused.status).toBe(200)
  expect(await refused.text()).toMatch(/name="perFill"[^>]*value="abc"/)
  await expect(await visitor.get(`/cards/${id}`)).toShow('Ваша компания не задала правило')
})

test('it is widened for a while, narrowed again, and removed', async () => {
  const { id } = await card()
  const visitor = app.as(owner)
  expect((await visitor.get(`/cards/${id}/rule/permit`)).status).toBe(404)
  await visitor.post(`/cards/${id}/rule`, rule)
  await expect(await visitor.get(`/cards/${id}/rule/permit`)).toShow('На сколько литров больше')
  const missing = await visitor.post(`/cards/${id}/rule/permit`, { kind: 'extra' })
  expect(missing.status).toBe(400)
  const permitted = await visitor.post(`/cards/${id}/rule/permit`, { kind: 'extra', extra: '40' })
  await expect(await visitor.follow(permitted)).toShow(/На 40\sл больше правила до/)
  const ended = await visitor.post(`/cards/${id}/rule/end`)
  expect(ended).toRedirectTo(`/cards/${id}`)
  expect(await visitor.post(`/cards/${id}/rule/remove`, { version: '9' })).toRedirectTo(`/cards/${id}/rule`)
  const removed = await visitor.post(`/cards/${id}/rule/remove`, { version: '1' })
  await expect(await visitor.follow(removed)).toShow('Ваша компания не задала правило')
})

test('a viewer reads it and cannot change it; another company’s card is not there', async () => {
  const { id } = await card()
  await app.as(owner).post(`/cards/${id}/rule`, rule)
  const seen = await (await app.as(viewer).get(`/cards/${id}`)).text()
  expect(seen).toContain('Правило компании')
  expect(seen).not.toContain(`/cards/${id}/rule`)
  expect((await app.as(viewer).get(`/cards/${id}/rule`)).status).toBe(403)
  for (const part of ['', '/remove', '/permit', '/end'])
    expect((await app.as(stranger).post(`/cards/${id}/rule${part}`, { ...rule, kind: 'open' })).status).toBe(
      404,
    )
})

test('sent twice at once, a rule is set once and more is allowed once', async () => {
  const { id } = await card()
  const visitor = app.as(owner)
  const answers = await Promise.all(
    [1, 2, 3].map(() => visitor.post(`/cards/${id}/rule`, { ...rule, nonce: 'once-1' })),
  )
  expect(answers.map(({ status }) => status)).toEqual([302, 302, 302])
  await Promise.all(
    [1, 2].map(() => visitor.post(`/cards/${id}/rule/permit`, { kind: 'open', nonce: 'once-2' })),
  )
  await Promise.all([1, 2].map(() => visitor.post(`/cards/${id}/rule/end`, { nonce: 'once-3' })))
  await Promise.all(
    [1, 2].map(() => visitor.post(`/cards/${id}/rule/remove`, { version: '1', nonce: 'once-4' })),
  )
  const entries = await cabinet.db
    .selectFrom('audit_log')
    .select('action')
    .where('subject_kind', '=', 'card')
    .where('subject_id', '=', id)
    .orderBy('id')
    .execute()
  expect(entries.map(({ action }) => action)).toEqual([
    'card.rule_set',
    'card.rule_permitted',
    'card.rule_permission_ended',
    'card.rule_removed',
  ])
})
