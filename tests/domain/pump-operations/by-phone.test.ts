import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { couponCode } from '#app/domain/coupons/coupon-code.server.ts'
import { listDiscrepancies } from '#app/domain/discrepancies/discrepancies.server.ts'
import type { CompanyId, Context } from '#app/domain/kernel/context.ts'
import { PhoneRequest, phoneCode } from '#app/domain/pump-operations/by-phone.input.server.ts'
import {
  authorizeByPhone,
  findPhoneAuthorization,
  listPhoneAuthorizations,
  settlePhoneAuthorization,
} from '#app/domain/pump-operations/by-phone.server.ts'
import { authorize, recordOffline } from '#app/domain/pump-operations/pump-operations.server.ts'
import { findOwnStation } from '#app/domain/stations/cashier-station.server.ts'
import { completeByPhoneCode } from '#app/domain/till/phone-code.server.ts'
import { lessenFill } from '#app/domain/till/selling.server.ts'
import { reportOwnShift } from '#app/domain/till/shift-lists.server.ts'
import { openShift } from '#app/domain/till/shifts.server.ts'
import { testKeyring } from '#tests/support/context.ts'
import { type Cabinet, createCabinet } from '#tests/support/fixtures.ts'
import { endHolds, litresOf, newOperationId, pumpOf } from '#tests/support/pump.ts'
import { bringCards, bringCoupons } from '#tests/support/registers.ts'

let cabinet: Cabinet
let companyId: CompanyId
let support: Context
let made = 0

beforeAll(async () => {
  cabinet = await createCabinet()
  companyId = await cabinet.company()
  support = (await cabinet.staff('support')).ctx
})
afterAll(() => cabinet.destroy())

/** A coupon and what its holder reads out. */
async function coupon() {
  const qr = `phone-${++made}`
  const [one] = await bringCoupons(await cabinet.system(), companyId, [{ qr, divisible: true }])
  if (!one) throw new Error('no coupon')
  return { ...one, code: couponCode(testKeyring, one.number, qr) }
}

async function till() {
  const cashier = await cabinet.staff('cashier')
  const { device } = await openShift(cashier.ctx, { pin: '2468' })
  return { ctx: cashier.ctx, device, station: (await findOwnStation(cashier.ctx)).code }
}

async function held(station: string, volume = 20_000) {
  const one = await coupon()
  const asked = { code: one.number, couponCode: one.code, station, volume }
  const { id, code } = await authorizeByPhone(support, asked)
  if (code === null) throw new Error('nothing is held')
  return { coupon: one, id, code }
}

const refusedAs = (code: string) => expect.objectContaining({ code })
const discrepanciesOf = async () =>
  (await cabinet.db.selectFrom('fuel_exceptions').select('kind').execute()).map(({ kind }) => kind)

