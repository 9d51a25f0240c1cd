import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { CompanyId } from '#app/domain/kernel/context.ts'
import { type App, startApp } from '#tests/support/app.ts'
import { type Cabinet, createCabinet, type Person } from '#tests/support/fixtures.ts'
import { handTo } from '#tests/support/handovers.ts'
import { bringCoupons } from '#tests/support/registers.ts'
import { stateOf } from '#tests/support/state.ts'

let cabinet: Cabinet
let app: App
let companyId: CompanyId
let owner: Person

beforeAll(async () => {
  cabinet = await createCabinet()
  app = await startApp(cabinet)
  companyId = await cabinet.company({ name: 'ТОО «Жол»' })
  owner = await cabinet.client(companyId)
})
afterAll(async () => {
  await app.stop()
  await cabinet.destroy()
})

async function link() {
  const made = await bringCoupons(owner.ctx, companyId, [{}, {}])
  return handTo(
    owner.ctx,
    companyId,
    made.map(({ id }) => id),
  )
}

describe('a driver’s link', () => {
  test.each([
    ['another site', { 'Sec-Fetch-Site': 'cross-site' }],
    ['a sister site', { 'Sec-Fetch-Site': 'same-site' }],
    ['another site of an old browser', { 'Sec-Fetch-Site': undefined, Origin: 'https://evil.example' }],
    ['a page without an origin', { 'Sec-Fetch-Site': undefined, Origin: 'null' }],
    ['nobody', { 'Sec-Fetch-Site': undefined }],
  ])('security 18: is opened by no form of %s', async (_, headers) => {
    const { token } = await link()
    const before = await stateOf(cabinet.db)
    for (const part of ['', '?index', '.data', '/keep', '/help']) {
      const answer = await app.visitor().post(`/d/${token}${part}`, {}, { headers })
      expect([part, answer.status, answer.headers.getSetCookie()]).toEqual([part, 403, []])
    }
    expect(await stateOf(cabinet.db)).toEqual(before)
  })

  test.each([
    { 'Sec-Purpose': 'prefetch;prerender' },
    { Purpose: 'prefetch' },
    { 'Service-Worker': 'script' },
    { 'X-HTTP-Method-Override': 'POST' },
  ])('security 24: is not opened by looking with %o', async (headers) => {
    const { token } = await link()
    const before = await stateOf(cabinet.db)
    for (const part of ['', '?_method=POST', '?position=1', '/keep', '/help', '/trouble?said=other']) {
      for (const method of ['GET', 'HEAD', 'OPTIONS'])
        await app.visitor().send(`/d/${token}${part}`, { method, headers })
    }
    expect(await stateOf(cabinet.db)).toEqual(before)
  })

  test('security 24: adopts no cookie that was put on the phone before', async () => {
    const { token } = await link()
    const phone = app.visitor()
    await phone.get(`/d/${token}`)
    const bound = await app.visitor().post(`/d/${token}`)
    const name = (bound.headers.getSetCookie()[0] ?? '').split('=')[0] ?? ''
    const next = await link()
    const other = await app.visitor().post(`/d/${next.token}`)
    const value = (other.headers.getSetCookie()[0] ?? '').split(/[=;]/)[1] ?? ''
    for (const guess of [value, '', 'x', 'x'.repeat(43), 'undefined', '"', '%00']) {
      const thief = app.visitor()
      thief.cookies.set(name, guess)
      expect((await thief.post(`/d/${token}`)).status).toBe(409)
      expect((await thief.post(`/d/${token}/keep`)).status).toBe(409)
      expect((await thief.get(`/d/${token}/state`)).status).toBe(410)
    }
  })

  test('answers what cannot be read with 400, and binds nothing by it', async () => {
    for (const fields of [{ position: 'x' }, { position: '-1' }, { position: '1e9' }, { position: '2.5' }]) {
      const { token } = await link()
      const before = await stateOf(cabinet.db)
      const answer = await app.visitor().post(`/d/${token}`, fields)
      expect([fields, answer.status]).toEqual([fields, 400])
      expect(await stateOf(cabinet.db)).toEqual(before)
    }
  })

  test('is nobody’s else to see, to renew, to take back and to answer', async () => {
    const { id, token } = await link()
    await app.visitor().post(`/d/${token}`)
    await app.visitor().post(`/d/${token}/help`)
    const help = await cabinet.db
      .selectFrom('driver_help')
      .select('id')
      .where('handover_id', '=', id)
      .executeTakeFirstOrThrow()
    const stranger = app.as(await cabinet.client(await cabinet.company()))
    const viewer = app.as(await cabinet.client(companyId, 'viewer'))
    const before = await stateOf(cabinet.db)
    for (const [visitor, status] of [
      [stranger, 404],
      [viewer, 403],
    ] as const) {
      expect((await visitor.get(`/handovers/${id}`)).status).toBe(status)
      expect((await visitor.get(`/handovers/${id}.data`)).status).toBe(status)
      for (const verb of ['recall', 'renew', `help/${help.id}`])
        expect([verb, (await visitor.post(`/handovers/${id}/${verb}`, { comment: '' })).status]).toEqual([
          verb,
          status,
        ])
    }
    expect(await stateOf(cabinet.db)).toEqual(before)
  })

  test('has a service worker for drivers’ pages alone', async () => {
    const script = await app.visitor().get('/d/sw.js')
    expect(script.headers.get('Service-Worker-Allowed')).toBeNull()
    expect(script.headers.get('Content-Type')).toContain('javascript')
  })
})
