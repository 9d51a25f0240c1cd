import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readUsageOfCard } from '#app/domain/authorizations/usage.server.ts'
import { findCard } from '#app/domain/cards/cards.server.ts'
import { businessDay, dayBounds } from '#app/domain/kernel/calendar.ts'
import type { CompanyId, Context } from '#app/domain/kernel/context.ts'
import { ceilingsIn } from '#app/domain/products/ceilings.ts'
import { NewProduct } from '#app/domain/products/products.input.server.ts'
import { createProduct } from '#app/domain/products/products.server.ts'
import { fillKey } from '#app/domain/pump-operations/fuel-state.server.ts'
import {
  authorize,
  completeAuthorization,
  listAuthorizations,
  recordOffline,
  redeem,
  reverseAuthorization,
  voidAuthorization,
} from '#app/domain/pump-operations/pump-operations.server.ts'
import { type Cabinet, createCabinet } from '#tests/support/fixtures.ts'
import { endHolds, fuelAsked, pumpOf } from '#tests/support/pump.ts'
import { bringCards, type NewCard, newCardNumber } from '#tests/support/registers.ts'

let cabinet: Cabinet
let companyId: CompanyId
let owner: Context
let station: string
let pump: Context

beforeAll(async () => {
  cabinet = await createCabinet()
  companyId = await cabinet.company()
  owner = (await cabinet.client(companyId, 'owner')).ctx
  station = await cabinet.station()
  pump = await pumpOf(cabinet)
})
afterAll(() => cabinet.destroy())

async function card(overrides: NewCard = {}) {
  const [one] = await bringCards(owner, companyId, [{ dailyLimit: 100_000, ...overrides }])
  if (!one) throw new Error('no card')
  return { ...one, read: { by: 'card', number: one.number } as const }
}

type Card = Awaited<ReturnType<typeof card>>

const asked = (read: { by: 'card'; number: string }, volume?: number) => ({
  ...fuelAsked(station, read),
  ...(volume === undefined ? {} : { volume }),
})

test.each([
  ['the same card', async ({ read }: Card) => read, []],
  ['another card', async () => (await card()).read, ['completed_otherwise']],
  [
    'a card that nobody knows',
    async () => ({ by: 'card', number: newCardNumber() }) as const,
    ['completed_otherwise'],
  ],
])('a completion that names %s', async (_, named, discrepancies) => {
  const one = await card()
  const { operationId, ...authorization } = asked(one.read, 10_000)
  await authorize(pump, { operationId, ...authorization })
  const told = { ...authorization, instrument: await named(one) }
  const done = await completeAuthorization(pump, operationId, { volume: 10_000, authorization: told })
  expect(done.discrepancies).toEqual(discrepancies)
  expect((await findCard(owner, companyId, one.id)).limits).toMatchObject([{ used: 10_000 }])
})

test('whoever holds a card is shown its last four digits, and the owner and plate to compare', async () => {
  const { number, read } = await card({ plate: '123ABC02' })
  expect((await authorize(pump, asked(read, 1_000))).instrument).toMatchObject({
    kind: 'card',
    masked: `••••\u00a0${number.slice(-4)}`,
    plate: '123ABC02',
  })
})

