import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { CompanyId } from '#app/domain/kernel/context.ts'
import { purgeProcessorEvents } from '#app/domain/processor-events/processor-events.server.ts'
import { apiKey, apiOf, binOf } from '#tests/support/api.ts'
import { type App, startApp } from '#tests/support/app.ts'
import { type Cabinet, createCabinet } from '#tests/support/fixtures.ts'
import { newOperationId } from '#tests/support/pump.ts'
import { bringCards, bringCoupons } from '#tests/support/registers.ts'

const settings = { processing: { card: 'outside', coupon: 'outside' } } as const
const path = '/api/v1/processor-events'
const NOON = '2026-11-28T12:00:00+05:00'

let cabinet: Cabinet
let app: App
let companyId: CompanyId
let api: ReturnType<typeof apiOf>

beforeAll(async () => {
  cabinet = await createCabinet()
  app = await startApp(cabinet, { settings })
  companyId = await cabinet.company()
  api = apiOf(app, await apiKey(cabinet, { scopes: ['instructions', 'pump', 'read'] }))
})
afterAll(async () => {
  await app.stop()
  await cabinet.destroy()
})

async function newCard() {
  const [card] = await bringCards(await cabinet.system(), companyId, [{}])
  if (!card) throw new Error('no card')
  return card
}
const told = async (...events: object[]) =>
  (await api.post(path, { events })).body.data?.map(({ result }) => result)
const eventsOf = (id: number) =>
  cabinet.db
    .selectFrom('processor_events')
    .selectAll()
    .where('instrument_id', '=', id)
    .orderBy('id')
    .execute()
const balanceOf = (id: number) =>
  cabinet.db
    .selectFrom('processor_balances')
    .selectAll()
    .where('instrument_id', '=', id)
    .executeTakeFirstOrThrow()

function approvalOf(number: string, more: object = {}) {
  const figures = { volume_ml: 30_000, amount_tiyn: 900_000, station: '7', product: 'diesel' }
  return {
    ...{ id: newOperationId(), type: 'approval', instrument: 'card', number, occurred_at: NOON },
    ...{ ...figures, ...more },
  }
}

