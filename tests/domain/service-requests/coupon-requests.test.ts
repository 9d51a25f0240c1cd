import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { blockCoupon, findCoupon } from '#app/domain/coupons/coupons.server.ts'
import { readExpired } from '#app/domain/expiries/expiries.server.ts'
import { addDays } from '#app/domain/kernel/calendar.ts'
import type { CompanyId } from '#app/domain/kernel/context.ts'
import { finishServiceRequest, refuseServiceRequest } from '#app/domain/service-requests/answering.server.ts'
import {
  couponRequestInput,
  extendCouponsInput,
} from '#app/domain/service-requests/coupon-requests.input.server.ts'
import {
  chooseForRequest,
  couponsOfServiceRequest,
  sendCouponRequest,
  waitingRequestsOf,
} from '#app/domain/service-requests/coupon-requests.server.ts'
import { extendCouponsOf } from '#app/domain/service-requests/extending.server.ts'
import {
  findServiceRequest,
  withdrawServiceRequest,
} from '#app/domain/service-requests/service-requests.server.ts'
import { setIssuerStations } from '#app/domain/stations/station-rules.server.ts'
import { type Cabinet, createCabinet, type Person } from '#tests/support/fixtures.ts'
import { bringCoupons, type NewCoupon, NOW, TODAY } from '#tests/support/registers.ts'

let cabinet: Cabinet
let companyId: CompanyId
let owner: Person
let operator: Person

beforeAll(async () => {
  cabinet = await createCabinet({ now: NOW })
  companyId = await cabinet.company()
  owner = await cabinet.client(companyId)
  operator = await cabinet.staff('operator')
})
afterAll(() => cabinet.destroy())

const LATER = '2027-06-30'
const bring = (...coupons: NewCoupon[]) => bringCoupons(owner.ctx, companyId, coupons)
const idsOf = (coupons: readonly { id: number }[]) => coupons.map(({ id }) => String(id))
const send = (coupons: readonly { id: number }[], fields: Record<string, string> = {}, by = owner) =>
  sendCouponRequest(
    by.ctx,
    companyId,
    couponRequestInput(TODAY).parse({ kind: 'extension', until: LATER, ids: idsOf(coupons), ...fields }),
  )
const extend = (
  id: number,
  coupons: readonly { id: number }[],
  fields: Record<string, string | undefined> = {},
) =>
  extendCouponsOf(
    operator.ctx,
    id,
    extendCouponsInput(TODAY).parse({
      ...{ couponIds: idsOf(coupons), until: LATER, withOutages: 'on', answer: 'По договору' },
      ...fields,
    }),
  )
const find = ({ id }: { id: number }) => findCoupon(owner.ctx, companyId, id)
const first = async (coupon: NewCoupon) => {
  const [made] = await bring(coupon)
  if (!made) throw new Error('no coupon')
  return made
}

