import fc from 'fast-check'
import { create } from 'qrcode'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { drawQr, openQr, sealQr, showCouponQr } from '#app/domain/coupons/coupon-qr.server.ts'
import { blockCoupon, findCoupon } from '#app/domain/coupons/coupons.server.ts'
import type { CompanyId, Context } from '#app/domain/kernel/context.ts'
import { testKeyring, withSettings } from '#tests/support/context.ts'
import { type Cabinet, createCabinet } from '#tests/support/fixtures.ts'
import { bringCoupons, type NewCoupon, NOW } from '#tests/support/registers.ts'

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

async function coupon(overrides: NewCoupon = {}): Promise<number> {
  const [made] = await bringCoupons(owner, companyId, [overrides])
  return made?.id ?? 0
}

const showings = async (id: number) =>
  (await cabinet.actions({ kind: 'coupon', id })).filter((action) => action === 'coupon.qr_shown').length

describe('showing a QR code', () => {
  test('draws the payload and records who saw it, each time', async () => {
    const id = await coupon({ qr: '4507101214' })
    expect(await showCouponQr(owner, companyId, id)).toEqual({
      ...drawQr('4507101214'),
      code: expect.stringMatching(/^\d{6}$/),
    })
    await showCouponQr((await cabinet.client(companyId, 'manager')).ctx, companyId, id)
    const { history } = await findCoupon(owner, companyId, id)
    expect(history.map(({ what }) => what)).toEqual(['qr_shown', 'qr_shown'])
    expect(history.at(-1)?.by).toEqual({ kind: 'person', name: ownerEmail })
  })

  test.each<[string, NewCoupon]>([
    ['issued, not yet active', { issuerStatus: 'issued' }],
    ['at the pump', { issuerStatus: 'reserved' }],
    ['redeemed', { issuerStatus: 'redeemed' }],
    ['blocked by the issuer', { issuerStatus: 'blocked' }],
    ['expired by the issuer', { issuerStatus: 'expired' }],
    ['over since midnight in Almaty', { validUntil: '2026-11-21' }],
    ['not valid before tomorrow', { validFrom: '2026-11-23' }],
    ['exchanged', { issuerStatus: 'exchanged' }],
    ['refunded', { issuerStatus: 'refunded' }],
    ['cancelled', { issuerStatus: 'cancelled' }],
  ])('is refused for one that is %s', async (_, overrides) => {
    const id = await coupon(overrides)
    await expect(showCouponQr(owner, companyId, id)).rejects.toThrow('coupon_not_usable')
    expect(await showings(id)).toBe(0)
  })

  test('is refused for one that the client blocked', async () => {
    const id = await coupon()
    await blockCoupon(owner, companyId, id, { reason: '' })
    await expect(showCouponQr(owner, companyId, id)).rejects.toThrow('coupon_not_usable')
  })

  test('works to the last minute of the last day in Almaty', async () => {
    const id = await coupon({ validUntil: '2026-11-22' })
    const lastMinute = { ...owner, now: new Date('2026-11-22T18:59:59Z') }
    const midnight = { ...owner, now: new Date('2026-11-22T19:00:00Z') }
    expect((await showCouponQr(lastMinute, companyId, id)).size).toBeGreaterThan(20)
    await expect(showCouponQr(midnight, companyId, id)).rejects.toThrow('coupon_not_usable')
  })

  test('says so when the register brought no code', async () => {
    const id = await coupon({ qr: null })
    await expect(showCouponQr(owner, companyId, id)).rejects.toThrow('coupon_without_qr')
    expect(await showings(id)).toBe(0)
  })
})

