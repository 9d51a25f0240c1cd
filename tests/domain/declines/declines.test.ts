import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { blockCoupon } from '#app/domain/coupons/coupons.server.ts'
import {
  countDeclines,
  findAnyDecline,
  findDecline,
  lastDeclines,
  listDeclines,
  listDeclinesAcrossCompanies,
} from '#app/domain/declines/declines.server.ts'
import type { CompanyId, Context } from '#app/domain/kernel/context.ts'
import { authorize } from '#app/domain/pump-operations/pump-operations.server.ts'
import { type Cabinet, createCabinet } from '#tests/support/fixtures.ts'
import { numbersBelow } from '#tests/support/numbers-below.ts'
import { fuelAsked, newOperationId, pumpOf } from '#tests/support/pump.ts'
import { bringCards, bringCoupons } from '#tests/support/registers.ts'

let cabinet: Cabinet
let companyId: CompanyId
let owner: Context
let stranger: Context
let staff: Context
let station: string
let pump: Context
let made = 0

beforeAll(async () => {
  cabinet = await createCabinet()
  companyId = await cabinet.company({ name: 'ТОО «Алтын дала»' })
  owner = (await cabinet.client(companyId, 'owner')).ctx
  stranger = (await cabinet.client(await cabinet.company(), 'owner')).ctx
  staff = (await cabinet.staff('support')).ctx
  station = await cabinet.station()
  pump = await pumpOf(cabinet)
})
afterAll(() => cabinet.destroy())

/** A coupon that its company has blocked, refused at the station. */
async function refusedCoupon() {
  const payload = `4511${1_000_000 + ++made}`
  const [coupon] = await bringCoupons(owner, companyId, [{ qr: payload }])
  if (!coupon) throw new Error('no coupon')
  await blockCoupon(owner, companyId, coupon.id, { reason: '' })
  const answer = await authorize(pump, { ...fuelAsked(station, { by: 'qr', payload }), volume: 5_000 })
  expect(answer).toMatchObject({ status: 'declined', code: 'coupon_blocked_by_client' })
  return coupon
}

function companyOf({ actor }: Context): CompanyId {
  if (actor.kind !== 'client') throw new Error('no client')
  return actor.companyId
}

describe('a decline', () => {
  test('stands in the list of the company with its reason, whose rule it was, the station and what was asked', async () => {
    const coupon = await refusedCoupon()
    const { rows } = await listDeclines(owner, companyId, { coupon: coupon.id })
    expect(rows).toMatchObject([
      {
        decline: { code: 'coupon_blocked_by_client', whose: 'client' },
        station_code: station,
        coupon_id: coupon.id,
        instrument_number: coupon.number,
        product: 'diesel',
        asked_volume: 5_000,
        asked_amount: null,
      },
    ])
  })

  test('has a page of its own for its company and for staff, and for nobody else', async () => {
    const coupon = await refusedCoupon()
    const [row] = (await listDeclines(owner, companyId, { coupon: coupon.id })).rows
    const id = row?.id ?? 0
    expect(await findDecline(owner, companyId, id)).toEqual(row)
    expect(await findAnyDecline(staff, id)).toEqual(row)
    await expect(findDecline(stranger, companyOf(stranger), id)).rejects.toThrow('refusal_not_found')
    const held = fuelAsked(station, { by: 'qr', payload: `held-${++made}` })
    await bringCoupons(owner, companyId, [{ qr: `held-${made}` }])
    await authorize(pump, held)
    const operation = await cabinet.db
      .selectFrom('authorizations')
      .select('id')
      .where('operation_id', '=', held.operationId)
      .executeTakeFirstOrThrow()
    await expect(findAnyDecline(staff, operation.id)).rejects.toThrow('refusal_not_found')
  })

  test('keeps the figures of its moment, with times as times', async () => {
    const [card] = await bringCards(owner, companyId, [{ dailyLimit: 10_000, limitUnit: 'ml' }])
    if (!card) throw new Error('no card')
    const asked = fuelAsked(station, { by: 'card', number: card.number })
    await authorize(pump, { ...asked, volume: 4_000 })
    await authorize(pump, { ...asked, operationId: newOperationId(), volume: 9_000, acceptPartial: false })
    const [declined] = await lastDeclines(owner, companyId, { card: card.id }, { limit: 5, days: 1 })
    expect(declined?.decline).toMatchObject({
      code: 'limit_day',
      figures: { asked: 9_000, left: 6_000, limit: 10_000, unit: 'ml', renewsAt: expect.any(Date) },
    })
  })

  test('of another company is not there, by its card or coupon neither', async () => {
    const coupon = await refusedCoupon()
    const theirs = companyOf(stranger)
    expect((await listDeclines(stranger, theirs, {})).rows).toEqual([])
    expect((await listDeclines(stranger, theirs, { coupon: coupon.id })).rows).toEqual([])
    expect((await listDeclines(stranger, theirs, { q: coupon.number })).rows).toEqual([])
    await expect(listDeclines(stranger, companyId, {})).rejects.toMatchObject({ code: 'not_found' })
  })

  test('of what nobody has is shown to staff only', async () => {
    const before = (await listDeclines(owner, companyId, {})).rows.length
    await authorize(pump, fuelAsked(station, { by: 'qr', payload: '000000000000' }))
    expect((await listDeclines(owner, companyId, {})).rows).toHaveLength(before)
    const [newest] = (await listDeclinesAcrossCompanies(staff, {})).rows
    expect(newest).toMatchObject({
      decline: { code: 'coupon_not_found' },
      company_id: null,
      instrument_number: null,
    })
  })

  test('is no operation that was approved', async () => {
    const payload = `4511${1_000_000 + ++made}`
    const [coupon] = await bringCoupons(owner, companyId, [{ qr: payload }])
    await authorize(pump, fuelAsked(station, { by: 'qr', payload }))
    expect((await listDeclines(owner, companyId, { coupon: coupon?.id })).rows).toEqual([])
  })
})

