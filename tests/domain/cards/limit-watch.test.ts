import { afterAll, beforeAll, expect, test } from 'vitest'
import { SaveRule } from '#app/domain/cards/card-rules.input.server.ts'
import { saveCardRule } from '#app/domain/cards/card-rules.server.ts'
import { tellUsedLimits } from '#app/domain/cards/limit-watch.server.ts'
import { businessDay } from '#app/domain/kernel/calendar.ts'
import { bringTransactions } from '#tests/support/registers.ts'
import { createRulesWorld } from '../rules/world.ts'

let world: Awaited<ReturnType<typeof createRulesWorld>>
beforeAll(async () => {
  world = await createRulesWorld()
})
afterAll(() => world.cabinet.destroy())

async function fuel(card: { id: number; number: string }, volume: number) {
  const { owner, companyId } = world
  const now = new Date(Math.floor(owner.now.getTime() / 1_000) * 1_000)
  await bringTransactions(owner, companyId, [
    {
      ...{ cardId: card.id, instrumentNumber: card.number, volume, amount: volume * 300 },
      ...{ occurredAt: now, occurredOn: businessDay(now) },
    },
  ])
}

/** What is told now, as period and per cent of whose limit. */
async function told(cardId: number): Promise<string[]> {
  const worker = await world.cabinet.system()
  while (await tellUsedLimits(worker, 0));
  const rows = await world.cabinet.db
    .selectFrom('limit_notices')
    .selectAll()
    .where('subject_id', '=', cardId)
    .where('subject_kind', '=', 'card')
    .orderBy('id')
    .execute()
  return rows.map(({ whose, period, percent }) => `${whose} ${period} ${percent}`)
}

const events = async (cardId: number) =>
  (
    await world.cabinet.db
      .selectFrom('company_events')
      .select('id')
      .where('kind', '=', 'limit.used')
      .where('card_id', '=', cardId)
      .execute()
  ).length

test('80 and 100 per cent are told of once, however often the card is used and the job runs', async () => {
  const card = await world.card({ dailyLimit: 100_000, monthlyLimit: 1_000_000 })
  await fuel(card, 79_999)
  expect(await told(card.id)).toEqual([])
  await fuel(card, 1)
  expect(await told(card.id)).toEqual(['issuer day 80'])
  await fuel(card, 10_000)
  expect(await told(card.id)).toEqual(['issuer day 80'])
  await fuel(card, 10_000)
  expect(await told(card.id)).toEqual(['issuer day 80', 'issuer day 100'])
  await fuel(card, 50_000)
  expect(await told(card.id)).toHaveLength(2)
  expect(await events(card.id)).toBe(2)
})

test('one fill may pass both, of the issuer’s limit and of the client’s own', async () => {
  const { owner, companyId } = world
  const card = await world.card({ dailyLimit: 100_000 })
  await saveCardRule(owner, companyId, card.id, SaveRule.parse({ version: '0', perWeek: '200' }))
  await fuel(card, 170_000)
  expect(await told(card.id)).toEqual(['issuer day 80', 'issuer day 100', 'client week 80'])
})

test('a group’s limit is told of once, whichever of its cards passes it', async () => {
  const [one, other] = [await world.card(), await world.card()]
  const group = await world.groupOf({ perMonth: '100' }, [one, other])
  await fuel(one, 50_000)
  await fuel(other, 40_000)
  await told(one.id)
  await fuel(one, 1_000)
  await told(one.id)
  const rows = await world.cabinet.db
    .selectFrom('limit_notices')
    .select(['percent', 'period'])
    .where('subject_kind', '=', 'group')
    .where('subject_id', '=', group.id)
    .execute()
  expect(rows).toEqual([{ percent: 80, period: 'month' }])
})

test('two workers at once tell once', async () => {
  const card = await world.card({ dailyLimit: 50_000 })
  await fuel(card, 50_000)
  const worker = await world.cabinet.system()
  await Promise.all([1, 2, 3].map(() => tellUsedLimits(worker, 0)))
  expect(await told(card.id)).toEqual(['issuer day 80', 'issuer day 100'])
  expect(await events(card.id)).toBe(2)
})
