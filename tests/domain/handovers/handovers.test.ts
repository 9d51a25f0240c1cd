import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { listAssignments } from '#app/domain/assignments/assignments.server.ts'
import { closeCompany } from '#app/domain/companies/companies.server.ts'
import { showCouponQr } from '#app/domain/coupons/coupon-qr.server.ts'
import { changeCoupons, findCouponsByNumbers } from '#app/domain/coupons/coupon-register.server.ts'
import { CouponTotalsDelta } from '#app/domain/coupons/coupon-totals.server.ts'
import { blockCoupon, findCoupon } from '#app/domain/coupons/coupons.server.ts'
import { archiveDriver } from '#app/domain/drivers/drivers.server.ts'
import { keepOnPhone, readDriverLink, showToDriver } from '#app/domain/handovers/driver-link.server.ts'
import { handOver } from '#app/domain/handovers/handing-over.server.ts'
import { HandOver, journalPeriod } from '#app/domain/handovers/handovers.input.server.ts'
import { findHandover, holdersOf, listHandovers } from '#app/domain/handovers/handovers.server.ts'
import { MAX_SET } from '#app/domain/handovers/handovers.ts'
import { readJournal } from '#app/domain/handovers/journal.server.ts'
import { recallHandover, renewHandoverLink } from '#app/domain/handovers/recalling.server.ts'
import { returnSome } from '#app/domain/handovers/returning.server.ts'
import { addDays, businessDay } from '#app/domain/kernel/calendar.ts'
import type { CompanyId } from '#app/domain/kernel/context.ts'
import { transact } from '#app/domain/kernel/transact.server.ts'
import { authorize, redeem } from '#app/domain/pump-operations/pump-operations.server.ts'
import { dyingAt } from '#tests/support/dying-db.ts'
import { eventsOf } from '#tests/support/events.ts'
import { type Cabinet, createCabinet, type Person } from '#tests/support/fixtures.ts'
import { newDriver, newVehicle } from '#tests/support/fleet.ts'
import { handTo } from '#tests/support/handovers.ts'
import { fuelAsked, pumpOf } from '#tests/support/pump.ts'
import { bringCoupons, type NewCoupon } from '#tests/support/registers.ts'
import { stateOf } from '#tests/support/state.ts'

let cabinet: Cabinet
let companyId: CompanyId
let owner: Person
let stranger: Person
let station: string

beforeAll(async () => {
  cabinet = await createCabinet()
  companyId = await cabinet.company()
  owner = await cabinet.client(companyId)
  stranger = await cabinet.client(await cabinet.company())
  station = await cabinet.station()
})
afterAll(() => cabinet.destroy())

let payloads = 0

/** Coupons with a payload of their own each. */
async function coupons(...overrides: NewCoupon[]) {
  const made = overrides.map((one) => ({ qr: `driver-payload-${++payloads}`, ...one }))
  const rows = await bringCoupons(owner.ctx, companyId, made)
  return rows.map((row, at) => ({ ...row, payload: made[at]?.qr ?? '' }))
}

async function coupon(overrides: NewCoupon = {}) {
  const [made] = await coupons(overrides)
  if (!made) throw new Error('no coupon')
  return made
}

const hand = (ids: number[], fields?: Record<string, string>) => handTo(owner.ctx, companyId, ids, fields)
const guest = () => cabinet.guest()
const press = async (token: string, phone?: string, position?: number) =>
  showToDriver(await guest(), token, { phone, position })
const read = async (token: string, phone?: string) => readDriverLink(await guest(), token, phone)
const find = (id: number) => findHandover(owner.ctx, companyId, id)
const recall = (id: number) => recallHandover(owner.ctx, companyId, id)
const fuel = async (payload: string) =>
  redeem(await pumpOf(cabinet), {
    ...fuelAsked(station, { by: 'qr', payload }),
    volume: 20_000,
    price: 32_500,
  })
const asks = async (payload: string) =>
  authorize(await pumpOf(cabinet), fuelAsked(station, { by: 'qr', payload }))
const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error: { code?: string }) => error.code ?? String(error),
  )

