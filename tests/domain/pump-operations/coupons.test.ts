import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { couponCode } from '#app/domain/coupons/coupon-code.server.ts'
import { listCoupons } from '#app/domain/coupons/coupon-lists.server.ts'
import { changeCoupons, findCouponsByNumbers } from '#app/domain/coupons/coupon-register.server.ts'
import { CouponTotalsDelta } from '#app/domain/coupons/coupon-totals.server.ts'
import { blockCoupon, findCoupon, holdCoupons } from '#app/domain/coupons/coupons.server.ts'
import { endExchanged } from '#app/domain/coupons/settling.server.ts'
import { lastDeclines } from '#app/domain/declines/declines.server.ts'
import { factsOfRow } from '#app/domain/imports/merging/coupons.server.ts'
import type { CompanyId, Context } from '#app/domain/kernel/context.ts'
import { transact } from '#app/domain/kernel/transact.server.ts'
import {
  authorize,
  checkFuel,
  completeAuthorization,
  readAuthorization,
  redeem,
  reverseAuthorization,
  voidAuthorization,
} from '#app/domain/pump-operations/pump-operations.server.ts'
import { lastTransactions, listTransactions } from '#app/domain/transactions/transactions.server.ts'
import { testKeyring } from '#tests/support/context.ts'
import { type Cabinet, createCabinet } from '#tests/support/fixtures.ts'
import { discrepanciesOf, endHolds, fuelAsked, litresOf, pumpOf } from '#tests/support/pump.ts'
import { bringCoupons, type NewCoupon } from '#tests/support/registers.ts'

let cabinet: Cabinet
let companyId: CompanyId
let owner: Context
let station: string
let pump: Context
let made = 0

beforeAll(async () => {
  cabinet = await createCabinet()
  companyId = await cabinet.company()
  owner = (await cabinet.client(companyId, 'owner')).ctx
  station = await cabinet.station()
  pump = await pumpOf(cabinet)
})
afterAll(() => cabinet.destroy())

async function coupon(overrides: NewCoupon = {}) {
  const payload = `4507${1_000_000 + ++made}`
  const [one] = await bringCoupons(owner, companyId, [{ qr: payload, ...overrides }])
  if (!one) throw new Error('no coupon')
  return { ...one, payload, qr: { by: 'qr', payload } as const }
}

test('whoever holds a coupon is shown the ends of its number to compare', async () => {
  const { number, qr } = await coupon()
  const answer = await authorize(pump, fuelAsked(station, qr))
  expect(answer.instrument).toMatchObject({
    kind: 'coupon',
    masked: `${number.slice(0, 4)}…${number.slice(-4)}`,
  })
})

describe('a hold', () => {
  test('takes the whole coupon and changes nothing that the client sees of its status', async () => {
    const { id, qr } = await coupon()
    const answer = await authorize(pump, fuelAsked(station, qr))
    expect(answer).toMatchObject({
      status: 'held',
      volume: 20_000,
      code: null,
      isReplay: false,
      product: 'diesel',
    })
    expect(answer.expiresAt?.getTime()).toBeGreaterThan(Date.now() + 29 * 60_000)
    const seen = await findCoupon(owner, companyId, id)
    expect(seen.state).toBe('active')
    expect(seen.decision).toMatchObject({ status: 'declined', code: 'coupon_reserved', figures: { station } })
    expect(await litresOf(cabinet, id)).toMatchObject({ left: 0, held: 20_000, used: 0 })
  })

  test('64 at once are one success', async () => {
    const { id, qr } = await coupon()
    const answers = await Promise.all(
      Array.from({ length: 64 }, () => authorize(pump, fuelAsked(station, qr))),
    )
    const held = answers.filter(({ status }) => status === 'held')
    const codes = new Set(answers.filter(({ status }) => status !== 'held').map(({ code }) => code))
    expect([held.length, [...codes]]).toEqual([1, ['coupon_reserved']])
    expect(await litresOf(cabinet, id)).toMatchObject({ left: 0, held: 20_000 })
  })

  test('a hold that is over frees the coupon without any job', async () => {
    const { qr } = await coupon()
    const first = fuelAsked(station, qr)
    await authorize(pump, first)
    await endHolds(cabinet, first.operationId)
    expect((await readAuthorization(pump, first.operationId)).status).toBe('expired')
    expect((await authorize(pump, fuelAsked(station, qr))).status).toBe('held')
  })

  test('is lifted by a void, which may be sent twice', async () => {
    const { id, qr } = await coupon()
    const asked = fuelAsked(station, qr)
    await authorize(pump, asked)
    expect(await voidAuthorization(pump, asked.operationId)).toMatchObject({
      status: 'voided',
      isReplay: false,
    })
    expect(await voidAuthorization(pump, asked.operationId)).toMatchObject({
      status: 'voided',
      isReplay: true,
    })
    expect((await authorize(pump, asked)).status).toBe('voided')
    expect(await litresOf(cabinet, id)).toMatchObject({ left: 20_000, held: 0 })
  })
})

