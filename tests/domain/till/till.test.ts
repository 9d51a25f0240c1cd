import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { SaveRule } from '#app/domain/cards/card-rules.input.server.ts'
import { saveCardRule } from '#app/domain/cards/card-rules.server.ts'
import { couponCode } from '#app/domain/coupons/coupon-code.server.ts'
import { blockCoupon } from '#app/domain/coupons/coupons.server.ts'
import { addDays, businessDay } from '#app/domain/kernel/calendar.ts'
import type { CompanyId, Context } from '#app/domain/kernel/context.ts'
import { tidyExpiredHolds } from '#app/domain/pump-operations/expiry.server.ts'
import { redeem } from '#app/domain/pump-operations/pump-operations.server.ts'
import { findOwnStation } from '#app/domain/stations/cashier-station.server.ts'
import { findTakeable, takeBackFill } from '#app/domain/till/closed-fills.server.ts'
import { findOwnShift } from '#app/domain/till/own-shift.server.ts'
import {
  completeFill,
  findFill,
  lessenFill,
  listFills,
  presentAtTill,
  voidFill,
} from '#app/domain/till/selling.server.ts'
import { listShifts, reportClosedShift, reportShift } from '#app/domain/till/shift-lists.server.ts'
import { closeShift, endShift, openShift, resumeShift, unlockShift } from '#app/domain/till/shifts.server.ts'
import { NewFill } from '#app/domain/till/till.input.server.ts'
import { fillState, netVolume } from '#app/domain/till/till.ts'
import { testKeyring } from '#tests/support/context.ts'
import { type Cabinet, createCabinet, GOOD_PASSWORD, type Person } from '#tests/support/fixtures.ts'
import { endHolds, fuelAsked, litresOf, pumpOf } from '#tests/support/pump.ts'
import { bringCards, bringCoupons, type NewCoupon } from '#tests/support/registers.ts'

const PIN = '2468'

let cabinet: Cabinet
let companyId: CompanyId
let owner: Context
let made = 0

beforeAll(async () => {
  cabinet = await createCabinet()
  companyId = await cabinet.company()
  owner = (await cabinet.client(companyId, 'owner')).ctx
})
afterAll(() => cabinet.destroy())

async function coupon(overrides: NewCoupon = {}) {
  const payload = `4508${1_000_000 + ++made}`
  const [one] = await bringCoupons(owner, companyId, [{ qr: payload, ...overrides }])
  if (!one) throw new Error('no coupon')
  return { ...one, payload }
}

interface Till {
  cashier: Person
  ctx: Context
  shiftId: number
  device: string
}

async function till(): Promise<Till> {
  const cashier = await cabinet.staff('cashier')
  const { id, device } = await openShift(cashier.ctx, { pin: PIN })
  return { cashier, ctx: cashier.ctx, shiftId: id, device }
}

function refusedAs(code: string) {
  return expect.objectContaining({ code })
}

/** As after so many minutes without work. */
async function idle({ shiftId }: Till, minutes: number) {
  const seen_at = new Date(Date.now() - minutes * 60_000)
  await cabinet.db.updateTable('till_shifts').set({ seen_at }).where('id', '=', shiftId).execute()
}

