import { afterAll, beforeAll, expect, test } from 'vitest'
import { areaOf } from '#locales/index.ts'
import { type App, startApp } from '#tests/support/app.ts'
import { type Cabinet, createCabinet, type Person } from '#tests/support/fixtures.ts'
import { bringCards } from '#tests/support/registers.ts'

let cabinet: Cabinet
let app: App
let owner: Person
let card = 0

beforeAll(async () => {
  cabinet = await createCabinet()
  app = await startApp(cabinet)
  const companyId = await cabinet.company()
  owner = await cabinet.client(companyId, 'owner')
  const [made] = await bringCards(owner.ctx, companyId, [{}])
  card = made?.id ?? 0
})
afterAll(async () => {
  await app.stop()
  await cabinet.destroy()
})

const RELOAD = 'X-Remix-Reload-Document'

test('a form that leads into another part of the site loads a new document, so that its message is read', async () => {
  const rule = { perDay: '60', version: '0', nonce: 'n1' }
  const saved = await app.as(owner).post(`/cards/${card}/rule`, rule)
  expect(saved.headers.get('Location')).toBe(`/cards/${card}`)
  expect(areaOf(`/cards/${card}/rule`, 'client')).not.toBe(areaOf(`/cards/${card}`, 'client'))
  expect(saved.headers.get(RELOAD)).toBe('true')
  // Sent again, it is answered so again.
  expect((await app.as(owner).post(`/cards/${card}/rule`, rule)).headers.get(RELOAD)).toBe('true')
})

test('a form that stays in its part does not', async () => {
  const blocked = await app.as(owner).post(`/cards/${card}/block`, { nonce: 'n2' })
  expect(blocked.status).toBe(302)
  expect(blocked.headers.get(RELOAD)).toBeNull()
})

test('whoever is not signed in any more, or is already, is led to the other side by a new document', async () => {
  const { token } = await cabinet.client(await cabinet.company(), 'owner')
  const page = await app.as({ token }).get('/sign-in')
  expect([page.headers.get('Location'), page.headers.get(RELOAD)]).toEqual(['/', 'true'])
  await cabinet.db.deleteFrom('sessions').where('user_id', '=', owner.userId).execute()
  const asked = await app.as(owner).get(`/cards/${card}`)
  expect(asked.headers.get('Location')).toBe(`/sign-in?redirectTo=%2Fcards%2F${card}`)
  expect(asked.headers.get(RELOAD)).toBe('true')
  const sent = await app.as(owner).post(`/cards/${card}/block`, { nonce: 'n3' })
  expect([sent.headers.get('Location'), sent.headers.get(RELOAD)]).toEqual(['/sign-in', 'true'])
})