describe('a process that dies', () => {
  test('at any statement of a hand-over leaves it whole or undone, and the coupons are handed over once', async () => {
    let died = 0
    for (let at = 1; ; at++) {
      const ids = (await coupons({}, {})).map(({ id }) => id)
      const ctx = { ...owner.ctx, db: dyingAt(cabinet.db, at) }
      const outcome = await handTo(ctx, companyId, ids).then(
        () => 'done',
        (error: Error) => error.message,
      )
      const holders = await holdersOf(owner.ctx, companyId, ids)
      const told = await cabinet.actions({ kind: 'coupon', id: ids[0] ?? 0 })
      const isWhole = holders.size === 2
      expect([at, isWhole || holders.size === 0, told.includes('coupon.handed_over')]).toEqual([
        ...[at, true, isWhole],
      ])
      if (!isWhole) await hand(ids)
      const found = await holdersOf(owner.ctx, companyId, ids)
      expect(new Set([...found.values()].map(({ handoverId }) => handoverId)).size).toBe(1)
      if (outcome === 'done') break
      expect(outcome).toBe('killed')
      died = at
    }
    expect(died).toBeGreaterThan(8)
  })
})

describe('handing a coupon over', () => {
  test('gives it to a driver of the list, in his language, and assigns it to him', async () => {
    const { id: couponId } = await coupon()
    const driver = await newDriver(owner.ctx, companyId, {
      name: 'Асқарова Дана',
      locale: 'kk',
      phone: '87015551122',
    })
    const vehicle = await newVehicle(owner.ctx, companyId, { plate: '719 BMW 17' })
    const { id } = await hand([couponId], { driverId: String(driver), vehicleId: String(vehicle) })
    expect(await find(id)).toMatchObject({
      ...{ state: 'sent', driver_name: 'Асқарова Дана', driver_phone: '+77015551122', locale: 'kk' },
      ...{ plate: '719 BMW 17', handed_by_email: owner.email, coupons: [{ id: couponId, position: 1 }] },
    })
    const assigned = await listAssignments(owner.ctx, companyId, { kind: 'coupon', id: couponId })
    expect(assigned.map(({ subject, name }) => [subject, name]).sort()).toEqual([
      ['driver', 'Асқарова Дана'],
      ['vehicle', '719 BMW 17'],
    ])
    expect(await cabinet.actions({ kind: 'handover', id })).toEqual(['handover.sent'])
    expect(await cabinet.actions({ kind: 'coupon', id: couponId })).toContain('coupon.handed_over')
    expect((await holdersOf(owner.ctx, companyId, [couponId])).get(couponId)).toEqual({
      handoverId: id,
      name: 'Асқарова Дана',
    })
  })

  test('gives a set to somebody by name and telephone, what ends first first', async () => {
    const [late, soon] = await coupons({ validUntil: '2097-02-01' }, { validUntil: '2097-01-01' })
    const { id } = await hand([late?.id ?? 0, soon?.id ?? 0], { locale: 'en' })
    const { coupons: handed, ...handover } = await find(id)
    expect(handed.map((one) => one.id)).toEqual([soon?.id, late?.id])
    expect(handover).toMatchObject({ driver_id: null, driver_phone: '+77015551122', locale: 'en' })
    const [listed] = (await listHandovers(owner.ctx, companyId, {})).rows
    expect(listed).toMatchObject({ id, coupons: 2, redeemed: 0, open: 2, volume: 40_000, state: 'sent' })
  })

  test('needs somebody', () => {
    expect(HandOver.safeParse({ driverId: '', driverName: '' }).error?.issues[0]?.message).toBe(
      'driver_missing',
    )
  })

  test.each<[string, string, NewCoupon]>([
    ['used', 'coupon_used', { issuerStatus: 'redeemed' }],
    ['blocked by the issuer', 'coupon_blocked', { issuerStatus: 'blocked' }],
    ['expired', 'coupon_expired', { validFrom: '2026-01-01', validUntil: '2026-01-31' }],
    ['cancelled', 'coupon_not_usable', { issuerStatus: 'cancelled' }],
    ['issued and not active', 'coupon_not_usable', { issuerStatus: 'issued' }],
    ['without a code', 'coupon_without_qr', { qr: null }],
  ])('is refused for one that is %s', async (_, code, overrides) => {
    const [one] = await bringCoupons(owner.ctx, companyId, [overrides])
    const before = await stateOf(cabinet.db)
    expect(await codeOf(hand([one?.id ?? 0]))).toBe(code)
    expect(await stateOf(cabinet.db)).toEqual(before)
  })

  test('is refused for one that the client blocked, one at a pump, and another’s; none of a set is given then', async () => {
    const [blocked, held, free] = await coupons({}, {}, {})
    await blockCoupon(owner.ctx, companyId, blocked?.id ?? 0, { reason: '' })
    await asks(held?.payload ?? '')
    expect(await codeOf(hand([free?.id ?? 0, blocked?.id ?? 0]))).toBe('coupon_blocked')
    expect(await codeOf(hand([free?.id ?? 0, held?.id ?? 0]))).toBe('coupon_at_pump')
    const ofOther = HandOver.parse({ driverName: 'Ким' })
    const otherId = stranger.ctx.actor.kind === 'client' ? stranger.ctx.actor.companyId : companyId
    expect(await codeOf(handOver(stranger.ctx, otherId, [free?.id ?? 0], ofOther))).toBe('coupon_not_found')
    expect(await codeOf(hand([free?.id ?? 0], { driverId: '999999' }))).toBe('driver_not_found')
    expect(await codeOf(hand([free?.id ?? 0]))).toBe('done')
  })

  test('is refused of no coupon, of more than a link holds, and to a driver who was archived', async () => {
    const { id: couponId } = await coupon()
    expect(await codeOf(hand([]))).toBe('invalid')
    expect(await codeOf(hand(Array.from({ length: MAX_SET + 1 }, (_, at) => at + 1)))).toBe('invalid')
    const driver = await newDriver(owner.ctx, companyId, { name: 'Уволенный' })
    await archiveDriver(owner.ctx, companyId, driver)
    await expect(hand([couponId], { driverId: String(driver) })).rejects.toMatchObject({
      ...{ code: 'driver_not_found', field: 'driverId' },
    })
    expect((await holdersOf(owner.ctx, companyId, [couponId])).size).toBe(0)
  })

  test('a hand-over without a language is in the driver’s own', async () => {
    const { id: couponId } = await coupon()
    const driver = await newDriver(owner.ctx, companyId, { name: 'Нұрлан', locale: 'kk' })
    const { id } = await hand([couponId], { driverId: String(driver), driverName: '', locale: '' })
    expect(await find(id)).toMatchObject({ driver_name: 'Нұрлан', locale: 'kk' })
  })

  test('takes one that begins to be valid tomorrow', async () => {
    const tomorrow = addDays(businessDay(owner.ctx.now), 1)
    const { id: couponId } = await coupon({ validFrom: tomorrow, validUntil: '2097-01-01' })
    const { token } = await hand([couponId])
    expect((await press(token)).shown).toBeNull()
  })

  test('gives a coupon to one of ten who do so at once, and says to whom', async () => {
    const { id: couponId, number } = await coupon()
    const codes = await Promise.all(Array.from({ length: 10 }, () => codeOf(hand([couponId]))))
    expect(codes.filter((code) => code === 'done')).toHaveLength(1)
    expect(new Set(codes)).toEqual(new Set(['done', 'coupon_with_driver']))
    await expect(hand([couponId])).rejects.toMatchObject({ params: { number, name: 'Ким Олег' } })
  })
})