describe('a repeat', () => {
  test('answers the same decision with the present status', async () => {
    const { qr } = await coupon()
    const asked = fuelAsked(station, qr)
    await authorize(pump, asked)
    expect(await authorize(pump, { ...asked, pump: '4' })).toMatchObject({ status: 'held', isReplay: true })
    await completeAuthorization(pump, asked.operationId, { volume: 20_000 })
    expect(await authorize(pump, asked)).toMatchObject({ status: 'completed', isReplay: true })
  })

  test('with other content is refused, and another integration may use the same id', async () => {
    const { qr } = await coupon()
    const other = await coupon()
    const asked = fuelAsked(station, qr)
    await authorize(pump, asked)
    await expect(authorize(pump, { ...asked, instrument: other.qr })).rejects.toThrow('operation_differs')
    await expect(authorize(pump, { ...asked, volume: 5_000 })).rejects.toThrow('operation_differs')
    const elsewhere = await pumpOf(cabinet)
    expect((await authorize(elsewhere, { ...asked, instrument: other.qr })).status).toBe('held')
  })

  test('in parallel is one hold; who comes while it runs is told to come again', async () => {
    const { id, qr } = await coupon()
    const asked = fuelAsked(station, qr)
    const outcomes = await Promise.allSettled(Array.from({ length: 8 }, () => authorize(pump, asked)))
    const failures = outcomes.flatMap((each) => (each.status === 'rejected' ? [each.reason] : []))
    for (const failure of failures)
      expect(failure).toMatchObject({ code: 'operation_running', retryAfter: 1 })
    expect(outcomes.flatMap((each) => (each.status === 'fulfilled' ? [each.value.status] : []))).toContain(
      'held',
    )
    expect(await authorize(pump, asked)).toMatchObject({ status: 'held', isReplay: true })
    expect(await litresOf(cabinet, id)).toMatchObject({ held: 20_000 })
  })

  test('of a refusal is refused the same, kept for good', async () => {
    const { id, qr } = await coupon()
    await blockCoupon(owner, companyId, id, { reason: 'Потерян' })
    const asked = fuelAsked(station, qr)
    const refused = { status: 'declined', code: 'coupon_blocked_by_client', whose: 'client' }
    expect(await authorize(pump, asked)).toMatchObject({ ...refused, isReplay: false })
    expect(await authorize(pump, asked)).toMatchObject({ ...refused, isReplay: true })
    expect(await litresOf(cabinet, id)).toMatchObject({ left: 20_000, held: 0 })
  })

  test('after a void of what never came is declined', async () => {
    const { qr } = await coupon()
    const asked = fuelAsked(station, qr)
    expect(await voidAuthorization(pump, asked.operationId)).toMatchObject({ status: 'voided' })
    expect(await authorize(pump, asked)).toMatchObject({ status: 'declined', code: 'operation_voided' })
  })
})

