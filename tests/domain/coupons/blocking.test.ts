import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { changeCoupons, findCouponsByNumbers } from '#app/domain/coupons/coupon-register.server.ts'
import { type CountedCoupon, CouponTotalsDelta } from '#app/domain/coupons/coupon-totals.server.ts'
import { blockCoupon, findCoupon, unblockCoupon } from '#app/domain/coupons/coupons.server.ts'
import type { CompanyId, Context } from '#app/domain/kernel/context.ts'
import { transact } from '#app/domain/kernel/transact.server.ts'
import type { CouponIssuerStatus } from '#db/schema/index.ts'
import { type Cabinet, createCabinet } from '#tests/support/fixtures.ts'
import { bringCoupons, type NewCoupon, NOW } from '#tests/support/registers.ts'
import { driftOfCouponTotals } from '#tests/support/sums.ts'

let cabinet: Cabinet
let companyId: CompanyId
let owner: Context
let ownerEmail: string

beforeAll(async () => {
  cabinet = await createCabinet({ now: NOW })
  companyId = await cabinet.company()
  const person = await cabinet.client(companyId, 'owner')
  owner = person.ctx
  ownerEmail = person.email
})
afterAll(() => cabinet.destroy())

async function coupon(overrides: NewCoupon = {}) {
  const [made] = await bringCoupons(owner, companyId, [overrides])
  if (!made) throw new Error('no coupon')
  return made
}

/** What the issuer's register says of it now. */
async function issuerSays(number: string, issuerStatus: CouponIssuerStatus) {
  await transact(owner, async (ctx) => {
    const [before] = await findCouponsByNumbers(ctx, [number], { lock: true })
    if (!before) throw new Error('no coupon')
    const delta = new CouponTotalsDelta()
    const after = {
      companyId,
      product: before.product,
      volume: before.volume,
      remaining: before.remaining,
      divisible: false,
      price: before.price,
      validFrom: before.valid_from,
      validUntil: before.valid_until,
      issuerStatus,
      redeemedAt: null,
      batch: null,
      qr: null,
    }
    await changeCoupons(ctx, [{ before, after }], delta, 7)
    await delta.write(ctx)
  })
}

const stateOf = async (id: number) => (await findCoupon(owner, companyId, id)).state

describe('the client', () => {
  test('blocks and unblocks at once; who, when and why are kept', async () => {
    const { id } = await coupon()
    await blockCoupon(owner, companyId, id, { reason: 'Водитель потерял телефон' })
    const blocked = await findCoupon(owner, companyId, id)
    expect(blocked).toMatchObject({
      state: 'blocked_by_client',
      decision: { status: 'declined', code: 'coupon_blocked_by_client' },
      canBlock: false,
      canUnblock: true,
    })
    expect(blocked.history[0]).toMatchObject({
      what: 'blocked',
      by: { kind: 'person', name: ownerEmail },
      reason: 'Водитель потерял телефон',
    })
    await unblockCoupon(owner, companyId, id)
    expect(await findCoupon(owner, companyId, id)).toMatchObject({
      state: 'active',
      decision: { status: 'approved' },
      canBlock: true,
    })
    expect(await cabinet.actions({ kind: 'coupon', id })).toEqual(['coupon.blocked', 'coupon.unblocked'])
  })

  test('lifts only its own block', async () => {
    const { id } = await coupon({ issuerStatus: 'blocked' })
    await expect(unblockCoupon(owner, companyId, id)).rejects.toThrow('coupon_not_unblockable')
    expect(await stateOf(id)).toBe('blocked_by_issuer')
  })

  test("an issuer's block goes over the client's, which is there again afterwards", async () => {
    const { id, number } = await coupon()
    await blockCoupon(owner, companyId, id, { reason: '' })
    await issuerSays(number, 'blocked')
    await expect(unblockCoupon(owner, companyId, id)).rejects.toThrow('coupon_not_unblockable')
    await issuerSays(number, 'active')
    expect(await stateOf(id)).toBe('blocked_by_client')
    const { history } = await findCoupon(owner, companyId, id)
    expect(history.map(({ what, to }) => to ?? what)).toEqual([
      'blocked_by_client',
      'blocked_by_issuer',
      'blocked',
    ])
  })

  test.each<[string, NewCoupon]>([
    ['redeemed', { issuerStatus: 'redeemed' }],
    ['cancelled', { issuerStatus: 'cancelled' }],
    ['at the pump now', { issuerStatus: 'reserved' }],
    ['over', { validUntil: '2026-11-21' }],
    ['blocked by the issuer', { issuerStatus: 'blocked' }],
  ])('cannot block one that is %s', async (_, overrides) => {
    const { id } = await coupon(overrides)
    await expect(blockCoupon(owner, companyId, id, { reason: '' })).rejects.toThrow('coupon_not_blockable')
    expect(await cabinet.actions({ kind: 'coupon', id })).toEqual([])
  })

  test('twenty at once block it once', async () => {
    const { id } = await coupon()
    await Promise.all(Array.from({ length: 20 }, () => blockCoupon(owner, companyId, id, { reason: '' })))
    expect(await cabinet.actions({ kind: 'coupon', id })).toEqual(['coupon.blocked'])
  })
})