describe('the driver’s link', () => {
  test('is stored as a hash alone', async () => {
    const { token } = await hand([(await coupon()).id])
    const rows = await cabinet.db.selectFrom('handovers').selectAll().execute()
    expect(JSON.stringify(rows)).not.toContain(token)
  })

  test('is read twenty times without an effect, then binds the phone that presses', async () => {
    const { id, token } = await hand([(await coupon()).id])
    const before = await stateOf(cabinet.db)
    for (let time = 1; time <= 20; time++) expect((await read(token)).kind).toBe('sealed')
    expect(await stateOf(cabinet.db)).toEqual(before)
    const { phone, shown, link } = await press(token)
    expect(shown).toMatchObject({ position: 1, qr: { code: expect.stringMatching(/^\d{6}$/) } })
    expect(link.state).toBe('opened')
    expect((await read(token, phone)).kind).toBe('open')
    expect((await read(token)).kind).toBe('sealed')
    expect(await codeOf(press(token))).toBe('opened_elsewhere')
    expect(await codeOf(press(token, 'x'.repeat(43)))).toBe('opened_elsewhere')
    expect((await press(token, phone)).phone).toBe(phone)
    expect(await find(id)).toMatchObject({ state: 'opened', address: null })
    expect(await cabinet.actions({ kind: 'handover', id })).toEqual(['handover.sent', 'handover.opened'])
  })

  test('belongs to one of twenty phones that press at once', async () => {
    const { id, token } = await hand([(await coupon()).id])
    const codes = await Promise.all(Array.from({ length: 20 }, () => codeOf(press(token))))
    expect(codes.filter((code) => code === 'done')).toHaveLength(1)
    expect(new Set(codes)).toEqual(new Set(['done', 'opened_elsewhere']))
    const opened = (await cabinet.actions({ kind: 'handover', id })).filter(
      (one) => one === 'handover.opened',
    )
    expect(opened).toHaveLength(1)
  })

  test('is one phone’s when its page is sent twice, or its answer was lost', async () => {
    const { token } = await hand([(await coupon()).id])
    const nonce = 'n'.repeat(22)
    const pressed = await Promise.all(
      [1, 2].map(async () => showToDriver(await guest(), token, { phone: undefined, nonce })),
    )
    expect(pressed[0]?.phone).toBe(pressed[1]?.phone)
    const other = showToDriver(await guest(), token, { phone: undefined, nonce: 'm'.repeat(22) })
    expect(await codeOf(other)).toBe('opened_elsewhere')
  })

  test('shows each of the set, and the next one after use', async () => {
    const [first, second] = await coupons({ validUntil: '2097-01-01' }, { validUntil: '2097-02-01' })
    const { id, token } = await hand([first?.id ?? 0, second?.id ?? 0])
    const { phone, shown } = await press(token)
    expect(shown?.position).toBe(1)
    expect((await press(token, phone, 2)).shown?.position).toBe(2)
    expect((await fuel(first?.payload ?? '')).status).toBe('completed')
    expect((await press(token, phone)).shown?.position).toBe(2)
    expect((await press(token, phone, 1)).shown).toBeNull()
    expect((await fuel(second?.payload ?? '')).status).toBe('completed')
    expect(await find(id)).toMatchObject({ state: 'used' })
    expect((await read(token, phone)).kind).toBe('ended')
    expect((await read(token)).kind).toBe('dead')
    expect(await codeOf(press(token, phone))).toBe('link_dead')
  })

  test('records each showing with the name of the driver', async () => {
    const { id: couponId } = await coupon()
    const { token } = await hand([couponId])
    await press(token)
    const { history } = await findCoupon(owner.ctx, companyId, couponId)
    const shown = history.find(({ what }) => what === 'qr_shown')
    expect(shown?.by).toEqual({ kind: 'person', name: 'Ким Олег' })
    expect(history.map(({ what, reason }) => [what, reason])).toContainEqual(['handed_over', 'Ким Олег'])
  })

  test('shows nothing of a coupon that was blocked meanwhile, and all when it is lifted', async () => {
    const { id: couponId } = await coupon()
    const { token } = await hand([couponId])
    const { phone } = await press(token)
    await blockCoupon(owner.ctx, companyId, couponId, { reason: '' })
    expect((await press(token, phone)).shown).toBeNull()
    expect((await read(token, phone)).kind).toBe('open')
  })

  test('of a company that is served no more is over', async () => {
    const closing = await cabinet.company()
    const { ctx } = await cabinet.client(closing)
    const [one] = await bringCoupons(ctx, closing, [{}])
    const { token } = await handTo(ctx, closing, [one?.id ?? 0])
    const { phone, shown } = await press(token)
    expect(shown).not.toBeNull()
    await closeCompany((await cabinet.staff('administrator')).ctx, closing)
    expect(await read(token, phone)).toMatchObject({ kind: 'ended', state: 'over' })
    expect(await codeOf(press(token, phone))).toBe('link_dead')
    expect(await codeOf(keepOnPhone(await guest(), token, phone))).toBe('link_dead')
  })

  test('ends with its coupons, and where it was made up', async () => {
    const day = businessDay(owner.ctx.now)
    const { token } = await hand([(await coupon({ validUntil: day })).id])
    const { phone } = await press(token)
    const tomorrow = { ...(await guest()), now: new Date(owner.ctx.now.getTime() + 86_400_000) }
    expect((await readDriverLink(tomorrow, token, phone)).kind).toBe('ended')
    expect((await readDriverLink(tomorrow, token, undefined)).kind).toBe('dead')
    expect(await codeOf(showToDriver(tomorrow, token, { phone }))).toBe('link_dead')
    for (const made of ['', 'x', 'A'.repeat(43)]) expect((await read(made)).kind).toBe('dead')
  })
})