describe('asking', () => {
  test('what is approved is held and has a code, of which the database knows no digits', async () => {
    const station = await cabinet.station()
    const { id, code, coupon } = await held(station, 15_000)
    expect(code).toMatch(/^\d{8}$/)
    const asked = await findPhoneAuthorization(support, id)
    expect(asked).toMatchObject({ code: 'open', operation: { status: 'held', volume: 15_000 } })
    expect(await litresOf(cabinet, coupon.id)).toMatchObject({ held: 15_000, left: 5_000 })
    const row = await cabinet.db.selectFrom('phone_authorizations').selectAll().executeTakeFirstOrThrow()
    expect(JSON.stringify(row)).not.toContain(code)
    const hours = (Number(row.code_ends_at) - Number(row.created_at)) / 3_600_000
    expect(hours).toBeCloseTo(12, 2)
    const told = await cabinet.db.selectFrom('audit_log').select('data').execute()
    expect(JSON.stringify(told)).not.toContain(code)
    expect(await cabinet.actions({ kind: 'phone', id })).toEqual(['phone.held'])
  })

  test('a code that another hold has already is drawn again, and the other keeps its own', async () => {
    const station = await cabinet.station()
    const first = await held(station)
    const taken = testKeyring.hmac('phone_code', first.code)
    let drawn = 0
    const hmac: typeof testKeyring.hmac = (purpose, message) =>
      purpose === 'phone_code' && drawn++ < 2 ? taken : testKeyring.hmac(purpose, message)
    const keyring = new Proxy(testKeyring, {
      get(target, name) {
        if (name === 'hmac') return hmac
        const value = Reflect.get(target, name)
        return typeof value === 'function' ? value.bind(target) : value
      },
    })
    const one = await coupon()
    const asked = { code: one.number, couponCode: one.code, station, volume: 20_000 }
    const { code } = await authorizeByPhone({ ...support, keyring }, asked)
    expect(drawn).toBe(3)
    const outcomes = await recordOffline(await pumpOf(cabinet), [
      itemOf(station, one.number, code ?? '', 11_000),
      itemOf(station, first.coupon.number, first.code, 12_000),
    ])
    expect(outcomes.map(({ error, answer }) => error ?? answer?.volume)).toEqual([11_000, 12_000])
  })

  test('the decision is that of the pump: a decline has no code and stays in the log', async () => {
    const { number } = await coupon()
    const station = await cabinet.station()
    const asked = { code: number, couponCode: undefined, station, volume: 5_000 }
    const { id, code } = await authorizeByPhone(support, asked)
    expect(code).toBeNull()
    const { operation } = await findPhoneAuthorization(support, id)
    expect(operation).toMatchObject({ status: 'declined', code: 'coupon_code_wrong', station })
    expect(await cabinet.actions({ kind: 'phone', id })).toEqual(['phone.declined'])
    const { asked: all } = await listPhoneAuthorizations(support, {})
    expect(all[0]?.id).toBe(id)
  })

  test('five wrong codes lock the coupon for the telephone as for a till', async () => {
    const { number, code } = await coupon()
    const wrong = code === '000000' ? '000001' : '000000'
    const station = await cabinet.station()
    const ask = async (couponCode: string) => {
      const { id } = await authorizeByPhone(support, { code: number, couponCode, station, volume: 5_000 })
      return (await findPhoneAuthorization(support, id)).operation.code
    }
    for (let guess = 0; guess < 5; guess++) expect(await ask(wrong)).toBe('coupon_code_wrong')
    expect(await ask(code)).toBe('coupon_code_wrong')
  })

  test('twenty wrong ones in a minute are all that one person may ask', async () => {
    const { ctx } = await cabinet.staff('operator')
    const strict = { ...ctx, settings: { ...ctx.settings, rateLimitFactor: 1 } }
    const asked = { station: 'nowhere', product: 'diesel', volume: 1_000 }
    for (let guess = 0; guess < 20; guess++) await authorizeByPhone(strict, { code: `99${guess}`, ...asked })
    await expect(authorizeByPhone(strict, { code: '1', ...asked })).rejects.toThrow(
      refusedAs('too_many_requests'),
    )
  })

  test('a card of several fuels asks which', async () => {
    const [card] = await bringCards(support, companyId, [{ products: ['ai92', 'diesel'] }])
    const asked = { code: card?.number ?? '', station: await cabinet.station(), volume: 20_000 }
    await expect(authorizeByPhone(support, asked)).rejects.toThrow(refusedAs('required'))
    expect((await authorizeByPhone(support, { ...asked, product: 'diesel' })).code).not.toBeNull()
  })

  test('litres are asked for, and spaces in a code mean nothing', () => {
    expect(PhoneRequest.safeParse({ code: '1', station: '1', volume: '' }).success).toBe(false)
    expect(PhoneRequest.safeParse({ code: '1', station: '1', volume: '0' }).success).toBe(false)
    expect(phoneCode.parse(' 4821 0937')).toBe('48210937')
    expect(phoneCode.safeParse('4821 093').success).toBe(false)
  })
})