test('a register that says what it said before leaves no trace in the history', async () => {
  const { id, number } = await coupon()
  await issuerSays(number, 'active')
  expect((await findCoupon(owner, companyId, id)).history).toEqual([])
})

test('sums follow every change, also many at once', async () => {
  const coupons = await bringCoupons(
    owner,
    companyId,
    Array.from({ length: 40 }, () => ({})),
  )
  await Promise.all(coupons.map(({ id }) => blockCoupon(owner, companyId, id, { reason: '' })))
  await Promise.all(coupons.slice(0, 20).map(({ id }) => unblockCoupon(owner, companyId, id)))
  await issuerSays(coupons[30]?.number ?? '', 'redeemed')
  expect(await driftOfCouponTotals(cabinet.db)).toEqual([])
})

describe('sums are spread over slots', () => {
  const slots = async (company: CompanyId) => {
    const rows = await cabinet.db
      .selectFrom('coupon_totals')
      .select('slot')
      .distinct()
      .where('company_id', '=', company)
      .execute()
    return rows.map(({ slot }) => slot).sort((a, b) => a - b)
  }

  test("a register writes to one of its own; people's single changes never wait for it", async () => {
    const here = await cabinet.company()
    const { ctx } = await cabinet.client(here)
    const coupons = await bringCoupons(
      ctx,
      here,
      Array.from({ length: 100 }, () => ({})),
    )
    expect(await slots(here)).toEqual([0])
    for (const { id } of coupons) await blockCoupon(ctx, here, id, { reason: '' })
    // A hundred throws of a die with seven sides leave a side out once in a million runs.
    expect(await slots(here)).toEqual([0, 1, 2, 3, 4, 5, 6, 7])
  })

  test('what ends as it began is not written', async () => {
    const here = await cabinet.company()
    const delta = new CouponTotalsDelta()
    const counted: CountedCoupon = {
      ...{ company_id: here, product: 'diesel', status: 'active', valid_until: '2027-02-28' },
      ...{ volume: 20_000, remaining: 20_000, price: 32_500 },
    }
    delta.add(counted)
    delta.subtract(counted)
    await delta.write(owner)
    expect(await slots(here)).toEqual([])
  })
})

describe('security 22', () => {
  test('a viewer, an auditor and a cashier block nothing', async () => {
    const { id } = await coupon()
    const viewer = (await cabinet.client(companyId, 'viewer')).ctx
    const auditor = (await cabinet.staff('auditor')).ctx
    const cashier = (await cabinet.staff('cashier')).ctx
    for (const ctx of [viewer, auditor, cashier]) {
      expect(() => blockCoupon(ctx, companyId, id, { reason: '' })).toThrow('not_allowed')
      expect(() => unblockCoupon(ctx, companyId, id)).toThrow('not_allowed')
    }
    expect(await stateOf(id)).toBe('active')
  })

  test("another company's coupon is not there", async () => {
    const { id } = await coupon()
    const otherId = await cabinet.company()
    const other = (await cabinet.client(otherId)).ctx
    await expect(findCoupon(other, otherId, id)).rejects.toThrow('coupon_not_found')
    await expect(blockCoupon(other, otherId, id, { reason: '' })).rejects.toThrow('coupon_not_found')
    await expect(unblockCoupon(other, otherId, id)).rejects.toThrow('coupon_not_found')
    await expect(findCoupon(other, companyId, id)).rejects.toThrow('not_found')
    expect(() => blockCoupon(other, companyId, id, { reason: '' })).toThrow('not_found')
  })

  test('support reads it', async () => {
    const { id } = await coupon()
    const support = (await cabinet.staff('support')).ctx
    expect((await findCoupon(support, companyId, id)).state).toBe('active')
  })
})