describe('a limit', () => {
  test('counts what is held at once, and on the page of the card', async () => {
    const { id, read } = await card()
    expect(await authorize(pump, asked(read, 60_000))).toMatchObject({ status: 'held', volume: 60_000 })
    expect((await findCard(owner, companyId, id)).limits).toMatchObject([
      { period: 'daily', limit: 100_000, used: 60_000, left: 40_000 },
    ])
    expect(await authorize(pump, asked(read, 60_000))).toMatchObject({
      volume: 40_000,
      limitedBy: { by: 'limit_day', whose: 'issuer', figures: { left: 40_000 } },
    })
    expect(await authorize(pump, asked(read, 1))).toMatchObject({ status: 'declined', code: 'limit_day' })
  })

  test('is never exceeded by many at once', async () => {
    const { id, read } = await card()
    const answers = await Promise.all(Array.from({ length: 16 }, () => authorize(pump, asked(read, 9_000))))
    const sum = answers.reduce(
      (total, { status, volume }) => total + (status === 'held' ? (volume ?? 0) : 0),
      0,
    )
    expect(sum).toBe(100_000)
    expect((await findCard(owner, companyId, id)).limits).toMatchObject([{ used: 100_000, left: 0 }])
  })

  test('gets back what a void, the time and a reversal free', async () => {
    const { id, read } = await card()
    const used = async () => (await findCard(owner, companyId, id)).limits[0]?.used
    const [voided, late, reversed] = [asked(read, 10_000), asked(read, 20_000), asked(read, 30_000)]
    await authorize(pump, voided)
    await authorize(pump, late)
    await redeem(pump, reversed)
    expect(await used()).toBe(60_000)
    await voidAuthorization(pump, voided.operationId)
    await endHolds(cabinet, late.operationId)
    expect(await used()).toBe(30_000)
    await reverseAuthorization(pump, reversed.operationId, { reason: 'Ошибка', volume: 12_000 })
    expect(await used()).toBe(18_000)
  })

  test('counts what was dispensed, not what was held', async () => {
    const { id, read } = await card()
    const one = asked(read, 50_000)
    await authorize(pump, one)
    await completeAuthorization(pump, one.operationId, { volume: 31_000 })
    expect((await findCard(owner, companyId, id)).limits).toMatchObject([{ used: 31_000 }])
  })

  test('turns at midnight in Almaty', async () => {
    const { read } = await card()
    const midnight = dayBounds(businessDay(new Date())).until.getTime()
    const at = (ms: number): Context => ({ ...pump, now: new Date(midnight + ms) })
    await redeem(at(-1), asked(read, 100_000))
    expect(await redeem(at(-1), asked(read, 1_000))).toMatchObject({ status: 'declined', code: 'limit_day' })
    expect(await redeem(at(0), asked(read, 100_000))).toMatchObject({ status: 'completed' })
  })

  test('of a day that is over counts what was fuelled on that day, whatever was since', async () => {
    const { id, read } = await card()
    await redeem(pump, asked(read, 100_000))
    const occurredAt = new Date(dayBounds(businessDay(pump.now)).from.getTime() - 3_600_000)
    const items = [60_000, 60_000].map((volume) => {
      const { operationId, ...authorization } = asked(read)
      return { operationId, volume, occurredAt, authorization }
    })
    const [first, second] = await recordOffline(pump, items)
    expect(first?.answer).toMatchObject({ status: 'completed', billed: 60_000, discrepancies: [] })
    expect(second?.answer).toMatchObject({ billed: 40_000, discrepancies: ['not_approved'] })
    expect((await findCard(owner, companyId, id)).limits).toMatchObject([{ used: 100_000, left: 0 }])
  })

  test('of late fuel is that of the day on which it flowed', async () => {
    const { read } = await card()
    const late = asked(read, 60_000)
    await authorize(pump, late)
    await endHolds(cabinet, late.operationId)
    await redeem(pump, asked(read, 100_000))
    const occurredAt = new Date(dayBounds(businessDay(pump.now)).from.getTime() - 3_600_000)
    const completion = { volume: 60_000, occurredAt }
    expect(await completeAuthorization(pump, late.operationId, completion)).toMatchObject({
      ...{ isLate: true, billed: 60_000 },
      discrepancies: [],
    })
  })

  test('the use of a limit passes to the card that takes the place of another', async () => {
    const next = await card()
    const { read } = await card({ replacedBy: next.number })
    await redeem(pump, asked(read, 70_000))
    expect(await authorize(pump, asked(next.read, 60_000))).toMatchObject({ volume: 30_000 })
  })

  test('is inherited along a row of cards, and a circle of them ends', async () => {
    const [third, first] = [newCardNumber(), newCardNumber()]
    const second = await card({ replacedBy: third })
    const { read } = await card({ number: first, replacedBy: second.number })
    const last = await card({ number: third, replacedBy: first })
    await redeem(pump, asked(read, 70_000))
    expect(await authorize(pump, asked(last.read, 60_000))).toMatchObject({ volume: 30_000 })
  })

  test('late fuel beyond it is recorded, paid and looked at', async () => {
    const { read } = await card()
    const late = { ...asked(read, 80_000), price: 30_000 }
    await authorize(pump, late)
    await endHolds(cabinet, late.operationId)
    await redeem(pump, asked(read, 50_000))
    expect(await completeAuthorization(pump, late.operationId, { volume: 80_000 })).toMatchObject({
      isLate: true,
      charged: 2_400_000,
      discrepancies: ['litres_gone'],
    })
  })
})

test('operations of one fill count as one, and a returned fill as none', async () => {
  const one = await card({ dailyLimit: null })
  const fuel = (fillId: string, volume: number) => ({ ...asked(one.read, volume), fillId })
  const first = fuel('fill-1', 10_000)
  await redeem(pump, first)
  await authorize(pump, fuel('fill-1', 5_000))
  await redeem(pump, fuel('fill-2', 1_000))
  expect((await readUsageOfCard(pump, companyId, one)).day).toEqual({ volume: 16_000, amount: 0, fills: 2 })
  const { actor } = pump
  const key = fillKey('integrationId' in actor ? actor.integrationId : 0, 'fill-1')
  expect(await readUsageOfCard(pump, companyId, one, key)).toMatchObject({
    day: { fills: 1 },
    fill: { volume: 15_000 },
  })
  const whole = asked(one.read, 7_000)
  await redeem(pump, whole)
  await reverseAuthorization(pump, whole.operationId, { reason: 'Ошибка' })
  expect((await readUsageOfCard(pump, companyId, one)).day.fills).toBe(2)
})