describe('security 22', () => {
  test('a viewer sees no QR, staff never do', async () => {
    const id = await coupon()
    const people = [
      await cabinet.client(companyId, 'viewer'),
      await cabinet.staff('administrator'),
      await cabinet.staff('support'),
    ]
    for (const { ctx } of people)
      await expect(showCouponQr(ctx, companyId, id)).rejects.toThrow('not_allowed')
    await expect(showCouponQr(await cabinet.system(), companyId, id)).rejects.toThrow('not_allowed')
    expect(await showings(id)).toBe(0)
  })

  test('security 20: a person is shown so many codes a minute, and none is recorded beyond', async () => {
    const id = await coupon()
    const hurried = withSettings((await cabinet.client(companyId)).ctx, { rateLimitFactor: 0.05 })
    for (let shown = 1; shown <= 3; shown++) await showCouponQr(hurried, companyId, id)
    await expect(showCouponQr(hurried, companyId, id)).rejects.toThrow('too_many_requests')
    expect(await showings(id)).toBe(3)
  })

  test('security 20: only guesses count as guesses', async () => {
    const blocked = await coupon({ issuerStatus: 'blocked' })
    const person = withSettings((await cabinet.client(companyId)).ctx, { rateLimitFactor: 0.1 })
    for (let time = 1; time <= 4; time++) {
      await expect(showCouponQr(person, companyId, blocked)).rejects.toThrow('coupon_not_usable')
    }
  })

  test("another company's coupon and none are the same, and guessing is limited", async () => {
    const id = await coupon()
    const otherId = await cabinet.company()
    const other = withSettings((await cabinet.client(otherId)).ctx, { rateLimitFactor: 1 })
    const foreign = await showCouponQr(other, otherId, id).catch((error: unknown) => error)
    const none = await showCouponQr(other, otherId, 999_999_999).catch((error: unknown) => error)
    expect(foreign).toMatchObject({ code: 'coupon_not_found' })
    expect(foreign).toEqual(none)
    for (let guess = 3; guess <= 30; guess++) {
      await expect(showCouponQr(other, otherId, id + guess)).rejects.toThrow('coupon_not_found')
    }
    await expect(showCouponQr(other, otherId, id)).rejects.toThrow('too_many_requests')
  })
})

describe('the payload', () => {
  test('lies encrypted, bound to its coupon', async () => {
    const id = await coupon({ qr: '4507101214' })
    const row = await cabinet.db
      .selectFrom('coupons')
      .selectAll()
      .where('id', '=', id)
      .executeTakeFirstOrThrow()
    expect(JSON.stringify(row)).not.toContain('4507101214')
    expect(row.qr_ciphertext?.includes('4507101214')).toBe(false)
    const sealed = { ciphertext: row.qr_ciphertext ?? Buffer.alloc(0), keyId: row.qr_key_id ?? '' }
    expect(openQr(testKeyring, row.number, sealed)).toBe('4507101214')
    expect(() => openQr(testKeyring, `${row.number}1`, sealed)).toThrow()
  })

  test('is never in the audit log', async () => {
    const id = await coupon({ qr: '9988776655' })
    await showCouponQr(owner, companyId, id)
    const log = await cabinet.db.selectFrom('audit_log').select('data').execute()
    expect(JSON.stringify(log)).not.toContain('9988776655')
  })

  test('comes back whole, any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (payload) => {
        expect(openQr(testKeyring, '1', sealQr(testKeyring, '1', payload))).toBe(payload)
      }),
    )
  })
})

test('the drawing is the code, module by module, with its finders in three corners', () => {
  const { size, path } = drawQr('4507101214')
  const modules = new Set<string>()
  for (const [, x, y, width] of path.matchAll(/M(\d+) (\d+)h(\d+)v1h-\d+z/g)) {
    for (let step = 0; step < Number(width); step++) modules.add(`${Number(x) + step} ${y}`)
  }
  expect(size).toBe(21)
  const { data } = create('4507101214', { errorCorrectionLevel: 'M' }).modules
  const dark = Array.from(data).flatMap((module, at) =>
    module ? `${at % size} ${Math.floor(at / size)}` : [],
  )
  expect([...modules].sort()).toEqual(dark.sort())
  // Each stretch goes back to where it began, or the fill would spill.
  for (const [, width, back] of path.matchAll(/h(\d+)v1h-(\d+)z/g)) expect(back).toBe(width)
  const finder = ['1111111', '1000001', '1011101', '1011101', '1011101', '1000001', '1111111']
  for (const [left, top] of [
    [0, 0],
    [14, 0],
    [0, 14],
  ] as const) {
    const seen = finder.map((line, y) =>
      Array.from(line, (_, x) => (modules.has(`${left + x} ${top + y}`) ? '1' : '0')).join(''),
    )
    expect(seen).toEqual(finder)
  }
})