describe('taking back', () => {
  test('kills the link with the next request, and frees the coupons', async () => {
    const { id: couponId } = await coupon()
    const { id, token } = await hand([couponId])
    const { phone } = await press(token)
    expect(await recall(id)).toEqual({ name: 'Ким Олег', coupons: 1, redeemed: 0 })
    expect((await read(token, phone)).kind).toBe('ended')
    expect(await codeOf(press(token, phone))).toBe('link_dead')
    expect(await codeOf(recall(id))).toBe('handover_over')
    expect(await find(id)).toMatchObject({ state: 'returned', returned_by_email: owner.email })
    expect(await codeOf(hand([couponId]))).toBe('done')
  })

  test('has stations decline a code that the driver saw, until it is shown to somebody else', async () => {
    const { id: couponId, payload } = await coupon()
    const { id, token } = await hand([couponId])
    await press(token)
    await recall(id)
    expect(await asks(payload)).toMatchObject({ status: 'declined', code: 'driver_link_revoked' })
    const next = await hand([couponId])
    expect(await asks(payload)).toMatchObject({ code: 'driver_link_revoked' })
    await press(next.token)
    expect((await asks(payload)).status).toBe('held')
  })

  test('leaves a code alone that no driver saw, and one that the company shows itself', async () => {
    const [unseen, seen] = await coupons({}, {})
    await recall((await hand([unseen?.id ?? 0])).id)
    expect((await asks(unseen?.payload ?? '')).status).toBe('held')
    const { id, token } = await hand([seen?.id ?? 0])
    await press(token)
    await recall(id)
    await showCouponQr(owner.ctx, companyId, seen?.id ?? 0)
    expect((await asks(seen?.payload ?? '')).status).toBe('held')
  })

  test('leaves what was used, and takes the rest', async () => {
    const [used, left] = await coupons({ validUntil: '2097-01-01' }, { validUntil: '2097-02-01' })
    const { id, token } = await hand([used?.id ?? 0, left?.id ?? 0])
    await press(token)
    await fuel(used?.payload ?? '')
    expect(await recall(id)).toMatchObject({ coupons: 1, redeemed: 1 })
  })

  test('against a redemption: either the fuel or the coupon, never both', async () => {
    const outcomes = new Set<string>()
    for (let round = 1; round <= 12; round++) {
      const { id: couponId, payload } = await coupon()
      const { id, token } = await hand([couponId])
      await press(token)
      const [recalled, fuelled] = await Promise.all([
        codeOf(recall(id)),
        fuel(payload).then(
          ({ status }) => status as string,
          (error: { code?: string }) => error.code ?? '',
        ),
      ])
      const { state } = await find(id)
      expect([
        ['done', 'declined', 'returned'],
        ['handover_over', 'completed', 'used'],
      ]).toContainEqual([recalled, fuelled, state])
      outcomes.add(fuelled)
    }
    expect(outcomes.size).toBeGreaterThan(0)
  })

  test('ends the assignment that the hand-over made', async () => {
    const { id: couponId } = await coupon()
    const driver = await newDriver(owner.ctx, companyId)
    await recall((await hand([couponId], { driverId: String(driver) })).id)
    const periods = await listAssignments(owner.ctx, companyId, { kind: 'coupon', id: couponId })
    expect(periods.filter(({ ends_at }) => ends_at === null)).toEqual([])
  })

  test('a new link opens on another phone, and the earlier one is dead', async () => {
    const { id, token } = await hand([(await coupon()).id])
    const { phone } = await press(token)
    await renewHandoverLink(owner.ctx, companyId, id)
    const { address, state } = await find(id)
    expect(state).toBe('sent')
    expect((await read(token, phone)).kind).toBe('dead')
    const renewed = address?.split('/d/')[1] ?? ''
    expect(renewed).not.toBe(token)
    expect((await press(renewed)).shown?.position).toBe(1)
  })

  test('a new link ends what the earlier phone keeps, until the new phone shows the code', async () => {
    const { id: couponId, payload } = await coupon()
    const { id, token } = await hand([couponId])
    await press(token)
    await renewHandoverLink(owner.ctx, companyId, id)
    expect(await asks(payload)).toMatchObject({ code: 'driver_link_revoked' })
    const { address } = await find(id)
    await press(address?.split('/d/')[1] ?? '')
    expect((await asks(payload)).status).toBe('held')
  })
})

