import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { drawQr, showCouponQr } from '#app/domain/coupons/coupon-qr.server.ts'
import { blockCoupon, findCoupon } from '#app/domain/coupons/coupons.server.ts'
import { showToDriver } from '#app/domain/handovers/driver-link.server.ts'
import { findHandover } from '#app/domain/handovers/handovers.server.ts'
import { recallHandover } from '#app/domain/handovers/recalling.server.ts'
import type { CompanyId, Context } from '#app/domain/kernel/context.ts'
import { countPrintable, type PrintedCoupon, printCoupons } from '#app/domain/prints/printing.server.ts'
import { ChosenForPrint, PrintCoupons } from '#app/domain/prints/prints.input.server.ts'
import { withSettings } from '#tests/support/context.ts'
import { type Cabinet, createCabinet } from '#tests/support/fixtures.ts'
import { newVehicle } from '#tests/support/fleet.ts'
import { handTo } from '#tests/support/handovers.ts'
import { manyCoupons } from '#tests/support/many-coupons.ts'
import { bringCoupons, type NewCoupon, NOW } from '#tests/support/registers.ts'

let cabinet: Cabinet
let companyId: CompanyId
let owner: Context

beforeAll(async () => {
  cabinet = await createCabinet({ now: NOW })
})
afterAll(() => cabinet.destroy())

async function company(): Promise<void> {
  companyId = await cabinet.company()
  owner = (await cabinet.client(companyId, 'owner')).ctx
}

async function coupons(...all: NewCoupon[]): Promise<number[]> {
  return (await bringCoupons(owner, companyId, all)).map(({ id }) => id)
}

async function printed(
  fields: Record<string, unknown>,
  { ctx = owner, of = companyId, most }: { ctx?: Context; of?: CompanyId; most?: number } = {},
): Promise<PrintedCoupon[]> {
  const all: PrintedCoupon[] = []
  const input = PrintCoupons.parse({ layout: 'a4_8', ...fields })
  for await (const batch of printCoupons(ctx, of, input, most)) all.push(...batch)
  return all
}

const idsOf = (ids: readonly number[]) => ({ ids: ids.map(String) })
const actionsOf = async (id: number) => cabinet.actions({ kind: 'coupon', id })

describe('printing coupons', () => {
  beforeAll(company)

  test('what ends first comes first, each with its own code, and each is recorded as a showing on paper', async () => {
    const [late = 0, early = 0] = await coupons(
      { qr: '4507101214', validUntil: '2027-03-01' },
      { qr: '4507101215', validUntil: '2027-01-01' },
    )
    const sheet = await printed(idsOf([late, early]))
    expect(sheet.map(({ id }) => id)).toEqual([early, late])
    const shown = await showCouponQr(owner, companyId, early)
    expect(sheet[0]?.qr).toEqual(shown)
    expect(sheet[1]?.qr).toMatchObject(drawQr('4507101214'))
    const { history } = await findCoupon(owner, companyId, late)
    expect(history.map(({ what }) => what)).toEqual(['qr_printed'])
    expect(await actionsOf(late)).toEqual(['coupon.qr_shown'])
  })

  test('leaves out what stations decline and what has no code, and counts it before', async () => {
    const [good = 0, blocked = 0, used = 0, without = 0, over = 0] = await coupons(
      {},
      {},
      { issuerStatus: 'redeemed' },
      { qr: null },
      { validUntil: '2026-11-21' },
    )
    await blockCoupon(owner, companyId, blocked, { reason: '' })
    const chosen = idsOf([good, blocked, used, without, over])
    const count = await countPrintable(owner, companyId, ChosenForPrint.parse(chosen))
    expect(count).toEqual({ printable: 1, leftOut: 4 })
    expect((await printed(chosen)).map(({ id }) => id)).toEqual([good])
    for (const id of [used, without, over]) expect(await actionsOf(id)).toEqual([])
    await expect(printed(idsOf([used, without]))).rejects.toThrow('coupon_not_usable')
  })

  test('leaves out what was blocked while the sheets before it were drawn', async () => {
    const ids = await coupons(...Array.from({ length: 130 }, () => ({})))
    const input = PrintCoupons.parse({ layout: 'a4_12', ...idsOf(ids) })
    const batches = printCoupons(owner, companyId, input)
    expect((await batches.next()).value).toHaveLength(120)
    const last = ids.at(-1) ?? 0
    await blockCoupon(owner, companyId, last, { reason: '' })
    const rest: PrintedCoupon[] = (await batches.next()).value
    expect(rest).toHaveLength(9)
    expect(await actionsOf(last)).not.toContain('coupon.qr_shown')
    expect((await batches.next()).done).toBe(true)
  })

  test('nothing is read before the first sheet is wanted, and nothing behind the last that was', async () => {
    const ids = await coupons(...Array.from({ length: 121 }, () => ({})))
    const batches = printCoupons(owner, companyId, PrintCoupons.parse({ layout: 'a6', ...idsOf(ids) }))
    await batches.next()
    await batches.return(undefined)
    expect(await actionsOf(ids[0] ?? 0)).toEqual(['coupon.qr_shown'])
    expect(await actionsOf(ids.at(-1) ?? 0)).toEqual([])
  })
})

