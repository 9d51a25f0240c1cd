import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { showCouponQr } from '#app/domain/coupons/coupon-qr.server.ts'
import type { CompanyId, Context } from '#app/domain/kernel/context.ts'
import {
  authorize,
  completeAuthorization,
  redeem,
  reverseAuthorization,
} from '#app/domain/pump-operations/pump-operations.server.ts'
import { findSignals } from '#app/domain/signals/finding.server.ts'
import { findFuelReport, reportFuelNotReceived } from '#app/domain/signals/reports.server.ts'
import { findSignal, listSignals, settleSignal } from '#app/domain/signals/signals.server.ts'
import { lastTransactions } from '#app/domain/transactions/transactions.server.ts'
import { type Cabinet, createCabinet } from '#tests/support/fixtures.ts'
import { fuelAsked, newOperationId, pumpOf } from '#tests/support/pump.ts'
import { bringCards, bringCoupons } from '#tests/support/registers.ts'

let cabinet: Cabinet
let staff: Context
let owner: Context
let worker: Context
let pump: Context
let companyId: CompanyId

beforeAll(async () => {
  cabinet = await createCabinet()
  staff = (await cabinet.staff('operator')).ctx
  companyId = await cabinet.company()
  owner = (await cabinet.client(companyId, 'owner')).ctx
  worker = await cabinet.system()
  pump = await pumpOf(cabinet)
})
afterAll(() => cabinet.destroy())

const number = async (limit = 10_000_000) => {
  const [card] = await bringCards(staff, companyId, [{ dailyLimit: limit, products: ['diesel', 'ai92'] }])
  if (!card) throw new Error('no card')
  return card.number
}

/** Kinds of the new ones, without waiting for the rows to settle. */
async function found(): Promise<string[]> {
  const before = await signalIds()
  while (await findSignals(worker, 0));
  const { signals } = await listSignals(staff, { status: 'open' })
  return signals.filter(({ id }) => !before.includes(id)).map(({ kind }) => kind ?? 'other')
}

async function signalIds(): Promise<number[]> {
  return (await listSignals(staff, { status: 'open' })).signals.map(({ id }) => id)
}

/** Held so many seconds ago, and reported now. */
async function dispensed(volume: number, seconds: number): Promise<void> {
  const asked = {
    ...fuelAsked(await cabinet.station(), { by: 'card', number: await number() }),
    volume,
    price: 32_500,
  }
  await authorize(pump, { ...asked, product: 'ai92' })
  await sql`update authorizations set created_at = created_at - interval ${seconds} second
    where operation_id = ${asked.operationId}`.execute(cabinet.db)
  await completeAuthorization(pump, asked.operationId, { volume })
}

test('an ordinary day has none', async () => {
  await dispensed(40_000, 90)
  const station = await cabinet.station()
  const card = await number()
  for (let fill = 0; fill < 8; fill++)
    await redeem(pump, { ...fuelAsked(station, { by: 'card', number: card }), volume: 30_000, price: 32_500 })
  const slip = { ...fuelAsked(station, { by: 'card', number: card }), volume: 30_000, price: 32_500 }
  await redeem(pump, slip)
  await reverseAuthorization(pump, slip.operationId, { reason: 'Ошибка кассира' })
  // A lorry that is paid with many coupons is one fill.
  const coupons = await bringCoupons(
    staff,
    companyId,
    Array.from({ length: 12 }, (_, at) => ({ qr: `lorry-${at}` })),
  )
  const lorry = await cabinet.station()
  for (const at of coupons.keys())
    await redeem(pump, { ...fuelAsked(lorry, { by: 'qr', payload: `lorry-${at}` }), receipt: '77' })
  expect(await found()).toEqual([])
})

test('fuel that was reported faster than a pump flows is one, once', async () => {
  await dispensed(60_000, 30)
  expect(await found()).toEqual(['faster_than_pump'])
  const { signals } = await listSignals(staff, { status: 'open' })
  expect(signals[0]).toMatchObject({
    ...{ atRisk: 1_950_000, company: { id: companyId }, figures: { volume: 60_000, limit: 50_000 } },
  })
  await sql`update facts set value = '0' where name = 'signals.read_to'`.execute(cabinet.db)
  expect(await found()).toEqual([])
})

test('rows that may still be written wait', async () => {
  const before = await signalIds()
  await dispensed(70_000, 30)
  await findSignals(worker)
  expect(await signalIds()).toEqual(before)
  expect(await found()).toEqual(['faster_than_pump'])
})

test('a coupon that is typed in though nobody showed its QR code is one; after a showing it is none', async () => {
  const [unseen, seen] = await bringCoupons(staff, companyId, [{ qr: 'unseen' }, { qr: 'seen' }])
  if (!unseen || !seen) throw new Error('no coupons')
  const station = await cabinet.station()
  const typed = async ({ id, number }: { id: number; number: string }, isShown: boolean) => {
    const { code } = await showCouponQr(owner, companyId, id)
    if (!isShown)
      await sql`delete from audit_log where subject_kind = 'coupon' and subject_id = ${id}`.execute(
        cabinet.db,
      )
    await redeem(pump, fuelAsked(station, { by: 'coupon', number, code }))
  }
  await typed(seen, true)
  expect(await found()).toEqual([])
  await typed(unseen, false)
  expect(await found()).toEqual(['typed_unshown'])
})

