import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { apiExamples } from '#app/api/examples.server.ts'
import { sandbox } from '#app/domain/integrations/sandbox.ts'
import { apiKey, apiOf, binOf } from '#tests/support/api.ts'
import { documentedOperations } from '#tests/support/api-document.ts'
import { type App, startApp } from '#tests/support/app.ts'
import { type Cabinet, createCabinet } from '#tests/support/fixtures.ts'
import { newOperationId } from '#tests/support/pump.ts'
import { bringCards, bringCoupons } from '#tests/support/registers.ts'

let cabinet: Cabinet
let app: App
let api: ReturnType<typeof apiOf>
let company: Awaited<ReturnType<Cabinet['company']>>
let station: string
let made = 0

beforeAll(async () => {
  cabinet = await createCabinet()
  app = await startApp(cabinet)
  company = await cabinet.company()
  station = await cabinet.station()
  api = apiOf(app, await apiKey(cabinet, { scopes: ['pump'] }))
})
afterAll(async () => {
  await app.stop()
  await cabinet.destroy()
})

async function couponAsked(): Promise<Record<string, unknown>> {
  const qr = `PAYLOAD-${++made}`
  await bringCoupons(await cabinet.system(), company, [{ qr }])
  return { operation_id: newOperationId(), station, product: 'diesel', qr }
}

async function cardNumber(): Promise<string> {
  const [card] = await bringCards(await cabinet.system(), company, [{}])
  return card?.number ?? ''
}

describe('an authorization', () => {
  test('holds, is read, listed among the holds, completed and reversed', async () => {
    const asked = await couponAsked()
    const at = `/api/v1/authorizations/${asked.operation_id}`
    const held = await api.post('/api/v1/authorizations', asked)
    expect(held).toMatchObject({ status: 201, body: { status: 'held', volume_ml: 20_000, station } })
    expect(held.body.expires_at).toMatch(/\+05:00$/)
    expect(held.body.slip).toMatchObject({ operation_id: asked.operation_id, station, product: 'diesel' })
    expect((await api.get(at)).body).toMatchObject({ status: 'held' })
    const { body: list } = await api.get(`/api/v1/authorizations?station=${station}&status=held`)
    expect(list.data?.map(({ operation_id }) => operation_id)).toContain(asked.operation_id)
    const done = await api.post(`${at}/complete`, { volume_ml: 20_000, receipt: 'R-1' })
    expect(done).toMatchObject({ status: 200, body: { status: 'completed', volume_ml: 20_000 } })
    const back = await api.post(`${at}/reverse`, { reason: 'Wrong pump', volume_ml: 5_000 })
    expect(back).toMatchObject({ status: 200, body: { reversed_ml: 5_000 } })
  })

  test('a slip names the seller, its BIN and the fill as they are, and nobody where nobody is known', async () => {
    const asked = { ...(await couponAsked()), fill_id: 'F:7', pump: '3' }
    const { body } = await api.post('/api/v1/authorizations', asked)
    expect(body).toMatchObject({ fill_id: 'F:7', slip: { seller_bin: '150540000017', plate: null } })
    expect(body).not.toHaveProperty('attendant')
    const card = {
      operation_id: newOperationId(),
      station,
      product: 'diesel',
      card_number: await cardNumber(),
    }
    const held = await api.post('/api/v1/authorizations', { ...card, volume_ml: 5_000 })
    expect(held.body).toMatchObject({
      ...{ fill_id: card.operation_id, attendant: { plate: expect.stringMatching(/./) } },
      slip: { plate: expect.stringMatching(/./) },
    })
    // No figure and no price of the client is on what is printed.
    expect(JSON.stringify(held.body.slip)).not.toMatch(/tiyn|charged|price/)
  })

  test('a decline is an answer: 200, with the code and the text for the pump, and no figure of the client', async () => {
    const asked = { operation_id: newOperationId(), station, product: 'diesel', qr: 'nobody-has-this' }
    const declined = await api.post('/api/v1/authorizations', asked)
    expect(declined).toMatchObject({ status: 200, body: { status: 'declined', code: 'coupon_not_found' } })
    expect(declined.body.pump_text).toBe('Талон не найден')
    const kazakh = await api.get(`/api/v1/authorizations/${asked.operation_id}`, {
      headers: { 'accept-language': 'kk-KZ' },
    })
    expect(kazakh.body.pump_text).toMatch(/[әіңғүұқөһ]|табылмады/)
  })

  test('0 ml is a void, and one that never arrived can be voided', async () => {
    const asked = await couponAsked()
    const at = `/api/v1/authorizations/${asked.operation_id}`
    expect((await api.post(`${at}/void`)).body).toMatchObject({ status: 'voided' })
    const late = await api.post('/api/v1/authorizations', asked)
    expect(late.body).toMatchObject({ code: 'operation_voided' })
  })

  test('an unknown one is 404, and a completion with all fields records one that never arrived', async () => {
    const card_number = await cardNumber()
    const at = `/api/v1/authorizations/${newOperationId()}`
    expect(await api.post(`${at}/complete`, { volume_ml: 1_000 })).toMatchObject({ status: 404 })
    expect(await api.get(at)).toMatchObject({ status: 404, body: { code: 'operation_unknown' } })
    const whole = { volume_ml: 10_000, station, product: 'diesel', card_number, price_tiyn: 30_000 }
    expect(await api.post(`${at}/complete`, whole)).toMatchObject({
      status: 200,
      body: { status: 'completed' },
    })
  })

  test('knows a number that is typed in groups or comes with spaces, also in a repeat', async () => {
    const number = await cardNumber()
    const groups = number.replace(/(\d{4})(?=\d)/g, '$1 ')
    const asked = { operation_id: newOperationId(), station, product: 'diesel', volume_ml: 5_000 }
    const held = await api.post('/api/v1/authorizations', { ...asked, card_number: groups })
    expect(held).toMatchObject({ status: 201, body: { status: 'held' } })
    const again = await api.post('/api/v1/authorizations', { ...asked, card_number: ` ${number}\r\n` })
    expect(again).toMatchObject({ status: 200, body: { status: 'held' } })
  })

  test('takes one instrument and one wish', async () => {
    const asked = await couponAsked()
    for (const wrong of [
      { ...asked, card_number: '1' },
      { ...asked, driver_pin: '1' },
      { ...asked, volume_ml: 1, amount_tiyn: 1 },
      { ...asked, qr: undefined },
      { ...asked, volume_ml: 1.5 },
      { ...asked, volume_ml: '1000' },
      { ...asked, operation_id: 'with space' },
      { ...asked, voulme_ml: 1_000 },
    ])
      expect(await api.post('/api/v1/authorizations', wrong)).toMatchObject({ status: 422 })
  })
})