describe('selling', () => {
  test.each([
    ['KZ-0001234-7', 'KZ-0001234-7'],
    ['9999 0000-1111 2222', '9999000011112222'],
    ['9999-0000-1111-3333', '9999000011113333'],
  ])('a number that is typed as it stands on paper is found: %s', async (typed, number) => {
    const { payload } = await coupon({ number })
    const { ctx, device } = await till()
    const couponCodeOf = couponCode(testKeyring, number, payload)
    const fill = await presentAtTill(ctx, device, { code: typed, couponCode: couponCodeOf })
    expect(fill).toMatchObject({ status: 'held', volume: 20_000 })
  })

  test('a scanned coupon is held whole, and one tap redeems it', async () => {
    const { id, payload } = await coupon()
    const { ctx, device } = await till()
    const held = await presentAtTill(ctx, device, { code: payload, pump: '4' })
    expect(held).toMatchObject({ status: 'held', volume: 20_000, pump: '4', product: 'diesel' })
    expect((await listFills(ctx, device)).open.map((fill) => fill.id)).toEqual([held.id])
    const done = await completeFill(ctx, device, held.id, { volume: 20_000 })
    expect(done).toMatchObject({ status: 'completed', volume: 20_000 })
    expect(await litresOf(cabinet, id)).toMatchObject({ used: 20_000, held: 0, left: 0 })
    expect((await listFills(ctx, device)).open).toEqual([])
  })

  test('a number is taken with its code, and never alone', async () => {
    const { number, payload } = await coupon()
    const { ctx, device } = await till()
    const right = couponCode(testKeyring, number, payload)
    const wrong = right === '000000' ? '000001' : '000000'
    const answers = []
    for (const couponCode of [undefined, wrong, right])
      answers.push(await presentAtTill(ctx, device, { code: number, couponCode }))
    expect(answers.map(({ code }) => code)).toEqual(['coupon_code_wrong', 'coupon_code_wrong', null])
    expect(answers.at(-1)?.status).toBe('held')
  })

  test('security 25: what nobody has and what is the test company’s are answered alike', async () => {
    const { number } = await coupon()
    const sandbox = await cabinet.company()
    await cabinet.db.updateTable('companies').set({ is_test: 1 }).where('id', '=', sandbox).execute()
    const [foreign] = await bringCoupons(owner, sandbox, [{ qr: 'of-the-test-company' }])
    const { ctx, device } = await till()
    const codes = [`${number}9`, foreign?.number ?? '', 'of-the-test-company']
    const answers = []
    for (const code of codes) answers.push(await presentAtTill(ctx, device, { code }))
    const said = answers.map(({ code, whose, figures, instrument }) => ({ code, whose, figures, instrument }))
    expect(new Set(said.map((answer) => JSON.stringify(answer))).size).toBe(1)
    expect(said[0]).toMatchObject({ code: 'coupon_not_found', instrument: null })
  })

  test('security 25: twenty wrong ones in a minute are all that a cashier may try', async () => {
    const { device, ...one } = await till()
    const ctx = { ...one.ctx, settings: { ...one.ctx.settings, rateLimitFactor: 1 } }
    for (let guess = 0; guess < 20; guess++) await presentAtTill(ctx, device, { code: `77${guess}` })
    const { payload } = await coupon()
    await expect(presentAtTill(ctx, device, { code: payload })).rejects.toThrow(
      refusedAs('too_many_requests'),
    )
  })

  test('a card names the fuel that it may have; one of several asks which', async () => {
    const [one, several] = await bringCards(owner, companyId, [
      { products: ['diesel'] },
      { products: ['ai92', 'diesel'] },
    ])
    const { ctx, device } = await till()
    const held = await presentAtTill(ctx, device, { code: one?.number ?? '', volume: 30_000 })
    expect(held).toMatchObject({ status: 'held', product: 'diesel', volume: 30_000 })
    const code = several?.number ?? ''
    await expect(presentAtTill(ctx, device, { code, volume: 30_000 })).rejects.toThrow(refusedAs('required'))
    const chosen = await presentAtTill(ctx, device, { code, volume: 30_000, product: 'ai92' })
    expect(chosen).toMatchObject({ status: 'held', product: 'ai92' })
  })

  test('what was not dispensed is free again', async () => {
    const { id, payload } = await coupon()
    const { ctx, device } = await till()
    const { id: fill } = await presentAtTill(ctx, device, { code: payload })
    expect((await voidFill(ctx, device, fill)).status).toBe('voided')
    expect(await litresOf(cabinet, id)).toMatchObject({ left: 20_000, held: 0, used: 0 })
  })

  test.each([
    { divisible: true, left: 8_000, lapsed: 0 },
    { divisible: false, left: 0, lapsed: 8_000 },
  ])('less afterwards leaves the rest as the contract has it: divisible $divisible', async (row) => {
    const { id, payload } = await coupon({ divisible: row.divisible })
    const { ctx, device } = await till()
    const { id: fill } = await presentAtTill(ctx, device, { code: payload })
    await completeFill(ctx, device, fill, { volume: 20_000 })
    // Twice at once: one correction.
    await Promise.all([1, 2].map(() => lessenFill(ctx, device, fill, { volume: 12_000 })))
    expect(await litresOf(cabinet, id)).toEqual({
      issued: 20_000,
      ...{ left: row.left, held: 0, used: 12_000, returned: 0, lapsed: row.lapsed },
    })
    await expect(lessenFill(ctx, device, fill, { volume: 13_000 })).rejects.toThrow(refusedAs('invalid'))
    await lessenFill(ctx, device, fill, { volume: 0 })
    expect(await litresOf(cabinet, id)).toMatchObject({ left: 20_000, used: 0, lapsed: 0 })
  })

  test('of two corrections at once the lesser stays, never less than was said', async () => {
    const { id, payload } = await coupon({ divisible: true })
    const { ctx, device } = await till()
    const { id: fill } = await presentAtTill(ctx, device, { code: payload })
    await completeFill(ctx, device, fill, { volume: 20_000 })
    await Promise.allSettled([12_000, 10_000].map((volume) => lessenFill(ctx, device, fill, { volume })))
    expect(await litresOf(cabinet, id)).toMatchObject({ left: 10_000, used: 10_000 })
  })

  test('security 25: a fill of another shift is not there', async () => {
    const { payload } = await coupon()
    const [mine, other] = [await till(), await till()]
    const { id } = await presentAtTill(mine.ctx, mine.device, { code: payload })
    for (const verb of [findFill, voidFill])
      await expect(verb(other.ctx, other.device, id)).rejects.toThrow(refusedAs('operation_unknown'))
    const taken = completeFill(other.ctx, other.device, id, { volume: 1_000 })
    await expect(taken).rejects.toThrow(refusedAs('operation_unknown'))
  })

  test('till, API and the client’s block at once: the litres go one way', async () => {
    const pump = await pumpOf(cabinet)
    const one = await till()
    const station = await findOwnStation(one.ctx)
    for (let round = 0; round < 5; round++) {
      const { id, payload } = await coupon()
      const asked = fuelAsked(station.code, { by: 'qr', payload })
      const [atTill, byApi] = await Promise.all([
        presentAtTill(one.ctx, one.device, { code: payload }),
        redeem(pump, asked),
        // Too late for one that is used up.
        blockCoupon(owner, companyId, id, { reason: '' }).catch((error: unknown) => {
          expect(error).toMatchObject({ code: 'coupon_not_blockable' })
        }),
      ])
      const taken = [atTill.status, byApi.status].filter((status) => status !== 'declined')
      expect(taken.length).toBeLessThanOrEqual(1)
      const { issued, left, held, used, returned, lapsed } = await litresOf(cabinet, id)
      expect(left + held + used + returned + lapsed).toBe(issued)
      expect(held + used).toBe(taken.length * 20_000)
    }
  })
})