describe('open pages', () => {
  test.each([1, 2])(
    'are told of whatever happens to a hand-over of %d coupons, each coupon’s own too',
    async (count) => {
      const ids = (await coupons(...Array.from({ length: count }, () => ({})))).map(({ id }) => id)
      // An event that names no coupon is told to all pages of the company.
      const told = [
        {
          kind: 'handover.changed',
          company_id: companyId,
          card_id: null,
          coupon_id: count === 1 ? ids[0] : null,
        },
      ]
      let [id, token] = [0, '']
      const hands = async () => {
        ;({ id, token } = await hand(ids))
      }
      for (const work of [
        hands,
        () => press(token),
        () => renewHandoverLink(owner.ctx, companyId, id),
        () => recall(id),
        hands,
        () => returnSome(owner.ctx, companyId, id, ids),
      ])
        expect(await eventsOf(cabinet, work)).toEqual(told)
    },
  )
})

describe('a coupon that a register has moved to another company', () => {
  test('says nothing of what becomes of it there', async () => {
    const { id: couponId } = await coupon({ volume: 20_000 })
    const { id, token } = await hand([couponId, (await coupon()).id])
    const { phone } = await press(token)
    const other = await cabinet.company()
    const gone = cabinet.db.updateTable('coupons').where('id', '=', couponId)
    await gone.set({ company_id: other }).execute()
    const before = [
      await find(id),
      await read(token, phone),
      (await listHandovers(owner.ctx, companyId, {} as never)).rows,
    ]
    await gone
      .set({
        ...{ status: 'redeemed', issuer_status: 'redeemed', remaining: 0, redeemed_at: new Date() },
        ...{ redeemed_station: station, client_blocked_at: new Date() },
      })
      .execute()
    const after = [
      await find(id),
      await read(token, phone),
      (await listHandovers(owner.ctx, companyId, {} as never)).rows,
    ]
    expect(after).toEqual(before)
    const one = (await find(id)).coupons.find((row) => row.id === couponId)
    expect(one).toMatchObject({ state: 'cancelled', redeemed_at: null, redeemed_station: null, is_ours: 0 })
  })
})