test('ten fills of one client at one cash desk within a quarter of an hour are one for the day', async () => {
  const station = await cabinet.station()
  const card = await number()
  const fill = (pos: string) =>
    redeem(pump, {
      ...fuelAsked(station, { by: 'card', number: card }),
      ...{ pos, volume: 30_000, price: 32_500 },
    })
  for (let count = 0; count < 9; count++) await fill('1')
  await fill('2')
  expect(await found()).toEqual([])
  await fill('1')
  expect(await found()).toEqual(['series'])
  await fill('1')
  expect(await found()).toEqual([])
})

test("more than two reversals that are more than 2 % of a station's day are one", async () => {
  const station = await cabinet.station()
  const reversed = async () => {
    const asked = {
      ...fuelAsked(station, { by: 'card', number: await number() }),
      volume: 10_000,
      price: 32_500,
    }
    await redeem(pump, asked)
    await reverseAuthorization(pump, asked.operationId, { reason: 'x', reversalId: newOperationId() })
  }
  await reversed()
  await reversed()
  expect(await found()).toEqual([])
  await reversed()
  expect(await found()).toEqual(['reversals'])
  await reversed()
  expect(await found()).toEqual([])
})

test('the queue begins with what is most at risk, page by page', async () => {
  const { signals } = await listSignals(staff, { status: 'open' })
  const amounts = signals.map(({ atRisk }) => atRisk)
  expect(amounts).toEqual(amounts.toSorted((a, b) => b - a))
  expect(new Set(amounts).size).toBeGreaterThan(2)
})

test('staff settle one with a reason, once; the audit log has it', async () => {
  const [id = 0] = await signalIds()
  const settle = (answer: string) => settleSignal(staff, id, { outcome: 'expected', answer })
  const settled = await Promise.allSettled([settle('Автоцистерна'), settle('Вторая кнопка')])
  expect(settled.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  await expect(settle('Ещё раз')).rejects.toThrow('conflict_try_again')
  expect(await signalIds()).not.toContain(id)
  expect((await findSignal(staff, id)).settled).toMatchObject({ as: 'expected' })
  expect(await cabinet.actions({ kind: 'signal', id })).toEqual(['signal.expected'])
})

test('a client who did not get the fuel opens one case, which staff answer', async () => {
  const station = await cabinet.station()
  const asked = {
    ...fuelAsked(station, { by: 'card', number: await number() }),
    volume: 10_000,
    price: 32_500,
  }
  await redeem(pump, asked)
  const [fuel] = await lastTransactions(owner, companyId, {}, 1)
  if (!fuel) throw new Error('no fuel')
  await reportFuelNotReceived(owner, companyId, fuel.id, { note: 'Водителя там не было' })
  await reportFuelNotReceived(owner, companyId, fuel.id, { note: 'Ещё раз' })
  const { signals } = await listSignals(staff, { status: 'open' })
  const cases = signals.filter(
    ({ transactionId, kind }) => transactionId === fuel.id && kind === 'not_received',
  )
  expect(cases).toMatchObject([
    { note: 'Водителя там не было', atRisk: 325_000, figures: { volume: 10_000 } },
  ])
  expect(await findFuelReport(owner, companyId, fuel.id)).toMatchObject({ answer: null })
  await settleSignal(staff, cases[0]?.id ?? 0, { outcome: 'confirmed', answer: 'Литры вернули' })
  expect(await findFuelReport(owner, companyId, fuel.id)).toMatchObject({
    answer: { text: 'Литры вернули', outcome: 'confirmed' },
  })
  expect((await cabinet.actions()).filter((action) => action === 'fuel.not_received')).toHaveLength(1)
})

test('only a refuelling of the company itself can be reported', async () => {
  const asked = {
    ...fuelAsked(await cabinet.station(), { by: 'card', number: await number() }),
    volume: 10_000,
  }
  await redeem(pump, asked)
  await reverseAuthorization(pump, asked.operationId, { reason: 'x' })
  const [given, fuel] = await lastTransactions(owner, companyId, {}, 2)
  const back = given?.operation === 'return' ? given : fuel
  await expect(reportFuelNotReceived(owner, companyId, back?.id ?? 0, { note: '' })).rejects.toThrow(
    'transaction_not_found',
  )
  const stranger = (await cabinet.client(await cabinet.company(), 'owner')).ctx
  if (stranger.actor.kind !== 'client') throw new Error('no client')
  const theirs = stranger.actor.companyId
  await expect(reportFuelNotReceived(stranger, theirs, fuel?.id ?? 0, { note: '' })).rejects.toThrow(
    'transaction_not_found',
  )
})
