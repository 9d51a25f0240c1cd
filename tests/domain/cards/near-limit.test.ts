import { afterAll, beforeAll, expect, test } from 'vitest'
import { isNearLimit } from '#app/domain/authorizations/limits.ts'
import { readUsageNearLimits } from '#app/domain/authorizations/usage.server.ts'
import {
  cardsNearLimit,
  countCardsNearLimit,
  exportCards,
  listCards,
} from '#app/domain/cards/card-lists.server.ts'
import { CardFilter } from '#app/domain/cards/cards.input.server.ts'
import { findCard } from '#app/domain/cards/cards.server.ts'
import { tellUsedLimits } from '#app/domain/cards/limit-watch.server.ts'
import { addDays, businessDay, startOfMonth, startOfWeek } from '#app/domain/kernel/calendar.ts'
import type { CompanyId, Context } from '#app/domain/kernel/context.ts'
import { companyOverview } from '#app/domain/overview/overview.server.ts'
import { authorize } from '#app/domain/pump-operations/pump-operations.server.ts'
import { type Cabinet, createCabinet } from '#tests/support/fixtures.ts'
import { endHolds, fuelAsked, pumpOf } from '#tests/support/pump.ts'
import {
  bringCards,
  bringTransactions,
  changeCard,
  type NewCard,
  newCardNumber,
} from '#tests/support/registers.ts'

let cabinet: Cabinet
let companyId: CompanyId
let viewer: Context
let pump: Context
let station: string

beforeAll(async () => {
  cabinet = await createCabinet()
  pump = await pumpOf(cabinet)
  station = await cabinet.station()
})
afterAll(() => cabinet.destroy())

async function newCompany(): Promise<void> {
  companyId = await cabinet.company()
  viewer = (await cabinet.client(companyId, 'viewer')).ctx
}

async function card(facts: NewCard = {}): Promise<{ id: number; number: string }> {
  const [made] = await bringCards(viewer, companyId, [{ dailyLimit: 100_000, ...facts }])
  if (!made) throw new Error('no card')
  return made
}

/** Fuel of a day that is over, or of now. */
async function used(cardId: number, volume: number, on = businessDay(viewer.now), amount = 0): Promise<void> {
  const occurredAt = on === businessDay(viewer.now) ? viewer.now : new Date(`${on}T07:00:00Z`)
  await bringTransactions(viewer, companyId, [{ cardId, volume, amount, occurredOn: on, occurredAt }])
}

const near = async () => (await cardsNearLimit(viewer, companyId)).toSorted((a, b) => a - b)

/** The watch of limits has seen all that is there. */
async function readNewTransactions(): Promise<void> {
  const worker = await cabinet.system()
  while (await tellUsedLimits(worker, 0));
}

/** As the page of each card says it. */
async function nearByPages(): Promise<number[]> {
  const { rows } = await listCards(viewer, companyId, CardFilter.parse({ status: 'active' }))
  const pages = await Promise.all(rows.map(({ id }) => findCard(viewer, companyId, id)))
  return pages
    .filter(({ limits }) => limits.some(({ limit, used }) => limit > 0 && used >= limit * 0.8))
    .map(({ id }) => id)
    .toSorted((a, b) => a - b)
}

test('are those of which the page shows 80 % of a limit or more, whatever counts as used', async () => {
  await newCompany()
  const today = businessDay(viewer.now)
  const below = await card()
  await used(below.id, 79_999)
  const at = await card()
  await used(at.id, 80_000)
  const returned = await card()
  await used(returned.id, 90_000)
  await used(returned.id, -20_000)
  const held = await card()
  await authorize(pump, { ...fuelAsked(station, { by: 'card', number: held.number }), volume: 85_000 })
  const freed = await card()
  const late = { ...fuelAsked(station, { by: 'card', number: freed.number }), volume: 85_000 }
  await authorize(pump, late)
  await endHolds(cabinet, late.operationId)
  const weekly = await card({ dailyLimit: null, weeklyLimit: 100_000 })
  await used(weekly.id, 90_000, startOfWeek(today))
  const monthly = await card({ dailyLimit: null, monthlyLimit: 100_000 })
  await used(monthly.id, 90_000, startOfMonth(today))
  const before = await card({ monthlyLimit: 100_000 })
  await used(before.id, 90_000, addDays(startOfMonth(today), -1))
  const money = await card({ limitUnit: 'tiyn', dailyLimit: 1_000_000 })
  await used(money.id, 1_000, today, 900_000)
  const nothing = await card({ dailyLimit: 0 })
  await used(nothing.id, 1_000)
  const blocked = await card({ issuerStatus: 'blocked' })
  const over = await card({ validUntil: addDays(today, -1) })
  for (const { id } of [blocked, over]) await used(id, 100_000)

  const expected = [at, held, weekly, monthly, money].map(({ id }) => id).toSorted((a, b) => a - b)
  expect(await near()).toEqual(expected)
  expect(await nearByPages()).toEqual(expected)
  await readNewTransactions()
  expect(await near()).toEqual(expected)
})

