import { afterAll, beforeAll, expect, test } from 'vitest'
import { apiDocument } from '#app/api/api.server.ts'
import { modules } from '#app/domain/kernel/modules.ts'
import { apiKey, apiOf, binOf } from '#tests/support/api.ts'
import { type App, startApp } from '#tests/support/app.ts'
import { type Cabinet, createCabinet } from '#tests/support/fixtures.ts'

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

const input = { name: '1C', url: 'https://hooks.altyn-dala.kz/fuel', types: ['card.blocked'] }
const base = '/api/v1/webhook-endpoints'

async function apiOfCompany(scope = 'manage') {
  const company = await binOf(cabinet, await cabinet.company())
  return apiOf(app, await apiKey(cabinet, { scopes: [scope], company }))
}

test('a key of a company sets an endpoint up, tests it, reads its log and deletes it', async () => {
  const api = await apiOfCompany()
  const made = await api.post(base, input)
  expect(made).toMatchObject({ status: 201, body: { secret: expect.stringMatching(/^whsec_/) } })
  const own = `${base}/${made.body.id}`
  expect((await api.get(base)).body).toEqual({
    data: [{ id: made.body.id, ...input, status: 'active', created_at: expect.stringMatching(/\+05:00$/) }],
    next_cursor: null,
  })
  expect((await api.post(`${own}/test`)).status).toBe(200)
  const log = (await api.get(`${own}/deliveries?status=pending`)).body.data
  expect(log).toEqual([expect.objectContaining({ type: 'webhook.test', status: 'pending', attempts: 0 })])
  const resend = `/api/v1/deliveries/${log?.[0]?.id}/resend`
  expect((await api.post(resend)).status).toBe(200)

  const stranger = await apiOfCompany()
  for (const path of [`${own}/test`, resend]) expect((await stranger.post(path)).status).toBe(404)
  expect((await stranger.get(`${own}/deliveries`)).status).toBe(404)
  expect((await stranger.send('DELETE', own)).status).toBe(404)

  expect((await api.send('DELETE', own)).status).toBe(200)
  expect((await api.get(base)).body.data).toEqual([])
  expect((await api.send('DELETE', own)).status).toBe(404)
})

test('an address inside a network and an event that is none are refused', async () => {
  const api = await apiOfCompany()
  const inside = await api.post(base, { ...input, url: 'https://169.254.169.254/' })
  expect([inside.status, inside.body.code]).toEqual([400, 'invalid'])
  for (const types of [[], ['import.committed'], ['nonsense']])
    expect((await api.post(base, { ...input, types })).status).toBe(422)
})

test('reading is not enough', async () => {
  expect((await (await apiOfCompany('read')).get(base)).status).toBe(403)
})

test('the document describes the messages', async () => {
  const document = JSON.parse(JSON.stringify(await apiDocument(modules)))
  expect(document.openapi).toBe('3.1.0')
  expect(Object.keys(document.webhooks)).toContain('authorization.declined')
  const body = document.webhooks['card.blocked'].post.requestBody.content['application/json'].schema
  expect(body.required).toEqual(['type', 'timestamp', 'data'])
})