describe('events of a processor', () => {
  test('count once, however often and in which order they are told', async () => {
    const { id, number } = await newCard()
    const approval = approvalOf(number)
    const reversal = {
      ...{ id: newOperationId(), type: 'reversal', instrument: 'card', number, occurred_at: NOON },
      reverses: approval.id,
    }
    // Twice in one call, backwards, and again at once by two.
    expect(await told(reversal, approval, approval)).toEqual(['recorded', 'recorded', 'repeated'])
    expect(await Promise.all([told(approval, reversal), told(reversal, approval)])).toEqual([
      ['repeated', 'repeated'],
      ['repeated', 'repeated'],
    ])
    expect(await eventsOf(id)).toMatchObject([
      { type: 'reversal', reverses: approval.id, volume: null },
      { type: 'approval', volume: 30_000, amount: 900_000, station_code: '7', product: 'diesel' },
    ])
  })

  test('told at once for the first time, one of many counts', async () => {
    const { id, number } = await newCard()
    const approval = approvalOf(number)
    const results = (await Promise.all(Array.from({ length: 8 }, () => told(approval)))).flat()
    expect(results.sort()).toEqual(['recorded', ...Array.from({ length: 7 }, () => 'repeated')])
    expect(await eventsOf(id)).toHaveLength(1)
  })

  test('something else under the same id is told apart, and changes nothing', async () => {
    const { id, number } = await newCard()
    const approval = approvalOf(number)
    expect(await told(approval, { ...approval, volume_ml: 1 })).toEqual(['recorded', 'differs'])
    expect(await eventsOf(id)).toMatchObject([{ volume: 30_000 }])
  })

  test('of a number that nobody has, nothing is kept, so that it can be told again', async () => {
    const number = '7825999999999999'
    const approval = approvalOf(number)
    expect(await told(approval)).toEqual(['unknown_instrument'])
    await bringCards(await cabinet.system(), companyId, [{ number }])
    expect(await told(approval)).toEqual(['recorded'])
  })

  test("another company's number is as unknown as a random one, and a test key knows no real one", async () => {
    const { id, number } = await newCard()
    const company = await binOf(cabinet, await cabinet.company())
    for (const key of [
      await apiKey(cabinet, { scopes: ['instructions'], company }),
      await apiKey(cabinet, { scopes: ['instructions'], test: true }),
    ]) {
      const events = [approvalOf(number), approvalOf('7825999999999998')]
      const { body } = await apiOf(app, key).post(path, { events })
      expect(body.data?.map(({ result }) => result)).toEqual(['unknown_instrument', 'unknown_instrument'])
    }
    expect(await eventsOf(id)).toEqual([])
  })

  test('tell the open pages of the company, once each', async () => {
    const { id, number } = await newCard()
    const approval = approvalOf(number)
    const balance = {
      id: newOperationId(),
      type: 'balance',
      instrument: 'card',
      number,
      balance: 1,
      unit: 'ml',
    }
    for (const _ of [1, 2]) await told(approval, { ...balance, as_of: NOON })
    await told({ ...balance, as_of: '2026-11-28T11:00:00+05:00' })
    const events = await cabinet.db
      .selectFrom('company_events')
      .select('kind')
      .where('card_id', '=', id)
      .execute()
    expect(events.length).toBeGreaterThanOrEqual(2)
    expect(new Set(events.map(({ kind }) => kind))).toEqual(new Set(['instrument.processed']))
  })

  test('go after four hundred days', async () => {
    const { id, number } = await newCard()
    await told(approvalOf(number))
    expect(await purgeProcessorEvents(cabinet.db)).toBe(0)
    const old = new Date(Date.now() - 401 * 86_400_000)
    await sql`update processor_events set created_at = ${old} where instrument_id = ${id}`.execute(cabinet.db)
    expect(await purgeProcessorEvents(cabinet.db)).toBe(1)
    expect(await eventsOf(id)).toEqual([])
  })

  test('the latest balance stays, in whatever order they come', async () => {
    const { id, number } = await newCard()
    const ofRegister = () =>
      cabinet.db.selectFrom('cards').select('balance').where('id', '=', id).executeTakeFirstOrThrow()
    const before = await ofRegister()
    const at = (hour: number, balance: number) => ({
      ...{ id: newOperationId(), type: 'balance', instrument: 'card', number, unit: 'tiyn', balance },
      as_of: `2026-11-28T${hour}:00:00+05:00`,
    })
    const noon = at(12, 500)
    expect(await told(noon)).toEqual(['recorded'])
    expect(await told(at(11, 900), noon, at(13, -40))).toEqual(['older', 'recorded', 'recorded'])
    expect(await told(noon)).toEqual(['older'])
    expect(await balanceOf(id)).toMatchObject({ balance: -40, as_of: new Date('2026-11-28T08:00:00Z') })
    expect(await ofRegister()).toEqual(before)
  })

  test.each([
    [{ code: 'limit_day' }, 'limit_day', 'issuer'],
    [{ own_code: '51' }, 'balance_low', 'contract'],
    [{ own_code: '51', code: 'pin_wrong' }, 'pin_wrong', 'client'],
    [{ own_code: 'E-77' }, 'processed_elsewhere', 'network'],
    [{}, 'processed_elsewhere', 'network'],
  ])('a decline with %o is one of the refusals that the client sees', async (given, code, whose) => {
    const { id, number } = await newCard()
    const { amount_tiyn: _, ...asked } = approvalOf(number)
    const decline = { ...asked, type: 'decline', ...given }
    expect(await told(decline, decline)).toEqual(['recorded', 'repeated'])
    const refusals = await cabinet.db
      .selectFrom('authorizations')
      .selectAll()
      .where('card_id', '=', id)
      .execute()
    expect(refusals).toMatchObject([
      {
        ...{ status: 'declined', code, whose, station_code: '7', product: 'diesel', company_id: companyId },
        ...{ card_id: id, coupon_id: null, presented: 'card' },
      },
    ])
    const owner = app.as(await cabinet.client(companyId))
    expect(await (await owner.get('/refusals')).text()).toContain(`/refusals/${refusals[0]?.id}`)
  })

  test('a decline of a coupon is one by its number: a processor tells of no code', async () => {
    const [coupon] = await bringCoupons(await cabinet.system(), companyId, [{}])
    const { amount_tiyn: _, ...asked } = approvalOf(coupon?.number ?? '', { instrument: 'coupon' })
    expect(await told({ ...asked, type: 'decline', code: 'coupon_used' })).toEqual(['recorded'])
    const query = cabinet.db.selectFrom('authorizations').selectAll()
    expect(await query.where('coupon_id', '=', coupon?.id ?? 0).execute()).toMatchObject([
      { status: 'declined', code: 'coupon_used', card_id: null, presented: 'number', asked_volume: 30_000 },
    ])
  })

  test('what is no event is refused whole', async () => {
    const { number } = await newCard()
    const approval = approvalOf(number)
    for (const events of [
      [],
      [{ ...approval, type: 'gift' }],
      [approval, { ...approval, volume_ml: 0 }],
      [{ ...approval, number: "1' or '1" }],
      [{ ...approval, occurred_at: 'noon' }],
      [{ ...approval, unknown: 1 }],
      Array.from({ length: 101 }, () => approval),
    ])
      expect((await api.post(path, { events })).status).toBe(422)
  })
})

describe('a station that asks the cabinet about what is processed elsewhere', () => {
  test('is declined and nothing is held, and GET /check says what would probably be', async () => {
    const station = await cabinet.station()
    const { id, number } = await newCard()
    const asked = { station, product: 'diesel', card_number: number }
    const body = { operation_id: newOperationId(), ...asked, volume_ml: 20_000 }
    expect((await api.post('/api/v1/authorizations', body)).body).toMatchObject({
      ...{ status: 'declined', code: 'processed_elsewhere', whose: 'network' },
    })
    const redemption = { ...body, operation_id: newOperationId() }
    expect((await api.post('/api/v1/redemptions', redemption)).body.code).toBe('processed_elsewhere')
    const check = await api.get(`/api/v1/check?${new URLSearchParams(asked)}`)
    expect(check.body).toMatchObject({ status: 'approved', probable: true })
    const held = await cabinet.db
      .selectFrom('authorizations')
      .select('status')
      .where('card_id', '=', id)
      .execute()
    expect(held.map(({ status }) => status)).toEqual(['declined', 'declined'])
  })

  test('fuel that flowed all the same is recorded as an exception, and costs the client nothing', async () => {
    const station = await cabinet.station()
    const [coupon] = await bringCoupons(await cabinet.system(), companyId, [{ qr: 'QR-OF-ELSEWHERE' }])
    const operation = newOperationId()
    const done = await api.post(`/api/v1/authorizations/${operation}/complete`, {
      ...{ volume_ml: 20_000, receipt: 'R-1', station, product: 'diesel', qr: 'QR-OF-ELSEWHERE' },
    })
    expect(done.body).toMatchObject({ status: 'completed', exceptions: ['not_approved'] })
    const row = await cabinet.db
      .selectFrom('coupons')
      .select(['remaining', 'used'])
      .where('id', '=', coupon?.id ?? 0)
      .executeTakeFirstOrThrow()
    expect(row).toEqual({ remaining: 20_000, used: 0 })
  })
})