test('are named when a register lowers a limit or has a card replaced, after its transactions were read', async () => {
  await newCompany()
  const [lowered, raised, wide, old] = [await card(), await card(), await card(), await card()]
  for (const { id } of [lowered, raised, wide, old]) await used(id, 50_000)
  await readNewTransactions()
  expect(await near()).toEqual([])

  const heir = await card({ dailyLimit: 60_000 })
  await changeCard(viewer, lowered.number, { dailyLimit: 60_000 })
  await changeCard(viewer, raised.number, { dailyLimit: 200_000 })
  await changeCard(viewer, wide.number, { weeklyLimit: 55_000 })
  await changeCard(viewer, old.number, { replacedBy: heir.number })
  expect(await near()).toEqual([lowered, wide, heir].map(({ id }) => id).toSorted((a, b) => a - b))
  expect(await near()).toEqual(await nearByPages())
})

test('are asked about alone: a card that was far from its limits is not read again', async () => {
  await newCompany()
  const [far, close] = [await card(), await card()]
  await used(far.id, 10_000)
  await used(close.id, 90_000)
  await readNewTransactions()
  const asked = await readUsageNearLimits(viewer, companyId)
  expect(asked.map(({ card }) => card.id)).toEqual([close.id])
})

test('are counted exactly up to a limit, and one more stands for the others', async () => {
  await newCompany()
  const count = (limit: number) => countCardsNearLimit(viewer, companyId, limit)
  expect(await count(2)).toBe(0)
  const far = await card()
  await used(far.id, 10_000)
  for (const expected of [1, 2, 3, 3]) {
    const { id } = await card()
    await used(id, 90_000)
    expect(await count(2)).toBe(expected)
  }
  await readNewTransactions()
  expect(await count(2)).toBe(3)
  expect(await count(9)).toBe(4)
})

test('count the fuel of the cards whose place they took, also in a circle', async () => {
  await newCompany()
  const [third, first] = [newCardNumber(), newCardNumber()]
  const second = await card({ replacedBy: third })
  const one = await card({ number: first, replacedBy: second.number })
  await card({ number: third, replacedBy: first })
  await used(one.id, 50_000)
  await used(second.id, 35_000)
  expect(await near()).toEqual(await nearByPages())
  expect(await near()).toHaveLength(3)
})

test('are a list, its export and a number on the overview, without those of another company', async () => {
  await newCompany()
  const foreign = await card()
  await used(foreign.id, 90_000)
  await newCompany()
  const today = businessDay(viewer.now)
  const [one, other] = [await card({ holder: 'Асқар' }), await card({ holder: 'Болат' })]
  for (const { id } of [one, other]) await used(id, 90_000)
  const soon = await card({ validUntil: addDays(today, 30) })
  await card({ validUntil: addDays(today, 31) })
  await card({ validUntil: addDays(today, -1) })
  await card({ validUntil: today, issuerStatus: 'blocked' })

  const list = async (query: object) => {
    const { rows, total } = await listCards(viewer, companyId, CardFilter.parse(query))
    return { ids: rows.map(({ id }) => id).toSorted((a, b) => a - b), total: total.cards }
  }
  const both = { ids: [one.id, other.id], total: 2 }
  expect(await list({ limit: 'near' })).toEqual(both)
  expect(await list({ limit: 'near', sort: 'holder' })).toEqual(both)
  expect(await list({ limit: 'near', q: 'Асқар' })).toEqual({ ids: [one.id], total: 1 })
  expect(await list({ limit: 'near', status: 'blocked' })).toEqual({ ids: [], total: 0 })
  expect(await list({ status: 'active', to: addDays(today, 30) })).toEqual({ ids: [soon.id], total: 1 })
  expect((await list({ to: addDays(today, 30) })).total).toBe(3)
  const exported: number[] = []
  const owner = (await cabinet.client(companyId)).ctx
  for await (const rows of exportCards(owner, companyId, CardFilter.parse({ limit: 'near' })))
    exported.push(...rows.map(({ id }) => id))
  expect(exported.toSorted((a, b) => a - b)).toEqual(both.ids)
  expect(await companyOverview(viewer, companyId)).toMatchObject({ nearLimitCards: 2, expiringCards: 1 })
})

test('no card of a company without fuel is near', async () => {
  await newCompany()
  await card()
  expect(await near()).toEqual([])
  expect((await listCards(viewer, companyId, CardFilter.parse({ limit: 'near' }))).rows).toEqual([])
})

test.each([
  [799, false],
  [800, true],
  [1_200, true],
])('%d of 1,000 used is near: %s', (volume, expected) => {
  const nothing = { volume: 0, amount: 0, fills: 0 }
  const usage = { on: '2026-11-22', day: { ...nothing, volume }, week: nothing, month: nothing }
  expect(isNearLimit({ period: 'day', unit: 'ml', limit: 1_000 }, usage, '2026-11-22')).toBe(expected)
  expect(isNearLimit({ period: 'day', unit: 'ml', limit: 1_000 }, usage, '2026-11-23')).toBe(false)
})
