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
let names = 0

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

async function card(): Promise<number> {
  const [made] = await bringCards(ctx, companyId, [{ products: ['diesel', 'ai95'] }])
  return made?.id ?? 0
}

/** Sent three times at once, with one nonce: what it leads to. */
async function sent(path: string, fields: Record<string, string | string[]>): Promise<string> {
  const visitor = app.as(owner)
  const nonce = `nonce-${++names}`
  const answers = await Promise.all([1, 2, 3].map(() => visitor.post(path, { ...fields, nonce })))
  expect(answers.map(({ status }) => status)).toEqual([302, 302, 302])
  return new URL(answers[0]?.headers.get('Location') ?? '', 'http://cabinet').pathname
}

const named = (kind: string) => ({ name: `${kind} ${++names}`, unit: 'l', version: '0' })

/** The fields of the form that confirms a preview. */
function confirmed(html: string): Record<string, string> {
  const form = /<form[^>]*data-confirm[^>]*>(.*?)<\/form>/s.exec(html)?.[1] ?? ''
  const fields = [...form.matchAll(/name="([^"]+)" value="([^"]*)"/g)]
  return Object.fromEntries(fields.map(([, name = '', value = '']) => [name, value]))
}

async function actions(kind: string): Promise<number> {
  return (await cabinet.actions()).filter((action) => action === kind).length
}

test('a template is made once, used by a card, changed as its preview showed, and left', async () => {
  const path = await sent('/rules/new', { ...named('Рейсы'), perDay: '60' })
  expect(await actions('rule_template.created')).toBe(1)
  const id = await card()
  await bringTransactions(ctx, companyId, [
    { cardId: id, volume: 50_000, occurredAt: new Date(ctx.now.getTime() - 86_400_000) },
  ])
  const visitor = app.as(owner)
  await expect(await visitor.get(`/cards/${id}/rule`)).toShow('Использовать шаблон')
  await sent(`/cards/${id}/rule/template`, { templateId: path.split('/')[2] ?? '', version: '0' })
  await expect(await visitor.get(`/cards/${id}`)).toShow('Из шаблона')
  // Cards would be changed: what is typed leads to the preview.
  const typed = { ...named('Рейсы'), version: '1', perDay: '30' }
  const asked = await visitor.post(path, typed)
  const preview = await (await visitor.follow(asked)).text()
  expect(preview).toContain('Изменится правило 1 карты')
  expect(preview).toContain('1 из 1 заправок')
  const fields = confirmed(preview)
  expect(fields).toMatchObject({ perDay: '30', version: '1' })
  const stale = await visitor.post(path, { ...fields, perDay: '29', nonce: 'other' })
  expect(stale.status).toBe(409)
  expect(await stale.text()).toMatch(/name="perDay"[^>]*value="29"/)
  expect(await sent(path, fields)).toBe(path)
  expect(await actions('rule_template.changed')).toBe(1)
  await expect(await visitor.get('/rules')).toShow(/В сутки: 30\sл/)
  await sent(`/cards/${id}/rule/own`, { version: '2' })
  await expect(await visitor.get(`/cards/${id}`)).toShow('Собственное правило карты')
  expect(await sent(`${path}/remove`, { version: '2' })).toBe('/rules')
})

test('a group is made once, cards come and go, its limits and totals are shown', async () => {
  const path = await sent('/groups/new', { ...named('Гараж'), perMonth: '900' })
  const [one, other] = [await card(), await card()]
  await sent(`${path}/cards`, { cardIds: [String(one), String(other)] })
  expect(await actions('card.group_set')).toBe(2)
  await bringTransactions(ctx, companyId, [{ cardId: one, volume: 40_000, occurredAt: ctx.now }])
  const visitor = app.as(owner)
  for (const text of ['осталось 860', 'Итого', 'Карты']) await expect(await visitor.get(path)).toShow(text)
  await expect(await visitor.get(`/cards/${other}`)).toShow('осталось 860')
  await expect(await visitor.get(`${path}?q=`)).toShow('Найти карты')
  await sent(`${path}/cards/remove`, { cardIds: String(one) })
  await sent(`/cards/${one}/group`, { groupId: path.split('/')[2] ?? '' })
  await sent(`/cards/${one}/group`, { groupId: '' })
  expect(await actions('card.group_set')).toBe(5)
  const asked = await visitor.post(path, { ...named('Гараж'), version: '1', perMonth: '800' })
  const fields = confirmed(await (await visitor.follow(asked)).text())
  await sent(path, fields)
  expect(await sent(`${path}/remove`, { version: '2' })).toBe('/groups')
})

test('a rule is tried without refusing, put in force, or its trial ended', async () => {
  const path = await sent('/groups/new', named('Проба'))
  const shadowOf = async (page: string) =>
    /\/rules\/shadows\/(\d+)\/promote/.exec(await (await app.as(owner).get(page)).text())?.[1] ?? ''
  await sent(path, { ...named('Проба'), version: '1', perDay: '20', shadow: '1' })
  await expect(await app.as(owner).get(path)).toShow('Правило на проверке')
  const id = await shadowOf(path)
  await sent(`/rules/shadows/${id}/promote`, { version: '1', ruleVersion: '1' })
  await expect(await app.as(owner).get(path)).toShow(/осталось 20/)
  const cardId = await card()
  await sent(`/cards/${cardId}/rule`, { unit: 'l', version: '0', perDay: '20', shadow: '1' })
  await sent(`/rules/shadows/${await shadowOf(`/cards/${cardId}/rule`)}/drop`, { version: '1' })
  expect(await actions('shadow_rule.dropped')).toBe(1)
})

test('a viewer reads the lists and changes nothing; another company’s are not there', async () => {
  const template = await sent('/rules/new', { ...named('Рейсы'), perDay: '60' })
  const group = await sent('/groups/new', named('Гараж'))
  for (const [list, page] of [
    ['/rules', template],
    ['/groups', group],
  ] as const) {
    const text = await (await app.as(viewer).get(list)).text()
    expect(text).not.toContain(`href="${page}"`)
    expect((await app.as(viewer).get(page)).status).toBe(403)
    expect((await app.as(viewer).get(`${list}/new`)).status).toBe(403)
    expect((await app.as(stranger).get(page)).status).toBe(404)
    expect((await app.as(stranger).post(`${page}/remove`, { version: '1' })).status).toBe(404)
    expect((await app.as(viewer).post(`${page}/remove`, { version: '1' })).status).toBe(403)
  }
})

test('a name that is taken is refused with what was typed', async () => {
  const fields = { ...named('Рейсы'), perDay: '60' }
  await sent('/rules/new', fields)
  const again = await app.as(owner).post('/rules/new', { ...fields, perDay: '61' })
  expect(again.status).toBe(409)
  const text = await again.text()
  expect(text).toContain('Название уже занято')
  expect(text).toMatch(/name="perDay"[^>]*value="61"/)
})