describe('a completion', () => {
  test('uses the coupon up and is a transaction, with the sums of both in step', async () => {
    const client = await cabinet.company()
    const person = (await cabinet.client(client, 'owner')).ctx
    const [{ id, number } = { id: 0, number: '' }] = await bringCoupons(person, client, [{ qr: 'whole-one' }])
    const asked = { ...fuelAsked(station, { by: 'qr' as const, payload: 'whole-one' }), pos: 'К-2' }
    await authorize(pump, asked)
    const done = await completeAuthorization(pump, asked.operationId, {
      volume: 20_000,
      amount: 700_000,
      receipt: '00017',
    })
    expect(done).toMatchObject({ status: 'completed', volume: 20_000, charged: 650_000, discrepancies: [] })
    const seen = await findCoupon(person, client, id)
    expect(seen).toMatchObject({ state: 'redeemed', remaining: 0, redeemed_station: station })
    const [bought] = await lastTransactions(person, client, { coupon: id }, 5)
    expect(bought).toMatchObject({
      volume: 20_000,
      amount: 650_000,
      receipt: '00017',
      instrument_number: number,
    })
    const { total } = await listTransactions(person, client, {})
    expect(total).toMatchObject({ transactions: 1, volume: 20_000, amount: 650_000 })
    const { byState } = await listCoupons(person, client, {})
    expect(byState).toMatchObject({ redeemed: 1 })
    const row = await cabinet.db
      .selectFrom('transactions')
      .selectAll()
      .where('coupon_id', '=', id)
      .executeTakeFirstOrThrow()
    expect(row).toMatchObject({ source: 'pump', till: 'К-2', operation_id: asked.operationId })
  })

  test('sent again is the same; with other litres it is a discrepancy and changes nothing', async () => {
    const { id, qr } = await coupon({ divisible: true })
    const asked = fuelAsked(station, qr)
    await authorize(pump, asked)
    await completeAuthorization(pump, asked.operationId, { volume: 12_000 })
    expect(await completeAuthorization(pump, asked.operationId, { volume: 12_000 })).toMatchObject({
      isReplay: true,
      discrepancies: [],
      remainder: { volume: 8_000, becomes: 'kept' },
    })
    expect(await completeAuthorization(pump, asked.operationId, { volume: 13_000 })).toMatchObject({
      volume: 12_000,
      discrepancies: ['completed_twice'],
    })
    expect(await litresOf(cabinet, id)).toMatchObject({ left: 8_000, used: 12_000 })
  })

  test('of less than a whole coupon lets the rest lapse and says so', async () => {
    const { id, qr } = await coupon()
    const asked = fuelAsked(station, qr)
    await authorize(pump, asked)
    expect(await completeAuthorization(pump, asked.operationId, { volume: 12_000 })).toMatchObject({
      charged: 390_000,
      remainder: { volume: 8_000, becomes: 'lapsed' },
    })
    expect(await litresOf(cabinet, id)).toMatchObject({ left: 0, used: 12_000, lapsed: 8_000 })
  })

  test('stands in the history of the coupon with the station and the moment of the fill', async () => {
    const { id, qr } = await coupon()
    const asked = fuelAsked(station, qr)
    await authorize(pump, asked)
    await completeAuthorization(pump, asked.operationId, { volume: 20_000 })
    const { history, redeemed_at } = await findCoupon(owner, companyId, id)
    expect(history[0]).toMatchObject({
      what: 'redeemed',
      from: 'active',
      by: { kind: 'station', station: `АЗС ${station}` },
      at: redeemed_at,
    })
  })

  test('of one millilitre less lets that millilitre lapse', async () => {
    const { id, qr } = await coupon()
    const asked = fuelAsked(station, qr)
    await authorize(pump, asked)
    expect(await completeAuthorization(pump, asked.operationId, { volume: 19_999 })).toMatchObject({
      remainder: { volume: 1, becomes: 'lapsed' },
    })
    expect(await litresOf(cabinet, id)).toMatchObject({ left: 0, used: 19_999, lapsed: 1 })
  })

  test.each([
    [20_100, []],
    [20_101, ['more_than_held']],
  ])('of %i ml of a hold of 20 l is recorded, and the client pays 20 l', async (volume, discrepancies) => {
    const { id, qr } = await coupon()
    const asked = fuelAsked(station, qr)
    await authorize(pump, asked)
    const done = await completeAuthorization(pump, asked.operationId, { volume })
    expect(done).toMatchObject({ volume, charged: 650_000, discrepancies })
    expect(await litresOf(cabinet, id)).toMatchObject({ left: 0, used: 20_000 })
  })

  test('of nothing is a void', async () => {
    const { qr } = await coupon()
    const asked = fuelAsked(station, qr)
    await authorize(pump, asked)
    expect(await completeAuthorization(pump, asked.operationId, { volume: 0 })).toMatchObject({
      status: 'voided',
    })
  })

  test('after the hold is normal while the litres are free, and marked', async () => {
    const { qr } = await coupon()
    const asked = fuelAsked(station, qr)
    await authorize(pump, asked)
    await endHolds(cabinet, asked.operationId)
    expect(await completeAuthorization(pump, asked.operationId, { volume: 20_000 })).toMatchObject({
      status: 'completed',
      isLate: true,
      charged: 650_000,
      discrepancies: [],
    })
  })

  test('after the hold, of litres that somebody else used, is recorded and costs nothing', async () => {
    const { id, qr } = await coupon()
    const asked = fuelAsked(station, qr)
    await authorize(pump, asked)
    await endHolds(cabinet, asked.operationId)
    await redeem(pump, fuelAsked(station, qr))
    expect(await completeAuthorization(pump, asked.operationId, { volume: 20_000 })).toMatchObject({
      status: 'completed',
      volume: 20_000,
      charged: null,
      discrepancies: ['litres_gone'],
    })
    expect(await litresOf(cabinet, id)).toMatchObject({ left: 0, used: 20_000 })
  })

  test.each(['exchanged', 'refunded', 'cancelled'] as const)(
    'after the hold, of a coupon that was %s meanwhile, is recorded with both figures and costs nothing',
    async (issuerStatus) => {
      const { id, qr, number } = await coupon()
      const asked = fuelAsked(station, qr)
      await authorize(pump, asked)
      await endHolds(cabinet, asked.operationId)
      await transact(owner, async (ctx) => {
        const coupons = await holdCoupons(ctx, companyId, [id])
        if (issuerStatus === 'exchanged') return endExchanged(ctx, companyId, coupons, 'обмен')
        const [before] = await findCouponsByNumbers(ctx, [number], { lock: true })
        if (!before) throw new Error('no coupon')
        const delta = new CouponTotalsDelta()
        await changeCoupons(ctx, [{ before, after: { ...factsOfRow(before), issuerStatus } }], delta, null)
        await delta.write(ctx)
      })
      expect(await completeAuthorization(pump, asked.operationId, { volume: 20_000 })).toMatchObject({
        ...{ status: 'completed', isLate: true, volume: 20_000, billed: 0, charged: null },
        discrepancies: ['litres_gone'],
      })
      expect(await findCoupon(owner, companyId, id)).toMatchObject({ state: issuerStatus, remaining: 20_000 })
      const { ours, theirs } = await cabinet.db
        .selectFrom('fuel_exceptions')
        .select(['ours', 'theirs'])
        .where('company_id', '=', companyId)
        .orderBy('id', 'desc')
        .executeTakeFirstOrThrow()
      expect(JSON.parse(ours)).toMatchObject({ approved: 20_000, billed: 0 })
      expect(JSON.parse(theirs)).toMatchObject({ volume: 20_000 })
    },
  )

  test.each(['voided', 'declined'])('of what was %s is a discrepancy', async (how) => {
    const { id, qr } = await coupon()
    const asked = fuelAsked(station, qr)
    if (how === 'declined') await blockCoupon(owner, companyId, id, { reason: 'Потерян' })
    await authorize(pump, asked)
    if (how === 'voided') await voidAuthorization(pump, asked.operationId)
    expect(await completeAuthorization(pump, asked.operationId, { volume: 20_000 })).toMatchObject({
      charged: null,
      discrepancies: [how === 'voided' ? 'completed_after_void' : 'completed_after_decline'],
    })
    expect(await litresOf(cabinet, id)).toMatchObject({ left: 20_000, used: 0 })
  })

  test('of an unknown operation needs all that an authorization says', async () => {
    const { qr } = await coupon()
    const { operationId, ...authorization } = fuelAsked(station, qr)
    await expect(completeAuthorization(pump, operationId, { volume: 20_000 })).rejects.toThrow(
      'operation_unknown',
    )
    expect(await completeAuthorization(pump, operationId, { volume: 20_000, authorization })).toMatchObject({
      status: 'completed',
      charged: 650_000,
      discrepancies: [],
    })
  })

  test('of one that nobody would have approved is recorded whole and costs nothing', async () => {
    const { operationId, ...authorization } = fuelAsked(station, { by: 'qr', payload: 'made-up' })
    const done = await completeAuthorization(pump, operationId, { volume: 20_000, authorization })
    expect(done).toMatchObject({
      status: 'completed',
      volume: 20_000,
      charged: null,
      discrepancies: ['not_approved'],
    })
  })

  describe('with an authorization that was sent before', () => {
    test('says nothing new, also by the other way of naming a coupon', async () => {
      const { number, qr } = await coupon()
      const { operationId, ...authorization } = fuelAsked(station, qr)
      await authorize(pump, { operationId, ...authorization })
      const named = { ...authorization, instrument: { by: 'coupon', number } } as const
      const done = await completeAuthorization(pump, operationId, { volume: 20_000, authorization: named })
      expect(done.discrepancies).toEqual([])
    })

    test.each([
      ['another coupon', async () => ({ instrument: (await coupon()).qr })],
      ['a coupon that nobody knows', async () => ({ instrument: { by: 'qr', payload: 'made-up' } as const })],
      ['another station', async () => ({ station: await cabinet.station() })],
      ['another product', async () => ({ product: 'ai95' })],
    ])('a completion that names %s counts as it was approved, and staff see it', async (_, other) => {
      const { id, qr } = await coupon()
      const { operationId, ...authorization } = fuelAsked(station, qr)
      await authorize(pump, { operationId, ...authorization })
      const named = { ...authorization, ...(await other()) }
      const told = { volume: 20_000, authorization: named }
      for (const _ of ['told', 'told again']) {
        const done = await completeAuthorization(pump, operationId, told)
        expect(done).toMatchObject({ charged: 650_000, discrepancies: ['completed_otherwise'] })
      }
      expect(await litresOf(cabinet, id)).toMatchObject({ left: 0, used: 20_000 })
    })
  })

  test('told by a clock that is far off counts by ours', async () => {
    const { qr } = await coupon()
    const { operationId, ...authorization } = fuelAsked(station, qr)
    const occurredAt = new Date(Date.now() - 80 * 3_600_000)
    const done = await completeAuthorization(pump, operationId, { volume: 20_000, authorization, occurredAt })
    expect(done.discrepancies).toEqual(['clock_suspect'])
  })

  test('pays one dispensing once', async () => {
    const first = fuelAsked(station, (await coupon()).qr)
    const second = fuelAsked(station, (await coupon()).qr)
    for (const asked of [first, second]) await authorize(pump, asked)
    const dispensed = { volume: 20_000, pumpTransaction: 'P4-77' }
    await completeAuthorization(pump, first.operationId, dispensed)
    expect(await completeAuthorization(pump, second.operationId, dispensed)).toMatchObject({
      charged: null,
      discrepancies: ['pump_transaction_repeated'],
    })
    const third = fuelAsked(station, (await coupon()).qr)
    expect(await redeem(pump, { ...third, pumpTransaction: 'P4-77' })).toMatchObject({
      status: 'declined',
      code: 'duplicate_operation',
    })
  })
})

