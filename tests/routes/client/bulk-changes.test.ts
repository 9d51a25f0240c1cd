import { afterAll, beforeAll, expect, test } from 'vitest'
import { carryOutBulkChanges } from '#app/domain/bulk-changes/carrying-out.server.ts'
import { blockCard } from '#app/domain/cards/card-blocks.server.ts'
import { findCard } from '#app/domain/cards/cards.server.ts'
import type { CompanyId } from '#app/domain/kernel/context.ts'
import { type App, startApp } from '#tests/support/app.ts'
import { system } from '#tests/support/context.ts'
import { type Cabinet, createCabinet, type Person } from '#tests/support/fixtures.ts'
import { bringCards, bringCoupons } from '#tests/support/registers.ts'

let cabinet: Cabinet
let app: App
let companyId: CompanyId
let owner: Person
let nonces = 0

beforeAll(async () => {
  cabinet = await createCabinet()
  app = await startApp(cabinet)
  companyId = await cabinet.company()
  owner = await cabinet.client(companyId, 'owner')
})
afterAll(async () => {
  await app.stop()
  await cabinet.destroy()
})

const locationOf = (answer: Response) => answer.headers.get('Location') ?? ''
const stateOf = async (id: number) => (await findCard(owner.ctx, companyId, id)).state

async function work() {
  while (await carryOutBulkChanges({ ...owner.ctx, actor: system }));
}

/** The hidden fields of the form that confirms, as a program sends them. */
function confirmed(html: string): Record<string, string | string[]> {
  const form = /<form[^>]*data-confirm[^>]*>(.*?)<\/form>/s.exec(html)?.[1] ?? ''
  const fields: Record<string, string | string[]> = {}
  for (const [, name = '', value = ''] of form.matchAll(/type="hidden" name="([^"]+)" value="([^"]*)"/g)) {
    const text = value.replaceAll('&amp;', '&')
    fields[name] = name === 'ids' ? [...[fields.ids ?? []].flat(), text] : text
  }
  return fields
}

test('POST of ids and an action leads to a preview, whose form changes them once', async () => {
  const cards = await bringCards(owner.ctx, companyId, [{}, {}])
  const visitor = app.as(owner)
  const asked = await visitor.post('/cards/bulk', {
    ...{ ids: cards.map(({ id }) => String(id)), action: 'block', nonce: `n${++nonces}` },
  })
  expect(asked.status).toBe(302)
  expect(await stateOf(cards[0]?.id ?? 0)).toBe('active')
  const html = await (await visitor.get(locationOf(asked))).text()
  const fields = { ...confirmed(html), reason: 'Инвентаризация' }
  expect(fields).toMatchObject({ action: 'block', ids: cards.map(({ id }) => String(id)) })
  const answers = await Promise.all([1, 2, 3].map(() => visitor.post('/cards/bulk', fields)))
  expect(new Set(answers.map(locationOf)).size).toBe(1)
  expect(locationOf(answers[0] as Response)).toMatch(/^\/bulk-changes\/\d+$/)
  await work()
  for (const { id } of cards) expect(await stateOf(id)).toBe('blocked_by_client')
  expect((await cabinet.actions()).filter((action) => action === 'bulk_change.started')).toHaveLength(1)

  const page = locationOf(answers[0] as Response)
  expect(await (await visitor.get(page)).text()).toContain('&quot;state&quot;:&quot;done&quot;')
  const nonce = `n${++nonces}`
  await Promise.all([1, 2, 3].map(() => visitor.post(`${page}/undo`, { nonce })))
  await work()
  for (const { id } of cards) expect(await stateOf(id)).toBe('active')
  expect((await cabinet.actions()).filter((action) => action === 'bulk_change.undo_started')).toHaveLength(1)
})

test('a set that changed is refused with 409, and the page shows it as it is now', async () => {
  const [one, other] = await bringCards(owner.ctx, companyId, [{ holder: 'Қалиев' }, { holder: 'Қалиев' }])
  const visitor = app.as(owner)
  const path = `/cards/bulk?q=${encodeURIComponent('Қалиев')}&action=block`
  const fields = confirmed(await (await visitor.get(path)).text())
  await blockCard(owner.ctx, companyId, one?.id ?? 0, { reason: '' })
  const late = await visitor.post(path, fields)
  expect(late.status).toBe(409)
  const again = confirmed(await late.text())
  expect(again.digest).not.toBe(fields.digest)
  expect((await visitor.post(path, { ...again, nonce: `n${++nonces}` })).status).toBe(302)
  await work()
  expect(await stateOf(other?.id ?? 0)).toBe('blocked_by_client')
})

test('what is ticked nowhere changes nothing', async () => {
  const visitor = app.as(owner)
  const html = await (await visitor.get('/cards/bulk?ticked=1&action=block')).text()
  expect(html).not.toContain('data-confirm')
  const sent = await visitor.post('/cards/bulk', {
    ticked: '1',
    action: 'block',
    digest: 'x',
    nonce: `n${++nonces}`,
  })
  expect(sent.status).toBe(400)
})

test('coupons go the same way', async () => {
  const coupons = await bringCoupons(owner.ctx, companyId, [{}, {}])
  const visitor = app.as(owner)
  const path = `/coupons/bulk?action=block&${coupons.map(({ id }) => `ids=${id}`).join('&')}`
  const fields = confirmed(await (await visitor.get(path)).text())
  expect((await visitor.post('/coupons/bulk', fields)).status).toBe(302)
  await work()
  for (const { id } of coupons)
    expect(await cabinet.actions({ kind: 'coupon', id })).toEqual(['coupon.blocked'])
})

test('a viewer has neither the page nor the boxes', async () => {
  const viewer = app.as(await cabinet.client(companyId, 'viewer'))
  expect((await viewer.get('/cards/bulk?action=block')).status).toBe(403)
  expect(await (await viewer.get('/cards')).text()).not.toContain('name="ids"')
  expect(await (await app.as(owner).get('/cards')).text()).toContain('name="ids"')
})