describe('what is chosen', () => {
  beforeAll(company)

  test('all that the filter finds, and never what it does not understand', async () => {
    await coupons({ product: 'ai98' }, { product: 'ai98' }, { product: 'diesel' })
    expect(await printed({ product: 'ai98' })).toHaveLength(2)
    expect(PrintCoupons.safeParse({ layout: 'a6', product: 'Petrol!' }).success).toBe(false)
    expect(PrintCoupons.safeParse({ layout: 'a3', product: 'ai98' }).success).toBe(false)
  })

  test('nothing, or more than the reader takes, is refused', async () => {
    await expect(printed({ ticked: '1' })).rejects.toThrow('bulk_nothing_chosen')
    const ids = await coupons({}, {}, {})
    await expect(printed(idsOf(ids), { most: 2 })).rejects.toThrow('bulk_too_many')
    for (const id of ids) expect(await actionsOf(id)).toEqual([])
  })

  test('all that the filter finds or, above 5,000, nothing', async () => {
    const large = await cabinet.company()
    const reader = (await cabinet.client(large, 'owner')).ctx
    await manyCoupons(cabinet.db, large, 5_001)
    const counted = (fields: Record<string, string>) =>
      countPrintable(reader, large, ChosenForPrint.parse(fields))
    expect(await counted({ to: '2026-12-31' })).toEqual({ printable: 0, leftOut: 5_000 })
    await expect(counted({ to: '2027-01-01' })).rejects.toMatchObject({
      ...{ code: 'bulk_too_many', params: { max: 5_000 } },
    })
  })

  test('a hand-over, with its driver and plate; taking it back stops the codes on paper, too', async () => {
    const [one = 0, other = 0] = await coupons({}, {})
    const vehicleId = await newVehicle(owner, companyId, { plate: '123 ABC 02' })
    const { id } = await handTo(owner, companyId, [one, other], { vehicleId: String(vehicleId) })
    const sheet = await printed({ handover: String(id) })
    expect(sheet.map(({ holder, plate }) => [holder, plate])).toEqual([
      ['Ким Олег', '123 ABC 02'],
      ['Ким Олег', '123 ABC 02'],
    ])
    expect((await findHandover(owner, companyId, id)).coupons.every(({ shown_at }) => shown_at)).toBe(true)
    await recallHandover(owner, companyId, id)
    const stopped = await cabinet.db
      .selectFrom('coupons')
      .select('link_revoked_at')
      .where('id', 'in', [one, other])
      .execute()
    expect(stopped.every(({ link_revoked_at }) => link_revoked_at !== null)).toBe(true)
    // Printed once more they are somebody's again.
    await printed(idsOf([one]))
    const { link_revoked_at } = await cabinet.db
      .selectFrom('coupons')
      .select('link_revoked_at')
      .where('id', '=', one)
      .executeTakeFirstOrThrow()
    expect(link_revoked_at).toBeNull()
  })

  test('a coupon in a driver’s hands is printed with its code, as it is shown', async () => {
    const [id = 0] = await coupons({})
    const { token } = await handTo(owner, companyId, [id])
    const { shown } = await showToDriver(await cabinet.guest(), token, { phone: undefined })
    expect((await printed(idsOf([id])))[0]?.qr).toEqual(shown?.qr)
  })
})

describe('who prints', () => {
  beforeAll(company)

  test('owners and managers, of their own company only, and foreign and unknown ones look the same', async () => {
    const [id = 0] = await coupons({})
    const manager = (await cabinet.client(companyId, 'manager')).ctx
    expect(await printed(idsOf([id]), { ctx: manager })).toHaveLength(1)
    for (const ctx of [
      (await cabinet.client(companyId, 'viewer')).ctx,
      (await cabinet.staff('administrator')).ctx,
      await cabinet.system(),
    ])
      await expect(printed(idsOf([id]), { ctx })).rejects.toThrow('not_allowed')
    const otherId = await cabinet.company()
    const other = (await cabinet.client(otherId, 'owner')).ctx
    await expect(printed(idsOf([id]), { ctx: other })).rejects.toThrow('not_found')
    await expect(printed(idsOf([id]), { ctx: other, of: otherId })).rejects.toThrow('coupon_not_found')
    await expect(printed(idsOf([999_999_999]), { ctx: other, of: otherId })).rejects.toThrow(
      'coupon_not_found',
    )
    const { id: handover } = await handTo(owner, companyId, [id])
    const foreign = printed({ handover: String(handover) }, { ctx: other, of: otherId })
    await expect(foreign).rejects.toThrow('handover_not_found')
  })

  test('how often is limited, and so is trying numbers', async () => {
    const hurried = withSettings((await cabinet.client(companyId, 'owner')).ctx, { rateLimitFactor: 1 / 15 })
    const [id = 0] = await coupons({})
    for (let time = 0; time < 2; time++) await printed(idsOf([id]), { ctx: hurried })
    await expect(printed(idsOf([id]), { ctx: hurried })).rejects.toThrow('too_many_requests')
    const guesser = withSettings((await cabinet.client(companyId, 'owner')).ctx, { rateLimitFactor: 1 / 15 })
    for (let time = 0; time < 2; time++)
      await expect(printed(idsOf([999_999_999]), { ctx: guesser })).rejects.toThrow('coupon_not_found')
    await expect(showCouponQr(guesser, companyId, id)).rejects.toThrow('too_many_requests')
  })
})
