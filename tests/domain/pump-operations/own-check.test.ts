import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { blockCard } from '#app/domain/cards/card-blocks.server.ts'
import { businessDay, dayBounds } from '#app/domain/kernel/calendar.ts'
import type { CompanyId, Context } from '#app/domain/kernel/context.ts'
import {
  checkOwnFuel,
  findAnyInstruments,
  findInstruments,
} from '#app/domain/pump-operations/own-check.server.ts'
import { authorize, redeem } from '#app/domain/pump-operations/pump-operations.server.ts'
import { closeStation, recordShortage } from '#app/domain/stations/outages.server.ts'
import { CloseStation, RecordShortage } from '#app/domain/stations/stations.input.server.ts'
import { type Cabinet, createCabinet } from '#tests/support/fixtures.ts'
import { fuelAsked, newOperationId, pumpOf } from '#tests/support/pump.ts'
import { bringCards, bringCoupons } from '#tests/support/registers.ts'
import { recordStatements } from '#tests/support/statement-recorder.ts'

let cabinet: Cabinet
let companyId: CompanyId
let owner: Context
let pump: Context
const stations: string[] = []

beforeAll(async () => {
  cabinet = await createCabinet()
  companyId = await cabinet.company()
  owner = (await cabinet.client(companyId, 'owner')).ctx
  pump = await pumpOf(cabinet)
  const staff = (await cabinet.staff('administrator')).ctx
  for (let n = 0; n < 3; n++) stations.push(await cabinet.station())
  const period = { startsOn: '', startsTime: '', endsOn: '', endsTime: '', reason: '', version: '1' }
  await closeStation(staff, stations[1] ?? '', CloseStation.parse(period))
  await recordShortage(
    staff,
    stations[2] ?? '',
    RecordShortage.parse({ ...period, product: 'diesel', cap: '15' }),
  )
})
afterAll(() => cabinet.destroy())

describe('will it work here?', () => {
  test('a no names coupons and stations with which it would be a yes', async () => {
    const company = await cabinet.company()
    const { ctx } = await cabinet.client(company, 'viewer')
    const [expired, later, sooner] = await bringCoupons(ctx, company, [
      { validFrom: '2020-01-01', validUntil: '2020-02-01' },
      { validUntil: '2027-06-01' },
      { validUntil: '2027-05-01' },
    ])
    const ask = async (coupon: number | undefined, at: number) => {
      const [instrument] = await findInstruments(ctx, company, { coupon })
      if (!instrument) throw new Error('not found')
      const station = { code: stations[at] ?? '', name: '', city: '' }
      return checkOwnFuel(ctx, company, instrument, { station, product: 'diesel' })
    }
    const gone = await ask(expired?.id, 0)
    expect(codeOf(gone.decision)).toBe('coupon_expired')
    expect(gone.alternatives.coupons.map(({ id }) => id)).toEqual([sooner?.id, later?.id])
    expect(gone.alternatives.stations).toEqual([])
    const closed = await ask(sooner?.id, 1)
    expect(codeOf(closed.decision)).toBe('station_closed')
    expect(closed.alternatives.stations.map(({ code }) => code)).toContain(stations[0])
    expect(closed.alternatives.stations.map(({ code }) => code)).not.toContain(stations[1])
  })

  test('finds cards and coupons of the own company only, by number, last digits, driver and plate', async () => {
    const company = await cabinet.company()
    const { ctx } = await cabinet.client(company, 'viewer')
    const stranger = (await cabinet.client(await cabinet.company(), 'owner')).ctx
    const [card] = await bringCards(ctx, company, [{ holder: 'Оспанов Дамир', plate: '404KZT02' }])
    const [coupon] = await bringCoupons(ctx, company, [{}])
    if (!card || !coupon) throw new Error('nothing was brought in')
    const found = async (q: string) =>
      (await findInstruments(ctx, company, { instrument: q })).map(({ kind, id }) => `${kind} ${id}`)
    expect(await found(card.number)).toEqual([`card ${card.id}`])
    expect(await found(card.number.slice(-6))).toContain(`card ${card.id}`)
    expect(await found('Оспанов')).toEqual([`card ${card.id}`])
    expect(await found('404 KZT')).toEqual([`card ${card.id}`])
    expect(await found(coupon.number)).toEqual([`coupon ${coupon.id}`])
    expect(await found(coupon.number.slice(-6))).toContain(`coupon ${coupon.id}`)
    const theirs = stranger.actor.kind === 'client' ? stranger.actor.companyId : company
    expect(await findInstruments(stranger, theirs, { instrument: card.number })).toEqual([])
    expect(await findInstruments(stranger, theirs, { card: card.id })).toEqual([])
    await expect(findInstruments(stranger, company, { instrument: card.number })).rejects.toMatchObject({
      code: 'not_found',
    })
  })
})