describe('a redemption', () => {
  test('is completed at once: a whole coupon, and known litres of a card', async () => {
    const coupon = await api.post('/api/v1/redemptions', await couponAsked())
    expect(coupon).toMatchObject({ status: 201, body: { status: 'completed', volume_ml: 20_000 } })
    const card_number = await cardNumber()
    const card = { operation_id: newOperationId(), station, product: 'diesel', card_number }
    expect(await api.post('/api/v1/redemptions', card)).toMatchObject({ status: 422 })
    const known = await api.post('/api/v1/redemptions', { ...card, volume_ml: 30_000, price_tiyn: 30_000 })
    expect(known).toMatchObject({ status: 201, body: { status: 'completed', volume_ml: 30_000 } })
  })
})

test('a check says what would be decided and holds nothing', async () => {
  const { qr, product } = await couponAsked()
  const query = new URLSearchParams({ station, product: String(product), qr: String(qr) })
  const first = await api.get(`/api/v1/check?${query}`)
  expect(first).toMatchObject({ status: 200, body: { status: 'approved', volume_ml: 20_000 } })
  expect((await api.get(`/api/v1/check?${query}`)).body).toMatchObject({ status: 'approved' })
  query.set('qr', 'nobody-has-this')
  expect((await api.get(`/api/v1/check?${query}`)).body).toMatchObject({ code: 'coupon_not_found' })
})

test('what was dispensed without connection is recorded one by one', async () => {
  const card_number = await cardNumber()
  const item = () => ({
    operation_id: newOperationId(),
    ...{ station, product: 'diesel', card_number, volume_ml: 5_000, price_tiyn: 30_000 },
    occurred_at: new Date(Date.now() - 3_600_000).toISOString(),
  })
  const data = [item(), item()]
  const answer = await api.post('/api/v1/offline-completions', { data })
  expect(answer.body.data).toMatchObject(
    data.map(({ operation_id }) => ({ operation_id, status: 'completed', volume_ml: 5_000 })),
  )
  // The slip says when the driver fuelled, not when the station was connected again.
  const told = answer.body.data?.[0]?.slip as { time: string }
  expect(Date.parse(told.time)).toBe(Math.floor(Date.parse(data[0]?.occurred_at ?? '') / 1_000) * 1_000)
  expect((await api.post('/api/v1/offline-completions', { data: [] })).status).toBe(422)
})