describe('the list', () => {
  test('is filtered by reason, owner of the rule, station, period and search', async () => {
    const coupon = await refusedCoupon()
    const today = owner.now.toISOString().slice(0, 10)
    const found = async (filter: Parameters<typeof listDeclines>[2]) =>
      (await listDeclines(owner, companyId, filter)).rows.filter((row) => row.coupon_id === coupon.id).length
    expect(await found({ code: 'coupon_blocked_by_client' })).toBe(1)
    expect(await found({ code: 'coupon_expired' })).toBe(0)
    expect(await found({ whose: 'client' })).toBe(1)
    expect(await found({ whose: 'station' })).toBe(0)
    expect(await found({ station })).toBe(1)
    expect(await found({ station: 'elsewhere' })).toBe(0)
    expect(await found({ q: coupon.number })).toBe(1)
    expect(await found({ q: coupon.number.slice(-6) })).toBe(1)
    expect(await found({ q: 'nothing-like-this' })).toBe(0)
    expect(await found({ from: '2000-01-01', to: '2000-01-02' })).toBe(0)
    expect(await found({ from: today < '2001' ? today : '2001-01-01' })).toBe(1)
  })

  test('pages both ways, the newest first, each decline once', async () => {
    const other = await cabinet.company()
    const { ctx } = await cabinet.client(other, 'owner')
    const coupons = await bringCoupons(
      ctx,
      other,
      Array.from({ length: 3 }, (_, at) => ({ qr: `4512${1_000_000 + at}` })),
    )
    for (const { id } of coupons) await blockCoupon(ctx, other, id, { reason: '' })
    for (let round = 0; round < 20; round++) {
      for (let at = 0; at < 3; at++)
        await authorize(pump, fuelAsked(station, { by: 'qr', payload: `4512${1_000_000 + at}` }))
    }
    const first = await listDeclines(ctx, other, {})
    const second = await listDeclines(ctx, other, { cursor: first.nextCursor ?? undefined })
    const ids = [...first.rows, ...second.rows].map(({ id }) => id)
    expect([ids.length, new Set(ids).size, second.nextCursor]).toEqual([60, 60, null])
    expect(ids).toEqual([...ids].sort((a, b) => b - a))
    const back = await listDeclines(ctx, other, { cursor: second.previousCursor ?? undefined })
    expect(back.rows.map(({ id }) => id)).toEqual(first.rows.map(({ id }) => id))
  })

  test('of the last days begins so many days ago to the millisecond', async () => {
    const coupon = await refusedCoupon()
    const last = async () =>
      (await lastDeclines(owner, companyId, { coupon: coupon.id }, { limit: 5, days: 2 })).length
    const madeBefore = async (milliseconds: number) => {
      const at = new Date(owner.now.getTime() - milliseconds)
      await sql`update authorizations set created_at = ${at} where coupon_id = ${coupon.id}`.execute(
        cabinet.db,
      )
    }
    await madeBefore(2 * 86_400_000)
    expect(await last()).toBe(1)
    await madeBefore(2 * 86_400_000 + 1)
    expect(await last()).toBe(0)
  })

  test('is counted up to a thousand and one more', async () => {
    const other = await cabinet.company()
    const { ctx } = await cabinet.client(other, 'owner')
    await sql`
      insert into authorizations (integration_id, operation_id, kind, status, company_id, station_code,
        instrument_kind, code, whose, figures, created_at)
      select 1, concat('many-', n), 'authorization', 'declined', ${other}, 'АЗС-001', 'card', 'limit_day', 'issuer', '{}',
        '2026-11-01'
      from (${numbersBelow(1_003)}) counted
    `.execute(cabinet.db)
    expect(await countDeclines(ctx, other, {})).toBe(1_001)
    expect(await countDeclines(ctx, other, { from: '2026-11-02' })).toBe(0)
    expect(await countDeclines(ctx, other, { to: '2026-10-31' })).toBe(0)
  })

  test('of staff is found by company, by name and by BIN', async () => {
    const coupon = await refusedCoupon()
    const { bin, name } = await cabinet.db
      .selectFrom('companies')
      .select(['bin', 'name'])
      .where('id', '=', companyId)
      .executeTakeFirstOrThrow()
    for (const q of [bin, name]) {
      const { rows } = await listDeclinesAcrossCompanies(staff, { q })
      expect(rows.map((row) => row.coupon_id)).toContain(coupon.id)
      expect(new Set(rows.map((row) => row.company_id))).toEqual(new Set([companyId]))
    }
    expect((await listDeclinesAcrossCompanies(staff, { q: '999999999999' })).rows).toEqual([])
  })
})