describe('a shift', () => {
  test('is one a cashier, and bound to the phone that opened it', async () => {
    const { ctx, device } = await till()
    await expect(openShift(ctx, { pin: PIN })).rejects.toThrow(refusedAs('shift_already_open'))
    const states = [
      await findOwnShift(ctx, device),
      await findOwnShift(ctx, 'another'),
      await findOwnShift(ctx, undefined),
    ]
    expect(states.map(({ state }) => state)).toEqual(['open', 'elsewhere', 'elsewhere'])
    await expect(presentAtTill(ctx, 'another', { code: '1' })).rejects.toThrow(refusedAs('shift_not_open'))
  })

  test('ten at once are one', async () => {
    const { ctx } = await cabinet.staff('cashier')
    const opened = await Promise.allSettled(Array.from({ length: 10 }, () => openShift(ctx, { pin: PIN })))
    expect(opened.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  })

  test('asks for the PIN after idling, and for the password after three wrong ones', async () => {
    const one = await till()
    const { ctx, device } = one
    await idle(one, 11)
    await expect(listFills(ctx, device)).rejects.toThrow(refusedAs('shift_locked'))
    await expect(unlockShift(ctx, device, { pin: '1357' })).rejects.toThrow(refusedAs('shift_pin_wrong'))
    await unlockShift(ctx, device, { pin: PIN })
    expect((await findOwnShift(ctx, device)).state).toBe('open')
    await idle(one, 11)
    for (const pin of ['1111', '2222', '3333'])
      await expect(unlockShift(ctx, device, { pin })).rejects.toThrow(refusedAs('shift_pin_wrong'))
    await expect(unlockShift(ctx, device, { pin: PIN })).rejects.toThrow(refusedAs('shift_locked'))
    const wrong = resumeShift(ctx, { password: 'не тот', pin: '8642' })
    await expect(wrong).rejects.toThrow(refusedAs('password_wrong'))
    const resumed = await resumeShift(ctx, { password: GOOD_PASSWORD, pin: '8642' })
    expect((await findOwnShift(ctx, resumed.device)).state).toBe('open')
    expect((await findOwnShift(ctx, device)).state).toBe('elsewhere')
  })

  test('of many PINs at once no more are compared than may fail', async () => {
    const one = await till()
    await idle(one, 11)
    const guesses = Array.from({ length: 12 }, (_, at) => String(3000 + at))
    const answers = await Promise.allSettled(guesses.map((pin) => unlockShift(one.ctx, one.device, { pin })))
    const wrong = answers.filter(
      (answer) => answer.status === 'rejected' && answer.reason.code === 'shift_pin_wrong',
    )
    expect(wrong.length).toBeLessThanOrEqual(3)
  })

  test('a right PIN sent twice at once unlocks', async () => {
    const one = await till()
    await idle(one, 11)
    await Promise.all([PIN, PIN].map((pin) => unlockShift(one.ctx, one.device, { pin })))
    expect((await findOwnShift(one.ctx, one.device)).state).toBe('open')
  })

  test('an open shift takes a PIN for nothing: it is neither compared nor counted', async () => {
    const { ctx, device } = await till()
    for (const pin of ['1111', '2222', '3333', '4444']) await unlockShift(ctx, device, { pin })
    expect((await findOwnShift(ctx, device)).state).toBe('open')
  })

  test('stays open while its cashier works', async () => {
    const one = await till()
    await idle(one, 9)
    const row = cabinet.db.selectFrom('till_shifts').select('seen_at').where('id', '=', one.shiftId)
    const before = await row.executeTakeFirstOrThrow()
    await listFills(one.ctx, one.device)
    const after = await row.executeTakeFirstOrThrow()
    expect(after.seen_at.getTime()).toBeGreaterThan(before.seen_at.getTime())
  })

  test('is not gone on with where there is none, nor with an account that is blocked', async () => {
    const { ctx, device } = await till()
    for (let guess = 0; guess < 3; guess++)
      await resumeShift(ctx, { password: `wrong ${guess}`, pin: '8642' }).catch(() => {})
    const blocked = resumeShift(ctx, { password: GOOD_PASSWORD, pin: '8642' })
    await expect(blocked).rejects.toMatchObject({ code: 'address_blocked', field: 'password' })
    expect((await findOwnShift(ctx, device)).state).toBe('open')
    const without = (await cabinet.staff('cashier')).ctx
    const none = resumeShift(without, { password: GOOD_PASSWORD, pin: '8642' })
    await expect(none).rejects.toMatchObject({ code: 'shift_not_open' })
    const over = await till()
    const shift = cabinet.db.updateTable('till_shifts').where('id', '=', over.shiftId)
    await shift.set({ ends_at: new Date(Date.now() - 1_000) }).execute()
    const late = resumeShift(over.ctx, { password: GOOD_PASSWORD, pin: '8642' })
    await expect(late).rejects.toMatchObject({ code: 'shift_not_open' })
  })

  test('closes once every fill has an end, with its totals', async () => {
    const { ctx, device, shiftId } = await till()
    const [one, other] = [await coupon(), await coupon()]
    const first = await presentAtTill(ctx, device, { code: one.payload })
    await completeFill(ctx, device, first.id, { volume: 20_040 })
    const second = await presentAtTill(ctx, device, { code: other.payload })
    await endHolds(cabinet, second.operationId)
    // Its hold is over, and whether the fuel flowed nobody has said.
    await expect(closeShift(ctx, device)).rejects.toThrow(refusedAs('shift_has_open_fills'))
    await tidyExpiredHolds(ctx)
    await expect(closeShift(ctx, device)).rejects.toThrow(refusedAs('shift_has_open_fills'))
    await completeFill(ctx, device, second.id, { volume: 15_000 })
    await lessenFill(ctx, device, first.id, { volume: 18_000 })
    const undone = await presentAtTill(ctx, device, { code: (await coupon()).payload })
    // A pump may give a little more than was held.
    await completeFill(ctx, device, undone.id, { volume: 20_050 })
    await lessenFill(ctx, device, undone.id, { volume: 0 })
    expect(await closeShift(ctx, device)).toMatchObject({ id: shiftId, isOpen: false })
    const { totals, fills } = await reportClosedShift(ctx, shiftId)
    expect(totals).toEqual([{ product: 'diesel', instrument: 'coupon', fills: 2, volume: 33_000 }])
    expect(fills.map((fill) => [fill.id, fillState(fill), netVolume(fill)])).toEqual([
      [first.id, 'completed', 18_000],
      [second.id, 'completed', 15_000],
      [undone.id, 'undone', 0],
    ])
    await expect(lessenFill(ctx, device, first.id, { volume: 0 })).rejects.toThrow(
      refusedAs('shift_not_open'),
    )
    await expect(closeShift(ctx, device)).rejects.toThrow(refusedAs('shift_not_open'))
  })

  test('never closes over a fill that is presented at that moment', async () => {
    for (let round = 0; round < 6; round++) {
      const { ctx, device, shiftId } = await till()
      const { payload } = await coupon()
      const [held, closed] = await Promise.allSettled([
        presentAtTill(ctx, device, { code: payload }),
        closeShift(ctx, device),
      ])
      const open = await cabinet.db
        .selectFrom('authorizations')
        .select('id')
        .where('shift_id', '=', shiftId)
        .where('status', '=', 'held')
        .execute()
      expect(open).toHaveLength(held.status === 'fulfilled' ? 1 : 0)
      expect(closed.status === 'fulfilled').toBe(open.length === 0)
    }
  })

  test('is nobody else’s to read, staff apart', async () => {
    const one = await till()
    const other = await till()
    await closeShift(one.ctx, one.device)
    await expect(reportClosedShift(other.ctx, one.shiftId)).rejects.toThrow(refusedAs('not_found'))
    const { ctx } = await cabinet.staff('auditor')
    expect((await reportShift(ctx, one.shiftId)).shift.cashier.email).toBe(one.cashier.email)
  })

  test('of a lost phone is ended by staff, at once', async () => {
    const { ctx, device, shiftId, cashier } = await till()
    const support = (await cabinet.staff('support')).ctx
    await endShift(support, shiftId)
    await expect(presentAtTill(ctx, device, { code: '1' })).rejects.toThrow(refusedAs('shift_not_open'))
    await expect(endShift(support, shiftId)).rejects.toThrow(refusedAs('conflict_try_again'))
    expect(await cabinet.actions()).toContain('shift.ended')
    const { rows } = await listShifts(support, { status: 'closed' })
    expect(rows.find(({ id }) => id === shiftId)).toMatchObject({
      cashier: { email: cashier.email },
      isOpen: false,
    })
    expect((await openShift(ctx, { pin: PIN })).id).not.toBe(shiftId)
  })

  test('is over after 26 hours, whatever is stored', async () => {
    const { ctx, device, shiftId } = await till()
    const past = new Date(Date.now() - 1_000)
    await cabinet.db.updateTable('till_shifts').set({ ends_at: past }).where('id', '=', shiftId).execute()
    expect((await findOwnShift(ctx, device)).state).toBe('none')
    // Its cashier and staff read it as one that ended then.
    const { shift } = await reportClosedShift(ctx, shiftId)
    expect(shift).toMatchObject({ isOpen: false, closedAt: shift.endsAt, endedBy: null })
    expect((await openShift(ctx, { pin: PIN })).id).not.toBe(shiftId)
  })
})

test('a shift that is open has no report of a closed one yet', async () => {
  const { ctx, shiftId } = await till()
  await expect(reportClosedShift(ctx, shiftId)).rejects.toThrow(refusedAs('not_found'))
})

test('a card whose rule asks for the odometer is fuelled with it', async () => {
  const [card] = await bringCards(owner, companyId, [{ products: ['diesel'] }])
  const rule = SaveRule.parse({ odometer: 'on', version: 0 })
  await saveCardRule(owner, companyId, card?.id ?? 0, rule)
  const { ctx, device } = await till()
  const ask = (more: object) =>
    presentAtTill(ctx, device, { code: card?.number ?? '', volume: 10_000, ...more })
  expect(await ask({})).toMatchObject({ status: 'declined', code: 'odometer_out_of_range' })
  expect(await ask({ odometer: 120_500 })).toMatchObject({ status: 'held' })
})

test.each([
  [{ volume: '' }, { volume: undefined }],
  [{ volume: '20,5' }, { volume: 20_500 }],
  [
    { product: '', couponCode: '', pin: ' ', pump: '', odometer: '' },
    { product: undefined, pin: undefined },
  ],
  [
    { odometer: '120 500', pump: ' 4 ' },
    { odometer: 120_500, pump: '4' },
  ],
])('what is typed at a till as %o is read as %o', (typed, read) => {
  expect(NewFill.parse({ code: '1', ...typed })).toMatchObject(read)
})

describe('a fill of a closed shift', () => {
  const report = async (person: Context, shiftId: number) => {
    const { totals, fills, corrections } = await reportShift(person, shiftId)
    const figures = fills.map(({ volume, reversed }) => [volume, reversed])
    return { totals, fills: figures, corrections: corrections.map(({ volume, reason }) => [volume, reason]) }
  }

  test('is taken back by staff, once, beside the figures of its closing', async () => {
    const { ctx, device, shiftId } = await till()
    const staff = (await cabinet.staff('operator')).ctx
    const one = await coupon()
    const fill = await presentAtTill(ctx, device, { code: one.payload })
    await completeFill(ctx, device, fill.id, { volume: 20_000 })
    await lessenFill(ctx, device, fill.id, { volume: 15_000 })
    const seen = { volume: 15_000, reason: 'Талон другого клиента' }
    await expect(takeBackFill(staff, shiftId, fill.id, seen)).rejects.toThrow(refusedAs('not_found'))
    await closeShift(ctx, device)
    const signed = await report(staff, shiftId)
    expect(signed).toMatchObject({ totals: [{ fills: 1, volume: 15_000 }], fills: [[20_000, 5_000]] })
    expect(await findTakeable(staff, shiftId, fill.id)).toMatchObject({ volume: 15_000, amount: 487_500 })

    await expect(takeBackFill(staff, shiftId, fill.id, { ...seen, volume: 20_000 })).rejects.toThrow(
      refusedAs('charge_changed'),
    )
    const outcomes = await Promise.allSettled(
      [1, 2, 3].map(() => takeBackFill(staff, shiftId, fill.id, seen)),
    )
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    await expect(takeBackFill(staff, shiftId, fill.id, seen)).rejects.toThrow(
      refusedAs('operation_not_completed'),
    )
    expect(await report(staff, shiftId)).toEqual({ ...signed, corrections: [[15_000, seen.reason]] })
    expect((await reportClosedShift(ctx, shiftId)).corrections).toHaveLength(1)
    expect(await litresOf(cabinet, one.id)).toMatchObject({ left: 20_000, used: 0, lapsed: 0 })
    const actions = await cabinet.actions({ kind: 'shift', id: shiftId })
    expect(actions.filter((action) => action === 'shift.fill_taken_back')).toHaveLength(1)
  })

  test('a fill of a shift that ended by its time is corrected beside its figures, also once another shift was opened', async () => {
    const { ctx, device, shiftId } = await till()
    const staff = (await cabinet.staff('administrator')).ctx
    const [card] = await bringCards(owner, companyId, [{ products: ['diesel'] }])
    const fill = await presentAtTill(ctx, device, { code: card?.number ?? '', volume: 20_000 })
    // More flowed than was approved: what the client was charged for goes back.
    await completeFill(ctx, device, fill.id, { volume: 20_500 })
    const shift = cabinet.db.updateTable('till_shifts').where('id', '=', shiftId)
    await shift.set({ ends_at: new Date() }).execute()
    await takeBackFill(staff, shiftId, fill.id, { volume: 20_000, reason: 'Другая карта' })
    await openShift(ctx, { pin: PIN })
    expect(await report(staff, shiftId)).toMatchObject({
      ...{ totals: [{ volume: 20_500 }], fills: [[20_500, 0]] },
      corrections: [[20_000, 'Другая карта']],
    })
  })

  test('of another shift, or of which nothing was charged, is not taken back', async () => {
    const [one, other] = [await till(), await till()]
    const staff = (await cabinet.staff('operator')).ctx
    const { payload } = await coupon()
    const fill = await presentAtTill(one.ctx, one.device, { code: payload })
    await voidFill(one.ctx, one.device, fill.id)
    for (const { ctx, device } of [one, other]) await closeShift(ctx, device)
    const seen = { volume: 20_000, reason: 'x' }
    const refused = (shiftId: number) => takeBackFill(staff, shiftId, fill.id, seen)
    await expect(refused(other.shiftId)).rejects.toThrow(refusedAs('operation_unknown'))
    await expect(refused(one.shiftId)).rejects.toThrow(refusedAs('operation_not_completed'))
  })
})

test('the list of shifts is narrowed to a station, to days and to a cashier', async () => {
  const [one, other] = [await till(), await till()]
  const station = (await findOwnStation(one.ctx)).code
  const yesterday = new Date(Date.now() - 86_400_000)
  await cabinet.db
    .updateTable('till_shifts')
    .set({ opened_at: yesterday })
    .where('id', '=', other.shiftId)
    .execute()
  const { ctx } = await cabinet.staff('auditor')
  const listed = async (filter: Parameters<typeof listShifts>[1]) =>
    (await listShifts(ctx, filter)).rows.map(({ id }) => id)
  expect(await listed({ station })).toEqual([one.shiftId])
  expect(await listed({ q: other.cashier.email })).toEqual([other.shiftId])
  const today = businessDay(new Date())
  const both = [one.shiftId, other.shiftId]
  const of = async (filter: Parameters<typeof listShifts>[1]) =>
    (await listed(filter)).filter((id) => both.includes(id))
  expect(await of({ from: today })).toEqual([one.shiftId])
  expect(await of({ to: businessDay(yesterday) })).toEqual([other.shiftId])
  expect(await of({ from: addDays(today, -1), to: today })).toEqual([other.shiftId, one.shiftId])
  expect(await listed({ station, to: businessDay(yesterday) })).toEqual([])
})