describe('a request for a later last day', () => {
  test('is sent for the whole set, decided at once, and stands in each history', async () => {
    const set = await bring(
      { validUntil: '2026-12-01' },
      { validUntil: '2026-11-01' },
      { validUntil: '2026-12-20' },
    )
    const id = await send(set)
    expect(await findServiceRequest(owner.ctx, companyId, id)).toMatchObject({
      ...{ kind: 'extension', status: 'sent', wanted_until: LATER },
    })
    const before = await readExpired(owner.ctx, companyId)
    expect(await extend(id, set)).toEqual({ extended: 3, kept: 0 })
    for (const coupon of set) {
      const now = await find(coupon)
      expect(now).toMatchObject({ state: 'active', valid_until: LATER, remaining: 20_000 })
      expect(now.history.find(({ what }) => what === 'extended')).toMatchObject({
        ...{ reason: 'По договору', by: { kind: 'staff' } },
      })
      expect(await cabinet.actions({ kind: 'coupon', id: coupon.id })).toEqual(['coupon.extended'])
    }
    // The one that had ended is no fuel that burnt any more.
    const after = await readExpired(owner.ctx, companyId)
    expect(before.remaining - after.remaining).toBe(20_000)
    expect(await findServiceRequest(owner.ctx, companyId, id)).toMatchObject({
      ...{ status: 'done', answer: 'По договору', settled_by: operator.userId },
    })
    const rows = await couponsOfServiceRequest(owner.ctx, companyId, id)
    expect(rows.map(({ outcome, until_before: from, until_after: to }) => [outcome, from, to])).toEqual([
      ['extended', '2026-11-01', LATER],
      ['extended', '2026-12-01', LATER],
      ['extended', '2026-12-20', LATER],
    ])
    const letters = (await cabinet.lettersTo(owner.email)).filter(({ text }) =>
      text.includes(`/service-requests/${id}`),
    )
    expect(letters).toHaveLength(1)
    expect(letters[0]?.text).toContain('По договору')
  })

  test('what is not ticked, and what was used meanwhile, stays as it is', async () => {
    const [given, left, used] = await bring({}, {}, {})
    if (!given || !left || !used) throw new Error('no coupons')
    const set = [given, left, used]
    const id = await send(set)
    await cabinet.db
      .updateTable('coupons')
      .set({ status: 'redeemed', issuer_status: 'redeemed', open: 0, remaining: 0 })
      .where('id', '=', used.id)
      .execute()
    expect(await extend(id, [given, used])).toEqual({ extended: 1, kept: 2 })
    expect(await find(left)).toMatchObject({ valid_until: '2027-02-28' })
    expect(await find(used)).toMatchObject({ status: 'redeemed', valid_until: '2027-02-28' })
    const rows = await couponsOfServiceRequest(owner.ctx, companyId, id)
    expect(rows.map(({ outcome }) => outcome).sort()).toEqual(['extended', 'kept', 'kept'])
  })

  test('a coupon that its client blocked stays blocked, one that the register calls expired works again', async () => {
    const [blocked, expired] = await bring({}, { issuerStatus: 'expired', validUntil: '2026-11-01' })
    if (!blocked || !expired) throw new Error('no coupons')
    await blockCoupon(owner.ctx, companyId, blocked.id, { reason: '' })
    const id = await send([blocked, expired])
    await extend(id, [blocked, expired])
    expect(await find(blocked)).toMatchObject({ state: 'blocked_by_client', valid_until: LATER })
    expect(await find(expired)).toMatchObject({ state: 'active', issuer_status: 'active', open: 1 })
  })

  test('only one waits about a coupon; an answer of any kind frees it', async () => {
    const coupon = await first({})
    const outcomes = await Promise.allSettled([send([coupon]), send([coupon]), send([coupon])])
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    const [id = 0] = outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value] : []))
    await expect(send([coupon])).rejects.toMatchObject({
      ...{ code: 'coupon_request_waiting', params: { number: coupon.number, request: id } },
    })
    expect(await waitingRequestsOf(owner.ctx, companyId, [coupon.id])).toEqual(new Map([[coupon.id, id]]))
    await refuseServiceRequest(operator.ctx, id, { reason: 'no' })
    const again = await send([coupon])
    await withdrawServiceRequest(owner.ctx, companyId, again)
    const third = await send([coupon])
    await extend(third, [coupon])
    expect(await waitingRequestsOf(owner.ctx, companyId, [coupon.id])).toEqual(new Map())
    expect(await send([coupon], { until: '2027-07-31' })).toBeGreaterThan(third)
  })

  test('two decisions at once: one of them is taken', async () => {
    const coupon = await first({})
    const id = await send([coupon])
    const outcomes = await Promise.allSettled([
      extend(id, [coupon]),
      extend(id, [coupon], { until: '2027-08-31' }),
      refuseServiceRequest(operator.ctx, id, { reason: 'no' }),
      withdrawServiceRequest(owner.ctx, companyId, id),
    ])
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    for (const outcome of outcomes)
      if (outcome.status === 'rejected')
        expect(outcome.reason).toMatchObject({ code: 'service_request_not_open' })
    expect((await cabinet.actions({ kind: 'coupon', id: coupon.id })).length).toBeLessThanOrEqual(1)
  })

  test('is not for coupons that are used up, nor for another company’s, nor for an earlier day', async () => {
    const used = await first({ issuerStatus: 'redeemed' })
    await expect(send([used])).rejects.toMatchObject({ code: 'coupon_not_requestable' })
    const [theirs] = await bringCoupons(owner.ctx, await cabinet.company(), [{}])
    await expect(send([theirs ?? used])).rejects.toMatchObject({ code: 'coupon_not_found' })
    const coupon = await first({ validUntil: LATER })
    await expect(send([coupon])).rejects.toMatchObject({ code: 'until_not_later', field: 'until' })
    const short = await first({})
    const id = await send([short])
    await expect(extend(id, [short], { until: '2027-01-31' })).rejects.toMatchObject({
      code: 'until_not_later',
    })
    await expect(extend(id, [coupon])).rejects.toMatchObject({ code: 'coupon_not_found' })
    // What was refused has changed nothing.
    expect(await findServiceRequest(owner.ctx, companyId, id)).toMatchObject({ status: 'sent' })
  })

  test('is not done without a decision about its coupons', async () => {
    const id = await send([await first({})])
    await expect(finishServiceRequest(operator.ctx, id, { answer: '' })).rejects.toMatchObject({
      code: 'coupons_undecided',
    })
  })

  test('the form leaves out what cannot be asked about', async () => {
    const [free, used, waiting] = await bring(
      { validUntil: '2028-01-05' },
      { validUntil: '2028-01-05', issuerStatus: 'redeemed' },
      { validUntil: '2028-01-05' },
    )
    if (!free || !used || !waiting) throw new Error('no coupons')
    await send([waiting], { until: '2028-06-30' })
    const named = await chooseForRequest(owner.ctx, companyId, {
      ...{ kind: 'extension', ids: [free.id, used.id, waiting.id] },
    })
    expect(named.coupons.map(({ id }) => id)).toEqual([free.id])
    expect(named.left).toBe(2)
    const ending = await chooseForRequest(owner.ctx, companyId, {
      ...{ kind: 'extension', ids: [], product: 'diesel', from: '2028-01-01', to: '2028-01-31' },
    })
    expect(ending.coupons.map(({ id }) => id)).toEqual([free.id])
    expect((await chooseForRequest(owner.ctx, companyId, { kind: 'exchange', ids: [] })).coupons).toEqual([])
  })
})