test('a card that works nowhere is not tried at one station after another', async () => {
  const company = await cabinet.company()
  const { ctx } = await cabinet.client(company, 'owner')
  const [card] = await bringCards(ctx, company, [{}])
  await blockCard(ctx, company, card?.id ?? 0, { reason: '' })
  const [instrument] = await findInstruments(ctx, company, { card: card?.id })
  if (!instrument) throw new Error('not found')
  const recorder = recordStatements(cabinet.db)
  const station = { code: stations[0] ?? '', name: '', city: '' }
  const { result, statements } = await recorder.during(() =>
    checkOwnFuel({ ...ctx, db: recorder.db }, company, instrument, { station, product: 'diesel' }),
  )
  expect(codeOf(result.decision)).toBe('card_blocked_by_client')
  // One look at the station that was asked about.
  expect(statements.filter(({ sql }) => /from `?stations\b/.test(sql))).toHaveLength(1)
})

test('staff ask for any company by the whole number, and never about the test company', async () => {
  const staff = (await cabinet.staff('support')).ctx
  const [card] = await bringCards(owner, companyId, [{}])
  const [coupon] = await bringCoupons(owner, companyId, [{}])
  const found = async (instrument: string) =>
    (await findAnyInstruments(staff, { instrument })).map(({ kind, id, company }) => [kind, id, company.id])
  expect(await found(card?.number ?? '')).toEqual([['card', card?.id, companyId]])
  expect(await found((coupon?.number ?? '').replace(/(.{4})/g, '$1 '))).toEqual([
    ['coupon', coupon?.id, companyId],
  ])
  expect(await found((card?.number ?? '').slice(0, -1))).toEqual([])
  await cabinet.db.updateTable('companies').set({ is_test: 1 }).where('id', '=', companyId).execute()
  expect(await found(card?.number ?? '')).toEqual([])
  await cabinet.db.updateTable('companies').set({ is_test: 0 }).where('id', '=', companyId).execute()
})

test('a moment to come is answered by its own day, one that has passed by now', async () => {
  const [card] = await bringCards(owner, companyId, [{ dailyLimit: 10_000, validUntil: '2099-01-10' }])
  const held = { operationId: newOperationId(), station: stations[0] ?? '', product: 'diesel' }
  await authorize(pump, {
    ...held,
    instrument: { by: 'card', number: card?.number ?? '' },
    volume: 10_000,
  })
  const [instrument] = await findInstruments(owner, companyId, { card: card?.id })
  if (!instrument) throw new Error('not found')
  const station = { code: stations[0] ?? '', name: '', city: '' }
  const ask = async (at?: Date) =>
    codeOf((await checkOwnFuel(owner, companyId, instrument, { station, product: 'diesel', at })).decision)
  const inDays = (days: number) => new Date(owner.now.getTime() + days * 86_400_000)
  expect(await ask()).toBe('limit_day')
  expect(await ask(inDays(2))).toBe('approved')
  expect(await ask(inDays(-2))).toBe('limit_day')
  expect(await ask(new Date('2099-01-11T06:00:00Z'))).toBe('card_expired')
})

test('a no that ends by itself names the moment from which on it is a yes', async () => {
  const company = await cabinet.company()
  const { ctx } = await cabinet.client(company, 'viewer')
  const [card] = await bringCards(ctx, company, [{ dailyLimit: 10_000 }])
  const [coupon] = await bringCoupons(ctx, company, [{ validFrom: '2030-01-01', validUntil: '2030-02-01' }])
  const asked = fuelAsked(stations[0] ?? '', { by: 'card', number: card?.number ?? '' })
  await authorize(pump, { ...asked, volume: 10_000 })
  const ask = async (which: { card?: number; coupon?: number }, volume: number, at = 0) => {
    const [instrument] = await findInstruments(ctx, company, { card: undefined, coupon: undefined, ...which })
    if (!instrument) throw new Error('not found')
    const station = { code: stations[at] ?? '', name: '', city: '' }
    return checkOwnFuel(ctx, company, instrument, { station, product: 'diesel', volume })
  }
  const midnight = dayBounds(businessDay(ctx.now)).until
  const today = await ask({ card: card?.id ?? 0 }, 5_000)
  expect([codeOf(today.decision), today.alternatives.at]).toEqual(['limit_day', midnight])
  // More than the whole limit does not fit tomorrow either.
  expect((await ask({ card: card?.id ?? 0 }, 10_001)).alternatives.at).toBeNull()
  const early = await ask({ coupon: coupon?.id ?? 0 }, 20_000)
  expect(early.alternatives.at).toEqual(dayBounds('2030-01-01').from)
  // A station that is closed until further notice has no such moment.
  expect((await ask({ card: card?.id ?? 0 }, 1_000, 1)).alternatives.at).toBeNull()
})

test('codes that nobody knows are declined as at the pump', async () => {
  const [card] = await bringCards(owner, companyId, [{}])
  const [instrument] = await findInstruments(owner, companyId, { card: card?.id })
  if (!instrument) throw new Error('not found')
  const known = { code: stations[0] ?? '', name: '', city: '' }
  const nowhere = { code: 'no-such-station', name: '', city: '' }
  const ask = async (station: typeof known, product: string) =>
    codeOf((await checkOwnFuel(owner, companyId, instrument, { station, product })).decision)
  expect(await ask(nowhere, 'diesel')).toBe('station_unknown')
  expect(await ask(known, 'kerosene')).toBe('product_unknown')
})

test('a reading of the odometer is compared with the last fill, where the card has one', async () => {
  const [card] = await bringCards(owner, companyId, [{}])
  if (!card) throw new Error('no card')
  const asked = async (odometerKm?: number) => {
    const [instrument] = await findInstruments(owner, companyId, { card: card.id })
    if (!instrument) throw new Error('not found')
    const station = { code: stations[0] ?? '', name: '', city: '' }
    const { decision } = await checkOwnFuel(owner, companyId, instrument, {
      station,
      product: 'diesel',
      odometerKm,
    })
    return [instrument.asksOdometer, codeOf(decision)]
  }
  expect(await asked()).toEqual([false, 'approved'])
  await redeem(pump, {
    ...fuelAsked(stations[0] ?? '', { by: 'card', number: card.number }),
    ...{ volume: 1_000, odometerKm: 90_000 },
  })
  expect(await asked()).toEqual([true, 'approved'])
  expect(await asked(90_100)).toEqual([true, 'approved'])
  expect(await asked(9_000)).toEqual([true, 'odometer_out_of_range'])
  expect((await findInstruments(owner, companyId, { coupon: 1 }))[0]?.asksOdometer ?? false).toBe(false)
})

function codeOf(decision: { status: string; code?: string }): string {
  return decision.status === 'approved' ? 'approved' : (decision.code ?? '')
}
