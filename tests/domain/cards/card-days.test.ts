import { afterAll, beforeAll, expect, test } from 'vitest'
import { readCardDays } from '#app/domain/cards/card-days.server.ts'
import { SaveRule } from '#app/domain/cards/card-rules.input.server.ts'
import { saveCardRule } from '#app/domain/cards/card-rules.server.ts'
import { fromAlmatyWallClock } from '#app/domain/kernel/calendar.ts'
import type { CompanyId, Context } from '#app/domain/kernel/context.ts'
import { type Cabinet, createCabinet } from '#tests/support/fixtures.ts'
import { bringCards, bringTransactions, newCardNumber } from '#tests/support/registers.ts'

let cabinet: Cabinet
let companyId: CompanyId
let owner: Context

beforeAll(async () => {
  cabinet = await createCabinet()
  companyId = await cabinet.company()
  const { ctx } = await cabinet.client(companyId, 'owner')
  owner = { ...ctx, now: new Date('2026-11-29T06:00:00Z') }
})
afterAll(() => cabinet.destroy())

const fill = (cardId: number, day: string, clock: string, more = {}) => ({
  ...{ cardId, occurredOn: day, occurredAt: fromAlmatyWallClock(`${day}T${clock}`) },
  ...{ volume: 30_000, amount: 900_000 },
  ...more,
})

test('each day of the month by Almaty’s midnight, returns taken away, with what the card before it was used for', async () => {
  const number = newCardNumber()
  const [card, before] = await bringCards(owner, companyId, [{ number }, { replacedBy: number }])
  if (!card || !before) throw new Error('no cards')
  await bringTransactions(owner, companyId, [
    fill(before.id, '2026-11-01', '00:00:00'),
    fill(card.id, '2026-11-02', '23:59:59'),
    fill(card.id, '2026-11-02', '10:00:00', { volume: -5_000, amount: -150_000, operation: 'return' }),
    fill(card.id, '2026-11-03', '08:00:00', { product: 'ai95' }),
    fill(card.id, '2026-10-31', '23:59:59'),
  ])
  const november = await readCardDays(owner, companyId, card.id, undefined)
  expect(november).toMatchObject({ month: '2026-11', before: '2026-10', after: null })
  expect(november.days).toHaveLength(30)
  expect(november.fuelled).toEqual([
    { day: '2026-11-01', product: 'diesel', volume: 30_000, amount: 900_000 },
    { day: '2026-11-02', product: 'diesel', volume: 25_000, amount: 750_000 },
    { day: '2026-11-03', product: 'ai95', volume: 30_000, amount: 900_000 },
  ])
  const october = await readCardDays(owner, companyId, card.id, '2026-10')
  expect(october).toMatchObject({ month: '2026-10', after: '2026-11' })
  expect(october.fuelled).toHaveLength(1)
})

test('the line is the strictest limit of a day in the card’s own unit', async () => {
  const [card] = await bringCards(owner, companyId, [{ dailyLimit: 100_000 }])
  const limit = async () => (await readCardDays(owner, companyId, card?.id ?? 0, undefined)).dailyLimit
  expect(await limit()).toBe(100_000)
  const rule = SaveRule.parse({ version: '0', perDay: '60' })
  await saveCardRule(owner, companyId, card?.id ?? 0, rule)
  expect(await limit()).toBe(60_000)
  const tenge = SaveRule.parse({ version: '1', unit: 'kzt', perDay: '5000' })
  await saveCardRule(owner, companyId, card?.id ?? 0, tenge)
  expect(await limit()).toBe(100_000)
})

test('a month to come and one that is longer ago than a year are this month', async () => {
  const [card] = await bringCards(owner, companyId, [{}])
  for (const month of ['2026-12', '2025-10', '2099-01'])
    expect(await readCardDays(owner, companyId, card?.id ?? 0, month)).toMatchObject({ month: '2026-11' })
  expect(await readCardDays(owner, companyId, card?.id ?? 0, '2025-11')).toMatchObject({ before: null })
})