describe('days when its only stations were closed', () => {
  const closed = async (code: string, from: number, until: number, more: Record<string, unknown> = {}) => {
    const station = await cabinet.db
      .selectFrom('stations')
      .select('id')
      .where('code', '=', code)
      .executeTakeFirstOrThrow()
    const at = (days: number) => new Date(NOW.getTime() + days * 86_400_000)
    await cabinet.db
      .insertInto('station_outages')
      .values({
        ...{ station_id: station.id, kind: 'closure', product: null, cap_per_fill: null, reason: '' },
        ...{ starts_at: at(from), ends_at: at(until), lifted_at: null },
        ...more,
      })
      .execute()
  }
  const bound = async (codes: string[], are: 'only' | 'not' = 'only') => {
    const coupon = await first({ validUntil: '2026-12-10' })
    await setIssuerStations(owner.ctx, 'coupon', coupon.id, { are, codes })
    return coupon
  }
  const daysOf = async (id: number) =>
    (await couponsOfServiceRequest(owner.ctx, companyId, id))[0]?.outageDays

  test('are shown, and added to the last day by rule, once', async () => {
    const [one, two] = [await cabinet.station(), await cabinet.station()]
    await closed(one, -20, -8)
    await closed(two, -12, -2)
    // Planned: not over yet, and not counted before it is.
    await closed(one, 5, 9)
    const coupon = await bound([one, two])
    const id = await send([coupon])
    expect(await daysOf(id)).toBe(4)
    await extend(id, [coupon], { until: '2027-01-31' })
    expect(await find(coupon)).toMatchObject({ valid_until: addDays('2027-01-31', 4) })
    expect(await daysOf(id)).toBe(4)
    const again = await send([coupon])
    expect(await daysOf(again)).toBe(0)
    await extend(again, [coupon])
    expect(await find(coupon)).toMatchObject({ valid_until: LATER })
  })

  test('are none where another station worked, or the coupon works anywhere else', async () => {
    const [one, two] = [await cabinet.station(), await cabinet.station()]
    await closed(one, -20, -8)
    for (const coupon of [await bound([one, two]), await bound([one], 'not'), await first({})])
      expect(await daysOf(await send([coupon]))).toBe(0)
  })

  test('a station without the coupon’s fuel counts as closed, one that gave little or lacked another does not', async () => {
    const [one, two, three] = [await cabinet.station(), await cabinet.station(), await cabinet.station()]
    await closed(one, -6, -3, { kind: 'shortage', product: 'diesel' })
    await closed(two, -6, -3, { kind: 'shortage', product: 'diesel', cap_per_fill: 60_000 })
    await closed(three, -6, -3, { kind: 'shortage', product: 'ai95' })
    expect(await daysOf(await send([await bound([one])]))).toBe(3)
    expect(await daysOf(await send([await bound([two])]))).toBe(0)
    expect(await daysOf(await send([await bound([three])]))).toBe(0)
  })

  test('are not added when staff say so', async () => {
    const one = await cabinet.station()
    await closed(one, -6, -3)
    const coupon = await bound([one])
    const id = await send([coupon])
    await extend(id, [coupon], { withOutages: undefined })
    expect(await find(coupon)).toMatchObject({ valid_until: LATER })
    expect(await daysOf(id)).toBe(0)
  })
})

test('a form without its parts is refused by field', () => {
  const problems = (fields: Record<string, unknown>) =>
    couponRequestInput(TODAY)
      .safeParse(fields)
      .error?.issues.map(({ path, message }) => `${path.join('.')}: ${message}`)
  expect(problems({ kind: 'extension', ids: ['1'], until: '' })).toContain('until: required')
  expect(problems({ kind: 'extension', ids: ['1'], until: TODAY })).toEqual(['until: until_past'])
  expect(problems({ kind: 'extension', ids: ['1'], until: '2031-01-01' })).toEqual(['until: invalid'])
  expect(problems({ kind: 'extension', until: LATER })).toEqual(['ids: coupons_missing'])
  expect(problems({ kind: 'exchange', ids: ['1'] })).toEqual(['product: exchange_for_nothing'])
  expect(problems({ kind: 'exchange', ids: '1', product: 'ai95', volume: '', until: '' })).toBeUndefined()
  expect(problems({ kind: 'exchange', ids: '1', comment: 'Под зимнее' })).toBeUndefined()
  expect(problems({ kind: 'exchange', ids: '1', volume: '7' })).toEqual(['volume: invalid'])
})