describe('a register that moves a coupon', () => {
  /** As an import does. */
  async function move(couponId: number, to: CompanyId) {
    await transact(await cabinet.system(), async (ctx) => {
      const { number } = await ctx.db
        .selectFrom('coupons')
        .select('number')
        .where('id', '=', couponId)
        .executeTakeFirstOrThrow()
      const [before] = await findCouponsByNumbers(ctx, [number], { lock: true })
      if (!before) throw new Error('no coupon')
      const { qr_ciphertext: ciphertext, qr_key_id: keyId } = before
      const after = {
        ...{ companyId: to, product: before.product, volume: before.volume, remaining: before.remaining },
        ...{ divisible: before.divisible === 1, price: before.price, batch: before.batch },
        ...{ validFrom: before.valid_from, validUntil: before.valid_until, redeemedAt: null },
        ...{ issuerStatus: before.issuer_status, qr: ciphertext && keyId ? { ciphertext, keyId } : null },
      }
      const delta = new CouponTotalsDelta()
      await changeCoupons(ctx, [{ before, after }], delta, null)
      await delta.write(ctx)
    })
  }

  test('ends what drivers of the company before have seen of it', async () => {
    const [seen, unseen] = await coupons({}, {})
    const { token } = await hand([seen?.id ?? 0])
    await press(token)
    const other = await cabinet.client(await cabinet.company())
    const otherId = other.ctx.actor.kind === 'client' ? other.ctx.actor.companyId : companyId
    for (const one of [seen, unseen]) await move(one?.id ?? 0, otherId)
    expect(await asks(seen?.payload ?? '')).toMatchObject({ code: 'driver_link_revoked' })
    expect((await asks(unseen?.payload ?? '')).status).toBe('held')
    await showCouponQr(other.ctx, otherId, seen?.id ?? 0)
    expect((await asks(seen?.payload ?? '')).status).toBe('held')
  })

  test('there, where somebody gets it, and back, gives it to no driver from before', async () => {
    const { id: couponId } = await coupon()
    const { token } = await hand([couponId, (await coupon()).id])
    const { phone } = await press(token)
    const other = await cabinet.client(await cabinet.company())
    const otherId = other.ctx.actor.kind === 'client' ? other.ctx.actor.companyId : companyId
    await move(couponId, otherId)
    await handTo(other.ctx, otherId, [couponId])
    await move(couponId, companyId)
    const next = await hand([couponId])
    const link = await read(token, phone)
    const states =
      link.kind === 'open' ? link.coupons.map(({ id, is_ours }) => [id === couponId, is_ours]) : []
    expect(states).toContainEqual([true, 0])
    expect((await press(next.token)).shown?.position).toBe(1)
    const position = link.kind === 'open' ? link.coupons.find(({ id }) => id === couponId)?.position : 0
    expect((await press(token, phone, position)).shown).toBeNull()
  })
})