describe('a full tank', () => {
  test('is bounded by the product', async () => {
    const { read } = await card({ dailyLimit: null })
    expect(await authorize(pump, asked(read))).toMatchObject({
      volume: 600_000,
      limitedBy: { by: 'ceiling' },
    })
    const petrol = await card({ dailyLimit: null, products: ['ai95'] })
    expect(await authorize(pump, { ...asked(petrol.read), product: 'ai95' })).toMatchObject({
      volume: 100_000,
    })
  })

  test('of a new product is bounded by its family, which no release has to know', async () => {
    const administrator = (await cabinet.staff('administrator')).ctx
    const product = {
      ...{ code: 'arctic', nameEn: 'Arctic', nameRu: 'Арктика', nameKk: 'Арктика', synonyms: '' },
      ...{ colour: 'grey', position: '90', active: 'on', family: 'diesel_engine' },
    }
    await createProduct(administrator, NewProduct.parse(product))
    const { read } = await card({ dailyLimit: null, products: ['arctic'] })
    const question = () => ({ ...asked(read), product: 'arctic' })
    expect(await authorize(pump, question())).toMatchObject({ volume: 600_000, limitedBy: { by: 'ceiling' } })
    const settings = { ...pump.settings, fullTank: ceilingsIn('100,diesel=600') }
    expect(await authorize({ ...pump, settings }, question())).toMatchObject({ volume: 100_000 })
  })

  test('the ceiling of a full tank and the time of its hold are what the operator set', async () => {
    const { read } = await card({ dailyLimit: null })
    const settings = { ...pump.settings, holdMinutes: 90, fullTank: ceilingsIn('70,ai95=1') }
    const { volume, expiresAt } = await authorize({ ...pump, settings }, asked(read))
    expect(volume).toBe(70_000)
    const minutes = ((expiresAt?.getTime() ?? 0) - Date.now()) / 60_000
    expect(Math.round(minutes)).toBe(90)
  })

  test('is what the wallet holds, less what is held of it already', async () => {
    const { id, read } = await card({ scheme: 'wallet_litres', balance: 90_000, dailyLimit: null })
    await authorize(pump, asked(read, 25_000))
    const rest = asked(read)
    expect(await authorize(pump, rest)).toMatchObject({ volume: 65_000, limitedBy: { by: 'balance_low' } })
    await completeAuthorization(pump, rest.operationId, { volume: 60_000 })
    expect((await findCard(owner, companyId, id)).balance).toBe(30_000)
    await reverseAuthorization(pump, rest.operationId, { reason: 'Ошибка' })
    expect((await findCard(owner, companyId, id)).balance).toBe(90_000)
  })
})

test('a redemption of a card needs its litres', async () => {
  const { read } = await card()
  await expect(redeem(pump, asked(read))).rejects.toThrow('required')
})

test('what was dispensed without connection is recorded one by one, each with its answer', async () => {
  const { read } = await card()
  const { operationId, ...authorization } = asked(read, 30_000)
  const held = asked(read, 10_000)
  await authorize(pump, held)
  const outcomes = await recordOffline(pump, [
    { operationId, volume: 30_000, authorization },
    { operationId, volume: 30_000, authorization },
    { operationId: 'too-much', volume: 90_000, authorization },
  ])
  expect(outcomes.map(({ answer }) => [answer?.volume, answer?.isReplay, answer?.discrepancies])).toEqual([
    [30_000, false, []],
    [30_000, true, []],
    [90_000, false, ['not_approved']],
  ])
})

test('operations are listed by station and status, the newest first', async () => {
  const own = await pumpOf(cabinet)
  const { read } = await card()
  const held = asked(read, 1_000)
  const refused = { ...asked(read, 1_000), product: 'nothing' }
  await authorize(own, held)
  await authorize(own, refused)
  const ids = async (filter: Parameters<typeof listAuthorizations>[1]) =>
    (await listAuthorizations(own, filter)).operations.map(({ operationId }) => operationId)
  expect(await ids({ station })).toEqual([refused.operationId, held.operationId])
  expect(await ids({ status: 'held' })).toEqual([held.operationId])
  expect(await ids({ status: 'declined' })).toEqual([refused.operationId])
  const first = await listAuthorizations(own, { limit: 1 })
  expect(first.next).not.toBeNull()
  expect(await ids({ limit: 1, before: first.next ?? 0 })).toEqual([held.operationId])
})