describe('at the till', () => {
  test('the code completes the hold with the true litres, in the shift, once', async () => {
    const { ctx, device, station } = await till()
    const { code: phoneCode, coupon, id } = await held(station)
    const fill = await completeByPhoneCode(ctx, device, { phoneCode, volume: 12_500 })
    expect(fill).toMatchObject({ status: 'completed', volume: 12_500, discrepancies: [] })
    expect(await litresOf(cabinet, coupon.id)).toMatchObject({ used: 12_500, held: 0, left: 7_500 })
    const { totals } = await reportOwnShift(ctx, device)
    expect(totals).toMatchObject([{ fills: 1, volume: 12_500 }])
    // Again, with whatever litres: what was written down first.
    expect(await completeByPhoneCode(ctx, device, { phoneCode, volume: 20_000 })).toEqual(fill)
    expect((await findPhoneAuthorization(support, id)).code).toBe('used')
    // It is a fill of the shift like any other.
    await lessenFill(ctx, device, fill.id, { volume: 10_000 })
    expect(await litresOf(cabinet, coupon.id)).toMatchObject({ used: 10_000, left: 10_000 })
    const other = await till()
    await cabinet.db.updateTable('till_shifts').set({ station_code: station }).execute()
    await expect(completeByPhoneCode(other.ctx, other.device, { phoneCode, volume: 1_000 })).rejects.toThrow(
      refusedAs('phone_code_over'),
    )
  })

  test('more litres than were held are a discrepancy of the shift of the till', async () => {
    const { ctx, device, station } = await till()
    const { code: phoneCode } = await held(station)
    const fill = await completeByPhoneCode(ctx, device, { phoneCode, volume: 25_000 })
    expect(fill).toMatchObject({ status: 'completed', volume: 25_000 })
    const operator = (await cabinet.staff('operator')).ctx
    const { discrepancies } = await listDiscrepancies(operator, { status: 'open' })
    const { id } = await cabinet.db
      .selectFrom('till_shifts')
      .select('id')
      .orderBy('id', 'desc')
      .executeTakeFirstOrThrow()
    expect(discrepancies[0]).toMatchObject({ kind: 'more_than_held', station, shift: { of: 'till', id } })
  })

  test('entered twice at once it is one fill', async () => {
    const { ctx, device, station } = await till()
    const { code: phoneCode, coupon } = await held(station)
    const fills = await Promise.all(
      [1, 2, 3].map(() => completeByPhoneCode(ctx, device, { phoneCode, volume: 20_000 })),
    )
    expect(new Set(fills.map(({ id }) => id)).size).toBe(1)
    expect(await litresOf(cabinet, coupon.id)).toMatchObject({ used: 20_000, held: 0 })
    expect(fills[0]?.discrepancies).toEqual([])
  })

  test('nothing dispensed frees the litres', async () => {
    const { ctx, device, station } = await till()
    const { code: phoneCode, coupon } = await held(station)
    const fill = await completeByPhoneCode(ctx, device, { phoneCode, volume: 0 })
    expect(fill.status).toBe('voided')
    expect(await litresOf(cabinet, coupon.id)).toMatchObject({ left: 20_000, held: 0 })
  })

  test('after the hold it is a late completion, after its time the code is none', async () => {
    const { ctx, device, station } = await till()
    const late = await held(station)
    await endHolds(cabinet, (await findPhoneAuthorization(support, late.id)).operation.operationId)
    const fill = await completeByPhoneCode(ctx, device, { phoneCode: late.code, volume: 20_000 })
    expect(fill).toMatchObject({ status: 'completed', isLate: true, discrepancies: [] })
    const over = await held(station)
    const code_ends_at = new Date(Date.now() - 1_000)
    await cabinet.db.updateTable('phone_authorizations').set({ code_ends_at }).execute()
    await expect(completeByPhoneCode(ctx, device, { phoneCode: over.code, volume: 20_000 })).rejects.toThrow(
      refusedAs('phone_code_over'),
    )
    expect(await litresOf(cabinet, over.coupon.id)).toMatchObject({ used: 0 })
  })

  test("another station's code is no code, and ten wrong ones an hour are all that may be tried", async () => {
    const { ctx: own, device } = await till()
    const ctx = { ...own, settings: { ...own.settings, rateLimitFactor: 1 } }
    const { code } = await held(await cabinet.station())
    const enter = (phoneCode: string) => completeByPhoneCode(ctx, device, { phoneCode, volume: 1_000 })
    await expect(enter(code)).rejects.toThrow(refusedAs('phone_code_wrong'))
    for (let guess = 0; guess < 9; guess++)
      await expect(enter(`0000000${guess}`)).rejects.toThrow(refusedAs('phone_code_wrong'))
    const right = await held((await findOwnStation(own)).code)
    await expect(enter(right.code)).rejects.toThrow(refusedAs('too_many_requests'))
  })
})

