import { afterAll, beforeAll, expect, test } from 'vitest'
import { addDays, businessDay, fromAlmatyWallClock } from '#app/domain/kernel/calendar.ts'
import type { CompanyId, Context } from '#app/domain/kernel/context.ts'
import { NewProduct } from '#app/domain/products/products.input.server.ts'
import { createProduct } from '#app/domain/products/products.server.ts'
import { addStations } from '#app/domain/stations/stations.server.ts'
import { lastTransactions } from '#app/domain/transactions/transactions.server.ts'
import { findUnusualFills } from '#app/domain/unusual/finding.server.ts'
import { countUnusual, listUnusual, settleUnusual } from '#app/domain/unusual/unusual.server.ts'
import { readFillOdometer } from '#app/domain/vehicles/readings.server.ts'
import { type Cabinet, createCabinet } from '#tests/support/fixtures.ts'
import { give, newVehicle } from '#tests/support/fleet.ts'
import { bringCards, bringTransactions, type NewTransaction } from '#tests/support/registers.ts'

let cabinet: Cabinet
let companyId: CompanyId
let owner: Context
let worker: Context
let today: string

beforeAll(async () => {
  cabinet = await createCabinet()
  companyId = await cabinet.company()
  owner = (await cabinet.client(companyId, 'owner')).ctx
  worker = await cabinet.system()
  today = businessDay(owner.now)
  const facts = { city: '', address: '', hours: '', status: 'open', products: [] } as const
  await addStations(worker, [
    { ...facts, code: 'АЛМ', name: 'Алматы', latitude: 43.24, longitude: 76.9 },
    { ...facts, code: 'ТРЗ', name: 'Тараз', latitude: 42.9, longitude: 71.37 },
  ])
})
afterAll(() => cabinet.destroy())

async function cardOf(vehicle: Record<string, string> = {}) {
  const [card] = await bringCards(owner, companyId, [{ products: [] }])
  if (!card) throw new Error('no card')
  const id = await newVehicle(owner, companyId, { product: 'diesel', tank: '80', ...vehicle })
  await give(owner, companyId, { kind: 'card', id: card.id }, { vehicle: id, date: addDays(today, -60) })
  return card
}

/** At nine in the morning so many days ago unless told. */
function fuelled(
  card: { id: number; number: string },
  daysAgo: number,
  more: NewTransaction & { clock?: string } = {},
) {
  const { clock = '09:00:00', ...facts } = more
  const occurredOn = addDays(today, -daysAgo)
  return {
    ...{ cardId: card.id, instrumentNumber: card.number, stationCode: 'АЛМ', occurredOn },
    ...{ occurredAt: fromAlmatyWallClock(`${occurredOn}T${clock}`), ...facts },
  }
}

/** What is new since the last look, by card and kind. */
async function look(): Promise<string[]> {
  const before = new Set(await idsNow())
  while (await findUnusualFills(worker, 0));
  const { rows } = await listUnusual(owner, companyId, {})
  return rows.filter(({ id }) => !before.has(id)).map(({ kind }) => kind)
}

async function idsNow(): Promise<number[]> {
  const pages = [
    await listUnusual(owner, companyId, {}),
    await listUnusual(owner, companyId, { show: 'settled' }),
  ]
  return pages.flatMap(({ rows }) => rows.map(({ id }) => id))
}

test('what registers and pumps bring is looked at once, and told with what is at risk', async () => {
  const card = await cardOf()
  await bringTransactions(owner, companyId, [
    fuelled(card, 2, { volume: 120_000, price: 30_000, amount: 3_600_000 }),
    fuelled(card, 1, { product: 'ai95', volume: 20_000, price: 20_000, amount: 400_000 }),
  ])
  expect(await look()).toEqual(['over_tank', 'wrong_fuel'])
  expect(await look()).toEqual([])
  const { rows } = await listUnusual(owner, companyId, {})
  expect(rows.map(({ at_risk }) => at_risk)).toEqual([1_200_000, 400_000])
  const events = await cabinet.db
    .selectFrom('company_events')
    .select(['kind', 'card_id'])
    .where('kind', '=', 'transaction.unusual')
    .execute()
  expect(events).toEqual(Array.from({ length: 2 }, () => ({ kind: 'transaction.unusual', card_id: card.id })))
})

test('a product that staff add goes into the tank of its family, or into none that is there', async () => {
  const staff = await cabinet.staff('administrator')
  const names = (code: string) => ({ nameEn: code, nameRu: code, nameKk: code, synonyms: '' })
  const added = (code: string, family: string) =>
    createProduct(
      staff.ctx,
      NewProduct.parse({ code, ...names(code), family, colour: 'pink', position: '70', active: 'on' }),
    )
  await added('ai100', 'petrol')
  await added('cng', 'other')
  const [petrol, gas] = [await cardOf({ product: 'ai95' }), await cardOf({ product: 'cng' })]
  await bringTransactions(owner, companyId, [
    fuelled(petrol, 3, { product: 'ai100' }),
    fuelled(petrol, 2, { product: 'cng' }),
    fuelled(gas, 3, { product: 'cng' }),
    fuelled(gas, 2, { product: 'ai100' }),
  ])
  expect(await look()).toEqual(['wrong_fuel', 'wrong_fuel'])
  const { rows } = await listUnusual(owner, companyId, {})
  const told = rows.filter(({ card_id }) => card_id === petrol.id || card_id === gas.id)
  expect(told.map(({ figures }) => JSON.parse(figures).product).sort()).toEqual(['ai100', 'cng'])
})