describe('who may ask', () => {
  test('security 23: a key of some stations speaks for no other', async () => {
    const other = await cabinet.station()
    const bound = apiOf(app, await apiKey(cabinet, { scopes: ['pump'], stations: [station] }))
    const asked = { ...(await couponAsked()), station: other }
    for (const path of ['/api/v1/authorizations', '/api/v1/redemptions'])
      expect(await bound.post(path, asked)).toMatchObject({
        status: 403,
        body: { code: 'station_not_of_key' },
      })
    expect(await bound.post('/api/v1/authorizations', { ...asked, station })).toMatchObject({ status: 201 })
  })

  test("security 22: another integration's operation is not there", async () => {
    const stranger = apiOf(app, await apiKey(cabinet, { scopes: ['pump'] }))
    const asked = await couponAsked()
    const at = `/api/v1/authorizations/${asked.operation_id}`
    await api.post('/api/v1/authorizations', asked)
    expect(await stranger.get(at)).toMatchObject({ status: 404, body: { code: 'operation_unknown' } })
    expect((await stranger.post(`${at}/complete`, { volume_ml: 1 })).status).toBe(404)
    expect((await api.get(at)).body).toMatchObject({ status: 'held' })
  })

  test("security 22: a client's key reads its company's operations, one as in the list, and no other's", async () => {
    const asked = await couponAsked()
    const at = `/api/v1/authorizations/${asked.operation_id}`
    await api.post('/api/v1/authorizations', asked)
    const keyOf = async (id: number) =>
      apiOf(app, await apiKey(cabinet, { scopes: ['read'], company: await binOf(cabinet, id) }))
    const own = await keyOf(company)
    const { data } = (await own.get('/api/v1/authorizations?status=held')).body
    expect(data?.map(({ operation_id }) => operation_id)).toContain(asked.operation_id)
    expect(await own.get(at)).toMatchObject({ status: 200, body: { status: 'held', station } })
    const other = await keyOf(await cabinet.company())
    expect(await other.get(at)).toMatchObject({ status: 404, body: { code: 'operation_unknown' } })
  })

  test("security 22: a key of one company finds another's card and coupon as little as a random one", async () => {
    const other = await binOf(cabinet, await cabinet.company())
    const bound = apiOf(app, await apiKey(cabinet, { scopes: ['pump'], company: other }))
    const { qr } = await couponAsked()
    const codes = []
    for (const instrument of [
      { qr },
      { qr: 'random' },
      { card_number: await cardNumber() },
      { card_number: '1' },
    ])
      codes.push(
        (
          await bound.post('/api/v1/authorizations', {
            ...{ operation_id: newOperationId(), station, product: 'diesel', volume_ml: 1_000 },
            ...instrument,
          })
        ).body.code,
      )
    expect(codes).toEqual(['coupon_not_found', 'coupon_not_found', 'card_not_found', 'card_not_found'])
  })

  test("security 23: the test company's coupons are no fuel for any other key", async () => {
    await apiKey(cabinet, { scopes: ['pump', 'read'], test: true })
    const asked = { operation_id: newOperationId(), station, product: 'diesel' }
    const { body } = await api.post('/api/v1/authorizations', {
      ...asked,
      qr: sandbox.qrPrefix + sandbox.coupons[2],
    })
    expect(body).toMatchObject({ status: 'declined', code: 'coupon_not_found' })
  })

  test('a test key fuels from the test company, whose litres go down', async () => {
    const test = apiOf(app, await apiKey(cabinet, { scopes: ['pump', 'read'], test: true }))
    const number = sandbox.coupons[3]
    const coupon = async () => (await test.get(`/api/v1/coupons?q=${number}`)).body.data?.[0]
    const product = (await coupon())?.product
    const operation_id = newOperationId()
    const asked = { operation_id, station, product, qr: `${sandbox.qrPrefix}${number}` }
    expect((await test.post('/api/v1/authorizations', asked)).body).toMatchObject({ status: 'held' })
    const done = await test.post(`/api/v1/authorizations/${operation_id}/complete`, {
      volume_ml: sandbox.couponVolume,
    })
    expect(done.body).toMatchObject({ status: 'completed' })
    expect(done.body.exceptions ?? []).toEqual([])
    expect(await coupon()).toMatchObject({ remaining_ml: 0 })
  })

  test('a test key redeems the coupons that the documentation names', async () => {
    const test = apiOf(app, await apiKey(cabinet, { scopes: ['pump', 'read'], test: true }))
    const { body } = await test.get(`/api/v1/coupons?q=${sandbox.coupons[0]}`)
    const asked = { operation_id: newOperationId(), station, product: body.data?.[0]?.product }
    const redeemed = await test.post('/api/v1/redemptions', {
      ...asked,
      qr: sandbox.qrPrefix + sandbox.coupons[0],
    })
    expect(redeemed).toMatchObject({ status: 201, body: { status: 'completed' } })
  })
})

