import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { recentEvents } from '#app/domain/events/events.server.ts'
import {
  askForHelp,
  explainTrouble,
  listHelpOfCoupon,
  listOpenHelp,
  settleHelp,
} from '#app/domain/handovers/driver-help.server.ts'
import { keepOnPhone, readDriverLink, showToDriver } from '#app/domain/handovers/driver-link.server.ts'
import { recallHandover } from '#app/domain/handovers/recalling.server.ts'
import type { CompanyId } from '#app/domain/kernel/context.ts'
import { authorize } from '#app/domain/pump-operations/pump-operations.server.ts'
import { withSettings } from '#tests/support/context.ts'
import { type Cabinet, createCabinet, type Person } from '#tests/support/fixtures.ts'
import { handTo } from '#tests/support/handovers.ts'
import { fuelAsked, pumpOf } from '#tests/support/pump.ts'
import { bringCoupons } from '#tests/support/registers.ts'

let cabinet: Cabinet
let companyId: CompanyId
let owner: Person

beforeAll(async () => {
  cabinet = await createCabinet()
  companyId = await cabinet.company()
  owner = await cabinet.client(companyId)
})
afterAll(() => cabinet.destroy())

let payloads = 0

/** A coupon with a driver who has opened his link. */
async function opened() {
  const payload = `help-payload-${++payloads}`
  const [coupon] = await bringCoupons(owner.ctx, companyId, [{ qr: payload }])
  const couponId = coupon?.id ?? 0
  const { id, token } = await handTo(owner.ctx, companyId, [couponId])
  const { phone } = await showToDriver(await cabinet.guest(), token, { phone: undefined })
  return { id, token, phone, couponId, payload }
}

const waiting = async (handoverId: number) =>
  (await listOpenHelp(owner.ctx, companyId)).filter((help) => help.handover_id === handoverId)

describe('a code that did not work', () => {
  test('is explained by what a station asked last and was told', async () => {
    const { token, phone, payload } = await opened()
    const before = await explainTrouble(await cabinet.guest(), token, phone, 1)
    expect([before.declined, before.coupon.decision.status]).toEqual([null, 'approved'])
    const asked = { ...fuelAsked(await cabinet.station(), { by: 'qr', payload }), product: 'ai98' }
    await authorize(await pumpOf(cabinet), asked)
    const { declined } = await explainTrouble(await cabinet.guest(), token, phone, 1)
    expect(declined?.decline.code).toBe('product_not_allowed')
  })

  test('is explained to the phone that opened the link alone', async () => {
    const { token, phone } = await opened()
    const guest = await cabinet.guest()
    await expect(explainTrouble(guest, token, undefined, 1)).rejects.toThrow('opened_elsewhere')
    await expect(explainTrouble(guest, token, phone, 2)).rejects.toThrow('coupon_not_found')
    await expect(explainTrouble(guest, 'x', phone, 1)).rejects.toThrow('link_dead')
  })
})

describe('asking the dispatcher', () => {
  test('is told at once, once however often it is pressed, and answered', async () => {
    const { id, token, phone, couponId } = await opened()
    const guest = await cabinet.guest()
    const ask = () => askForHelp(guest, token, phone, { said: 'not_read', position: 1 })
    await Promise.all([ask(), ask(), ask()])
    const [help, another] = await waiting(id)
    expect(another).toBeUndefined()
    expect(help).toMatchObject({ said: 'not_read', coupon_id: couponId, driver_name: 'Ким Олег' })
    const events = await recentEvents(cabinet.db, 60)
    expect(events.some(({ kind, coupon_id }) => kind === 'handover.changed' && coupon_id === couponId)).toBe(
      true,
    )
    const of = { handoverId: id, helpId: help?.id ?? 0 }
    await settleHelp(owner.ctx, companyId, of, { comment: 'Попробуйте ещё раз' })
    expect(await waiting(id)).toEqual([])
    const link = await readDriverLink(guest, token, phone)
    expect(link.kind === 'open' && link.help[0]?.answer).toBe('Попробуйте ещё раз')
    expect((await listHelpOfCoupon(owner.ctx, companyId, couponId))[0]?.settled_by).toBe(owner.userId)
    await expect(settleHelp(owner.ctx, companyId, of, { comment: '' })).rejects.toThrow('help_settled')
    await ask()
    expect(await waiting(id)).toHaveLength(1)
    expect(await cabinet.actions({ kind: 'handover', id })).toEqual([
      ...['handover.sent', 'handover.opened', 'handover.help_asked'],
      ...['handover.help_settled', 'handover.help_asked'],
    ])
  })

  test('is open to another phone for a new link only', async () => {
    const { id, token } = await opened()
    await askForHelp(await cabinet.guest(), token, undefined, { said: 'blocked', position: 1 })
    expect(await waiting(id)).toMatchObject([{ said: 'other_phone', coupon_id: null }])
  })

  test('ends with the link', async () => {
    const { id, token, phone } = await opened()
    await askForHelp(await cabinet.guest(), token, phone, { said: 'other' })
    await recallHandover(owner.ctx, companyId, id)
    expect(await waiting(id)).toEqual([])
    await expect(askForHelp(await cabinet.guest(), 'x'.repeat(43), phone, {})).rejects.toThrow('link_dead')
  })

  test('security 20: is limited, and showing codes with it', async () => {
    const { token, phone } = await opened()
    const strict = { ...withSettings(await cabinet.guest(), { rateLimitFactor: 0 }), ip: '198.51.100.9' }
    const ask = () => askForHelp(strict, token, phone, { said: 'other' })
    const codes = await Promise.all(
      [ask, ask].map((one) =>
        one().then(
          () => 'done',
          (e: Error) => e.message,
        ),
      ),
    )
    expect(codes).toContain('too_many_requests')
    await expect(showToDriver(strict, token, { phone })).rejects.toThrow('too_many_requests')
    await expect(keepOnPhone(strict, token, phone)).rejects.toThrow('too_many_requests')
  })

  test('security 20: made-up links and other drivers’ presses from one address shut nobody out', async () => {
    const [mine, other] = [await opened(), await opened()]
    const ip = '198.51.100.77'
    const neighbour = { ...withSettings(await cabinet.guest(), { rateLimitFactor: 0.02 }), ip }
    const press = (token: string, phone?: string) =>
      showToDriver(neighbour, token, { phone }).then(
        () => 'done',
        (e: Error) => e.message,
      )
    const madeUp: string[] = []
    for (let at = 0; at < 12; at++) madeUp.push(await press(`${at}`.padStart(43, 'x')))
    expect([madeUp[0], madeUp.at(-1)]).toEqual(['link_dead', 'too_many_requests'])
    const others: string[] = []
    for (let at = 0; at < 12; at++) others.push(await press(other.token, other.phone))
    expect(others.at(-1)).toBe('too_many_requests')
    expect(await press(mine.token, mine.phone)).toBe('done')
  })

  test('another company has nothing to answer', async () => {
    const { id, token, phone } = await opened()
    await askForHelp(await cabinet.guest(), token, phone, { said: 'other' })
    const [help] = await waiting(id)
    const other = await cabinet.client(await cabinet.company())
    const otherId = other.ctx.actor.kind === 'client' ? other.ctx.actor.companyId : companyId
    const of = { handoverId: id, helpId: help?.id ?? 0 }
    await expect(settleHelp(other.ctx, otherId, of, { comment: '' })).rejects.toThrow('help_not_found')
  })
})
