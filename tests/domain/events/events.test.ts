import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { blockCard, unblockCard } from '#app/domain/cards/card-blocks.server.ts'
import { blockCoupon, unblockCoupon } from '#app/domain/coupons/coupons.server.ts'
import { onlyOne } from '#app/domain/events/event.ts'
import { purgeEvents } from '#app/domain/events/events.server.ts'
import type { CompanyId, Context } from '#app/domain/kernel/context.ts'
import { transact } from '#app/domain/kernel/transact.server.ts'
import {
  authorize,
  completeAuthorization,
  redeem,
  reverseAuthorization,
  voidAuthorization,
} from '#app/domain/pump-operations/pump-operations.server.ts'
import { eventsOf } from '#tests/support/events.ts'
import { type Cabinet, createCabinet } from '#tests/support/fixtures.ts'
import { fuelAsked, pumpOf } from '#tests/support/pump.ts'
import { bringCards, bringCoupons } from '#tests/support/registers.ts'

let cabinet: Cabinet
let companyId: CompanyId
let owner: Context
let pump: Context
let station: string

beforeAll(async () => {
  cabinet = await createCabinet()
  companyId = await cabinet.company()
  owner = (await cabinet.client(companyId, 'owner')).ctx
  pump = await pumpOf(cabinet)
  station = await cabinet.station()
})
afterAll(() => cabinet.destroy())

const recordedBy = (work: () => Promise<unknown>) => eventsOf(cabinet, work)

async function card() {
  const [one] = await bringCards(owner, companyId, [{ dailyLimit: 100_000 }])
  if (!one) throw new Error('no card')
  return { id: one.id, ask: () => fuelAsked(station, { by: 'card', number: one.number }) }
}

test('what happens to a card at the pump is recorded with it', async () => {
  const { id, ask } = await card()
  const [filled, voided] = [ask(), ask()]
  const litres = { volume: 40_000, amount: 1_000_000, receipt: '1' }
  const events = await recordedBy(async () => {
    await authorize(pump, { ...filled, volume: 40_000 })
    await completeAuthorization(pump, filled.operationId, litres)
    await completeAuthorization(pump, filled.operationId, litres)
    await authorize(pump, { ...voided, volume: 1_000 })
    await voidAuthorization(pump, voided.operationId)
    await authorize(pump, { ...ask(), volume: 900_000, acceptPartial: false })
    await reverseAuthorization(pump, filled.operationId, { reason: 'wrong pump' })
  })
  expect(events.map(({ kind }) => kind)).toEqual([
    'authorization.held',
    'transaction.recorded',
    'authorization.held',
    'authorization.voided',
    'authorization.declined',
    'transaction.reversed',
  ])
  for (const event of events)
    expect(event).toMatchObject({ company_id: companyId, card_id: id, coupon_id: null })
})

test('a coupon that is used, and the blocks that clients and staff set', async () => {
  const { ctx: staff } = await cabinet.staff('administrator')
  const [coupon] = await bringCoupons(owner, companyId, [
    { product: 'diesel', volume: 20_000, qr: 'PAYLOAD-OF-EVENTS' },
  ])
  if (!coupon) throw new Error('no coupon')
  const { id } = await card()
  const events = await recordedBy(async () => {
    await blockCoupon(owner, companyId, coupon.id, { reason: '' })
    await unblockCoupon(owner, companyId, coupon.id)
    await redeem(pump, { ...fuelAsked(station, { by: 'qr', payload: 'PAYLOAD-OF-EVENTS' }), volume: 20_000 })
    await blockCard(staff, companyId, id, { reason: 'the client called' })
    await unblockCard(staff, companyId, id, { reason: 'found' })
  })
  expect(events.map(({ kind, card_id, coupon_id }) => [kind, card_id, coupon_id])).toEqual([
    ['coupon.blocked', null, coupon.id],
    ['coupon.unblocked', null, coupon.id],
    ['transaction.recorded', null, coupon.id],
    ['card.blocked', id, null],
    ['card.unblocked', id, null],
  ])
})

test.each([
  [[], null],
  [[7], 7],
  [[7, 8], null],
])('what happens to %j at once names %j', (couponIds, named) => {
  expect(onlyOne(couponIds)).toBe(named)
})

test('nothing is told of what was rolled back, nor of a card that nobody knows', async () => {
  const { id } = await card()
  const events = await recordedBy(async () => {
    const failed = transact(owner, async (ctx) => {
      await blockCard(ctx, companyId, id, { reason: '' })
      throw new Error('rolled back')
    })
    await expect(failed).rejects.toThrow('rolled back')
    await authorize(pump, fuelAsked(station, { by: 'card', number: '7825000000000000' }))
  })
  expect(events).toEqual([])
})

test('events of earlier days are purged', async () => {
  const { id } = await card()
  await blockCard(owner, companyId, id, { reason: '' })
  const old = new Date(Date.now() - 4 * 86_400_000)
  await sql`update company_events set created_at = ${old} where card_id = ${id}`.execute(cabinet.db)
  expect(await purgeEvents(cabinet.db)).toBeGreaterThan(0)
  expect(await purgeEvents(cabinet.db)).toBe(0)
})