/** Every POST whose repeats are known by the operation, with a call that succeeds. */
const calls: Record<string, () => Promise<{ path: string; body?: object; other?: object }>> = {
  authorize: async () => {
    const body = await couponAsked()
    return { path: '/api/v1/authorizations', body, other: { ...body, product: 'lpg' } }
  },
  redeem: async () => {
    const body = await couponAsked()
    return { path: '/api/v1/redemptions', body, other: { ...body, product: 'lpg' } }
  },
  completeAuthorization: async () => {
    const asked = await couponAsked()
    await api.post('/api/v1/authorizations', asked)
    return {
      path: `/api/v1/authorizations/${asked.operation_id}/complete`,
      body: { volume_ml: 20_000, receipt: 'R-2' },
    }
  },
  voidAuthorization: async () => {
    const asked = await couponAsked()
    await api.post('/api/v1/authorizations', asked)
    return { path: `/api/v1/authorizations/${asked.operation_id}/void` }
  },
  reverseAuthorization: async () => {
    const asked = await couponAsked()
    await api.post('/api/v1/redemptions', asked)
    return {
      path: `/api/v1/authorizations/${asked.operation_id}/reverse`,
      body: { reason: 'Wrong pump' },
    }
  },
  closeShift: async () => {
    const at = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString()
    const times = { opened_at: at(60), closed_at: at(1) }
    const body = { shift_id: newOperationId(), station, ...times, totals: [] }
    const totals = [{ product: 'lpg', instrument: 'card', operations: 1, volume_ml: 1_000 }]
    return { path: '/api/v1/shifts', body, other: { ...body, totals } }
  },
  recordOffline: async () => {
    const card_number = await cardNumber()
    const item = { operation_id: newOperationId(), station, product: 'diesel', card_number, volume_ml: 5_000 }
    return { path: '/api/v1/offline-completions', body: { data: [{ ...item, price_tiyn: 30_000 }] } }
  },
}

/** What a processor tells is known by ids of its own (instructions.test.ts, processor-events.test.ts). */
const ofProcessor = ['settleInstruction', 'tellProcessorEvents']

const posts = documentedOperations().filter(
  ({ method, operation }) =>
    method === 'POST' &&
    !ofProcessor.includes(operation.operationId) &&
    !operation.parameters?.some(({ name }) => name === 'Idempotency-Key'),
)

test('every POST of the document that is known by its operation is repeated below', () => {
  expect(posts.map(({ operation }) => operation.operationId).sort()).toEqual(Object.keys(calls).sort())
})

describe.each(Object.keys(calls))('%s sent again', (name) => {
  const stable = (body: object) =>
    JSON.stringify({ ...body, server_time: '' }).replace(/"server_time":"[^"]*"/g, '')

  test('has one effect and the same answer', async () => {
    const call = await calls[name]?.()
    if (!call) throw new Error(`no call of ${name}`)
    const first = await api.post(call.path, call.body)
    const count = async () => ({
      operations: (await cabinet.db.selectFrom('authorizations').select('id').execute()).length,
      transactions: (await cabinet.db.selectFrom('transactions').select('id').execute()).length,
      reversals: (await cabinet.db.selectFrom('reversals').select('authorization_id').execute()).length,
    })
    const before = await count()
    const second = await api.post(call.path, call.body)
    expect([200, 201]).toContain(first.status)
    expect(second.status).toBe(200)
    expect(stable(second.body)).toBe(stable(first.body))
    if (name !== 'recordOffline') expect(second.headers.get('idempotent-replayed')).toBe('true')
    expect(await count()).toEqual(before)
    if (call.other) expect(await api.post(call.path, call.other)).toMatchObject({ status: 422 })
  })
})

test('the examples of the documentation work with a test key', async () => {
  await cabinet.station('001')
  const example = apiOf(app, await apiKey(cabinet, { scopes: ['pump', 'read'], test: true }))
  const { body } = await example.get(`/api/v1/coupons?q=${sandbox.coupons[1]}`)
  const answers = []
  for (const { path, body: sent } of apiExamples({
    station: '001',
    product: String(body.data?.[0]?.product),
  })) {
    const answer = await example.post(path, sent)
    answers.push([answer.status, answer.body.status])
  }
  expect(answers).toEqual([
    [201, 'held'],
    [200, 'completed'],
    [201, 'completed'],
    [200, 'voided'],
  ])
})