describe('keeping codes', () => {
  test('tells an ended link from one that was made up no more than showing does', async () => {
    const { id, token } = await hand([(await coupon()).id])
    const { phone } = await press(token)
    const keep = async (token: string, phone?: string) => codeOf(keepOnPhone(await guest(), token, phone))
    expect(await keep(token)).toBe('opened_elsewhere')
    await recall(id)
    expect(await Promise.all([keep(token), keep(token, phone), keep('x'.repeat(43))])).toEqual([
      ...['link_dead', 'link_dead', 'link_dead'],
    ])
  })
})

test('the journal on a page shows hand-overs of 2,000 coupons, with the totals of all, and says where it is cut', async () => {
  const company = await cabinet.company()
  const { ctx } = await cabinet.client(company)
  const made = await bringCoupons(
    ctx,
    company,
    Array.from({ length: 2_001 }, () => ({})),
  )
  const ids = made.map(({ id }) => id)
  const today = businessDay(ctx.now)
  const journal = () => readJournal(ctx, company, { from: today, to: today })
  for (const set of [ids.slice(0, 1_000), ids.slice(1_000, 2_000)]) await handTo(ctx, company, set)
  expect(await journal()).toMatchObject({ isCut: false, totals: { coupons: 2_000, volume: 40_000_000 } })
  await handTo(ctx, company, ids.slice(2_000))
  const { entries, totals, isCut } = await journal()
  expect(entries.map(({ coupons }) => coupons.length)).toEqual([1_000, 1_000])
  expect({ totals, isCut }).toMatchObject({
    ...{ isCut: true, totals: { coupons: 2_001, volume: 40_020_000 } },
  })
})

test.each([
  ['this month', {}, '2026-11-01', '2026-11-22'],
  ['the month of its last day', { to: '2026-10-15' }, '2026-10-01', '2026-10-15'],
  ['days the wrong way round', { from: '2026-11-20', to: '2026-11-10' }, '2026-11-10', '2026-11-20'],
  ['366 days', { from: '2025-11-22', to: '2026-11-22' }, '2025-11-22', '2026-11-22'],
  ['more, of which the last 366 days', { from: '2025-11-21', to: '2026-11-22' }, '2025-11-22', '2026-11-22'],
])('the journal is of %s', (_, asked, from, to) => {
  expect(journalPeriod('2026-11-22').parse(asked)).toEqual({ from, to })
})