describe('a redemption', () => {
  test('64 at once are one success', async () => {
    const { id, qr } = await coupon()
    const answers = await Promise.all(Array.from({ length: 64 }, () => redeem(pump, fuelAsked(station, qr))))
    expect(answers.filter(({ status }) => status === 'completed')).toHaveLength(1)
    expect(new Set(answers.map(({ code }) => code))).toEqual(new Set([null, 'coupon_used']))
    expect(await litresOf(cabinet, id)).toEqual({
      ...{ issued: 20_000, left: 0, held: 0, used: 20_000, returned: 0, lapsed: 0 },
    })
  })

  test('takes no part unless that is welcome', async () => {
    const { qr } = await coupon({ divisible: true })
    expect(await redeem(pump, { ...fuelAsked(station, qr), volume: 25_000 })).toMatchObject({
      status: 'declined',
    })
    expect(
      await redeem(pump, { ...fuelAsked(station, qr), volume: 25_000, acceptPartial: true }),
    ).toMatchObject({
      status: 'completed',
      volume: 20_000,
    })
  })
})

describe('a reversal', () => {
  test('gives everything back, once, and the coupon works again', async () => {
    const { id, qr } = await coupon()
    const asked = fuelAsked(station, qr)
    await redeem(pump, asked)
    const reversal = { reason: 'Не тот пистолет' }
    expect(await reverseAuthorization(pump, asked.operationId, reversal)).toMatchObject({
      status: 'completed',
      reversed: 20_000,
      isReplay: false,
    })
    expect(await reverseAuthorization(pump, asked.operationId, reversal)).toMatchObject({ isReplay: true })
    await expect(
      reverseAuthorization(pump, asked.operationId, { ...reversal, volume: 5_000 }),
    ).rejects.toThrow('operation_differs')
    expect(await litresOf(cabinet, id)).toMatchObject({ left: 20_000, used: 0 })
    expect(await redeem(pump, { ...fuelAsked(station, qr), replaces: asked.operationId })).toMatchObject({
      status: 'completed',
    })
    const sums = (await lastTransactions(owner, companyId, { coupon: id }, 9)).map(({ volume }) => volume)
    expect(sums.sort()).toEqual([-20_000, 20_000, 20_000])
  })

  test('of a part leaves the rest used; more than there was is refused', async () => {
    const { id, qr } = await coupon({ divisible: true })
    const asked = fuelAsked(station, qr)
    await redeem(pump, asked)
    await reverseAuthorization(pump, asked.operationId, { reason: 'Недолив', volume: 5_000 })
    expect(await litresOf(cabinet, id)).toMatchObject({ left: 5_000, used: 15_000 })
    const more = { reason: 'Ещё', volume: 15_001, reversalId: 'second' }
    await expect(reverseAuthorization(pump, asked.operationId, more)).rejects.toThrow('reversal_too_large')
  })

  test('gives back what had lapsed with the fill', async () => {
    const { id, qr } = await coupon()
    const asked = fuelAsked(station, qr)
    await authorize(pump, asked)
    await completeAuthorization(pump, asked.operationId, { volume: 12_000 })
    await reverseAuthorization(pump, asked.operationId, { reason: 'Ошибка' })
    expect(await litresOf(cabinet, id)).toMatchObject({ left: 20_000, used: 0, lapsed: 0 })
  })

  test('of what is not completed, or completed and then voided, is refused', async () => {
    const { qr } = await coupon()
    const asked = fuelAsked(station, qr)
    await authorize(pump, asked)
    const reason = { reason: 'Ошибка' }
    await expect(reverseAuthorization(pump, asked.operationId, reason)).rejects.toThrow(
      'operation_not_completed',
    )
    await expect(reverseAuthorization(pump, 'nowhere', reason)).rejects.toThrow('operation_unknown')
    await completeAuthorization(pump, asked.operationId, { volume: 20_000 })
    await expect(voidAuthorization(pump, asked.operationId)).rejects.toThrow('operation_completed')
  })
})