/** What a station was told by telephone and sends later. */
const itemOf = (station: string, number: string, code: string, volume: number) => ({
  ...{ operationId: newOperationId(), volume, phone: { code, station } },
  authorization: { station, product: 'diesel', instrument: { by: 'coupon' as const, number } },
})

describe("a station's offline batch", () => {
  test('under the id of another operation of the station is refused, and the code stays good', async () => {
    const station = await cabinet.station()
    const pump = await pumpOf(cabinet)
    const other = await coupon()
    const { coupon: mine, code, id } = await held(station)
    const used = itemOf(station, mine.number, code, 5_000)
    const asked = { ...used.authorization, operationId: used.operationId, volume: 3_000 }
    const instrument = { by: 'coupon' as const, number: other.number, code: other.code }
    await authorize(pump, { ...asked, instrument })
    expect((await recordOffline(pump, [used]))[0]?.error).toBe('operation_differs')
    expect((await findPhoneAuthorization(support, id)).code).toBe('open')
    expect(await litresOf(cabinet, mine.id)).toMatchObject({ held: 20_000, used: 0 })
    const again = { ...used, operationId: newOperationId() }
    expect((await recordOffline(pump, [again]))[0]?.error).toBeNull()
  })

  test('completes the hold under its own id; the same batch again is a repeat', async () => {
    const station = await cabinet.station()
    const pump = await pumpOf(cabinet)
    const { coupon, code, id } = await held(station)
    const before = await discrepanciesOf()
    const batch = [itemOf(station, coupon.number, code, 17_000)]
    for (const isReplay of [false, true]) {
      const [outcome] = await recordOffline(pump, batch)
      expect(outcome).toMatchObject({
        error: null,
        answer: { status: 'completed', volume: 17_000, isReplay },
      })
      expect(outcome?.answer?.operationId).toBe(batch[0]?.operationId)
    }
    expect(await litresOf(cabinet, coupon.id)).toMatchObject({ used: 17_000, left: 3_000 })
    expect((await findPhoneAuthorization(support, id)).code).toBe('used')
    expect(await discrepanciesOf()).toEqual(before)
  })

  test('a code is for its own card or coupon, for its station and for no test key', async () => {
    const station = await cabinet.station()
    const { coupon: right, code } = await held(station)
    const { number } = await coupon()
    const errorOf = async (pump: Context, item: ReturnType<typeof itemOf>) =>
      (await recordOffline(pump, [item]))[0]?.error
    const pump = await pumpOf(cabinet)
    expect(await errorOf(pump, itemOf(station, number, code, 1_000))).toBe('phone_code_wrong')
    const other = await cabinet.station()
    expect(await errorOf(pump, itemOf(other, right.number, code, 1_000))).toBe('phone_code_wrong')
    const tester = await pumpOf(cabinet, { isTest: true })
    expect(await errorOf(tester, itemOf(station, right.number, code, 1_000))).toBe('phone_code_wrong')
    expect(await errorOf(pump, itemOf(station, right.number, code, 1_000))).toBeNull()
    expect(await errorOf(await pumpOf(cabinet), itemOf(station, right.number, code, 1_000))).toBe(
      'phone_code_over',
    )
  })
})

test('staff write down what the attendant says, and the code is spent', async () => {
  const { ctx, device, station } = await till()
  const { id, code, coupon } = await held(station)
  await settlePhoneAuthorization(support, id, { volume: 9_000 })
  expect(await litresOf(cabinet, coupon.id)).toMatchObject({ used: 9_000, held: 0 })
  expect(await cabinet.actions({ kind: 'phone', id })).toEqual(['phone.held', 'phone.settled'])
  await expect(settlePhoneAuthorization(support, id, { volume: 9_000 })).rejects.toThrow(
    refusedAs('phone_code_over'),
  )
  await expect(completeByPhoneCode(ctx, device, { phoneCode: code, volume: 9_000 })).rejects.toThrow(
    refusedAs('phone_code_over'),
  )
  const undone = await held(station)
  await settlePhoneAuthorization(support, undone.id, { volume: 0 })
  expect(await litresOf(cabinet, undone.coupon.id)).toMatchObject({ left: 20_000, held: 0 })
})