test('a card’s own hours and places are its habit of 90 days', async () => {
  const card = await cardOf()
  await bringTransactions(
    owner,
    companyId,
    Array.from({ length: 25 }, (_, day) => fuelled(card, 30 - day)),
  )
  expect(await look()).toEqual([])
  await bringTransactions(owner, companyId, [
    fuelled(card, 3, { clock: '02:00:00' }),
    fuelled(card, 1, { stationCode: 'ТРЗ' }),
  ])
  expect((await look()).sort()).toEqual(['area', 'hours'])
})

test.each(['{', 'null', '"tank"'])(
  'a lesson that holds %s teaches nothing, and stops nothing',
  async (text) => {
    const [card, other] = [await cardOf(), await cardOf()]
    await bringTransactions(owner, companyId, [fuelled(card, 5, { volume: 120_000 })])
    await look()
    const one = (await listUnusual(owner, companyId, {})).rows.find(({ card_id }) => card_id === card.id)
    await settleUnusual(owner, companyId, one?.id ?? 0, { outcome: 'expected', comment: '' })
    const spoilt = cabinet.db.updateTable('unusual_fills').where('id', '=', one?.id ?? 0)
    await spoilt.set({ figures: text }).execute()
    await bringTransactions(owner, companyId, [
      fuelled(card, 2, { volume: 121_000 }),
      fuelled(other, 2, { volume: 121_000 }),
    ])
    try {
      expect(await look()).toEqual(['over_tank', 'over_tank'])
    } finally {
      await spoilt.set({ figures: one?.figures ?? '' }).execute()
    }
  },
)

test('what is expected of a card is not told of again for it, and is for another', async () => {
  const [card, other] = [await cardOf(), await cardOf()]
  await bringTransactions(owner, companyId, [fuelled(card, 5, { volume: 120_000 })])
  expect(await look()).toEqual(['over_tank'])
  const one = (await listUnusual(owner, companyId, {})).rows.find(({ card_id }) => card_id === card.id)
  const both = await Promise.allSettled([
    settleUnusual(owner, companyId, one?.id ?? 0, { outcome: 'expected', comment: 'Бочка' }),
    settleUnusual(owner, companyId, one?.id ?? 0, { outcome: 'expected', comment: 'Бочка' }),
  ])
  expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  await bringTransactions(owner, companyId, [
    fuelled(card, 4, { volume: 121_000 }),
    fuelled(card, 3, { volume: 160_000 }),
    fuelled(other, 4, { volume: 121_000 }),
  ])
  // Much more than was expected is told of all the same.
  expect(await look()).toEqual(['over_tank', 'over_tank'])
})

test('more than the vehicle’s norm is told once, of the full tank that shows it', async () => {
  const card = await cardOf({ norm: '20' })
  const volumes = [40_000, 60_000, 70_000]
  await bringTransactions(
    owner,
    companyId,
    volumes.map((volume, at) => fuelled(card, 5 - at, { volume, price: 30_000, amount: volume * 30 })),
  )
  const [marked, second, first] = await lastTransactions(owner, companyId, { card: card.id }, 3)
  const full = (id: number | undefined, km: number) =>
    readFillOdometer(owner, companyId, id ?? 0, { km, full: true, confirmed: true })
  await full(first?.id, 1_000)
  await full(second?.id, 1_200)
  // An odometer that goes back measures nothing, and tells of the stretch before it no second time.
  await full(marked?.id, 900)
  expect(await look()).toEqual(['consumption'])
  const { rows } = await listUnusual(owner, companyId, {})
  const told = rows.find(({ card_id }) => card_id === card.id)
  // 60 litres on 200 km are 30 a hundred; 20 litres are more than the norm.
  expect(told).toMatchObject({ transaction_id: second?.id, at_risk: 600_000 })
  expect(JSON.parse(told?.figures ?? '')).toMatchObject({
    burned: 30_000,
    norm: 20_000,
    km: 200,
    over: 20_000,
  })
})

test('one that was looked into teaches nothing', async () => {
  const card = await cardOf()
  await bringTransactions(owner, companyId, [fuelled(card, 5, { volume: 120_000 })])
  await look()
  const one = (await listUnusual(owner, companyId, {})).rows.find(({ card_id }) => card_id === card.id)
  await settleUnusual(owner, companyId, one?.id ?? 0, { outcome: 'handled', comment: '' })
  await bringTransactions(owner, companyId, [fuelled(card, 4, { volume: 120_000 })])
  expect(await look()).toEqual(['over_tank'])
})

test('the order in which rows arrive changes nothing: each is compared with what was before it', async () => {
  const [inOrder, reversed] = [await cardOf(), await cardOf()]
  const days = Array.from({ length: 24 }, (_, day) => 30 - day)
  const night = { clock: '02:00:00' }
  for (const day of days) await bringTransactions(owner, companyId, [fuelled(inOrder, day)])
  await bringTransactions(owner, companyId, [fuelled(inOrder, 1, night)])
  await bringTransactions(owner, companyId, [fuelled(reversed, 1, night)])
  for (const day of days.toReversed()) await bringTransactions(owner, companyId, [fuelled(reversed, day)])
  expect(await look()).toEqual(['hours', 'hours'])
})

test('old registers, other companies and returns are nobody’s signals here', async () => {
  const card = await cardOf()
  const before = await countUnusual(owner, companyId, 99)
  await bringTransactions(owner, companyId, [
    fuelled(card, 50, { volume: 300_000 }),
    fuelled(card, 2, { volume: -300_000, operation: 'return', amount: -1 }),
  ])
  expect(await look()).toEqual([])
  const elsewhere = await cabinet.company()
  await bringTransactions(owner, elsewhere, [fuelled(card, 2, { volume: 300_000 })])
  await look()
  expect(await countUnusual(owner, companyId, 99)).toBe(before)
})