test('what a redemption replaces was taken back first', async () => {
  const { qr } = await coupon()
  const wrong = fuelAsked(station, qr)
  await redeem(pump, { ...wrong, volume: 20_000 })
  const right = { ...fuelAsked(station, qr), replaces: wrong.operationId }
  await expect(redeem(pump, right)).rejects.toThrow('operation_not_reversed')
  await expect(redeem(pump, { ...right, replaces: 'nothing' })).rejects.toThrow('operation_unknown')
  await reverseAuthorization(pump, wrong.operationId, { reason: 'typed' })
  expect(await redeem(pump, right)).toMatchObject({ status: 'completed' })
})

describe('what is presented', () => {
  test('a number alone is refused, with its code it is not, and five wrong codes lock it for an hour', async () => {
    const { id, number, payload } = await coupon()
    const typed = (code?: string) => ({
      by: 'coupon' as const,
      number,
      ...(code === undefined ? {} : { code }),
    })
    const code = couponCode(testKeyring, number, payload)
    const wrong = code === '000000' ? '000001' : '000000'
    expect(code).toMatch(/^\d{6}$/)
    expect(await checkFuel(pump, fuelAsked(station, typed()))).toMatchObject({ code: 'coupon_code_wrong' })
    expect(await checkFuel(pump, fuelAsked(station, typed(code)))).toMatchObject({ status: 'approved' })
    for (let guess = 1; guess <= 5; guess++) {
      expect(await authorize(pump, fuelAsked(station, typed(wrong)))).toMatchObject({
        code: 'coupon_code_wrong',
      })
    }
    const locked = await authorize(pump, fuelAsked(station, typed(code)))
    expect(locked).toMatchObject({ code: 'coupon_code_wrong' })
    expect(locked.figures.until?.getTime()).toBeGreaterThan(Date.now() + 59 * 60_000)
    const past = new Date(Date.now() - 1_000)
    await cabinet.db.updateTable('coupons').set({ code_locked_until: past }).where('id', '=', id).execute()
    expect(await authorize(pump, fuelAsked(station, typed(code)))).toMatchObject({ status: 'held' })
  })

  test('wrong codes that are checked at once all count', async () => {
    const { id, number, payload } = await coupon()
    const code = couponCode(testKeyring, number, payload) === '000000' ? '000001' : '000000'
    const typed = { by: 'coupon' as const, number, code }
    await Promise.all(Array.from({ length: 5 }, () => checkFuel(pump, fuelAsked(station, typed))))
    const { code_locked_until: until } = await cabinet.db
      .selectFrom('coupons')
      .select('code_locked_until')
      .where('id', '=', id)
      .executeTakeFirstOrThrow()
    expect(until?.getTime()).toBeGreaterThan(Date.now())
  })

  test('a coupon without a payload is taken by its number where staff allow it, and marked', async () => {
    const [{ id, number } = { id: 0, number: '' }] = await bringCoupons(owner, companyId, [{ qr: null }])
    const typed = (at: string) => fuelAsked(at, { by: 'coupon', number })
    const allowing = await cabinet.station()
    await cabinet.db.updateTable('stations').set({ number_only: 1 }).where('code', '=', allowing).execute()
    expect(await authorize(pump, typed(station))).toMatchObject({ code: 'coupon_code_wrong' })
    const coded = fuelAsked(allowing, { by: 'coupon', number: (await coupon()).number })
    expect(await authorize(pump, coded)).toMatchObject({ code: 'coupon_code_wrong' })
    expect(await redeem(pump, typed(allowing))).toMatchObject({ status: 'completed', volume: 20_000 })
    expect(await lastTransactions(owner, companyId, { coupon: id }, 1)).toMatchObject([
      { presented: 'number' },
    ])
    const [declined] = await lastDeclines(owner, companyId, { coupon: id }, { limit: 1, days: 1 })
    expect(declined).toMatchObject({ presented: 'number' })
  })

  test('a made-up code, and a coupon outside of the key, are not there', async () => {
    const { qr } = await coupon()
    const unknown = { status: 'declined', code: 'coupon_not_found' }
    expect(await authorize(pump, fuelAsked(station, { by: 'qr', payload: 'made-up' }))).toMatchObject(unknown)
    const stranger = await pumpOf(cabinet, { companyId: await cabinet.company() })
    expect(await authorize(stranger, fuelAsked(station, qr))).toMatchObject(unknown)
    const test = await pumpOf(cabinet, { isTest: true })
    expect(await authorize(test, fuelAsked(station, qr))).toMatchObject(unknown)
  })

  test('a key of other stations may not speak for this one', async () => {
    const { qr } = await coupon()
    const other = await pumpOf(cabinet, { stations: ['elsewhere'] })
    await expect(authorize(other, fuelAsked(station, qr))).rejects.toThrow('not_allowed')
  })
})

test('discrepancies of the company stand in the order in which they happened', async () => {
  expect((await discrepanciesOf(cabinet, companyId)).slice(0, 2)).toEqual([
    'completed_twice',
    'more_than_held',
  ])
})
