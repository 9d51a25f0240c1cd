import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { findCard } from '#app/domain/cards/cards.server.ts'
import { addDays, fromAlmatyWallClock } from '#app/domain/kernel/calendar.ts'
import type { CompanyId, Context } from '#app/domain/kernel/context.ts'
import { asCompanyId } from '#app/domain/kernel/context.ts'
import { transact } from '#app/domain/kernel/transact.server.ts'
import { companyOverview } from '#app/domain/overview/overview.server.ts'
import {
  addTransactions,
  changeTransactions,
  type Receipt,
  type TransactionFacts,
  TransactionTotalsDelta,
} from '#app/domain/transactions/transaction-register.server.ts'
import { TransactionFilter } from '#app/domain/transactions/transactions.input.server.ts'
import { listTransactions } from '#app/domain/transactions/transactions.server.ts'
import { type Cabinet, createCabinet } from '#tests/support/fixtures.ts'
import { bringCards, bringTransactions, NOW, TODAY } from '#tests/support/registers.ts'
import { driftOfTransactionTotals } from '#tests/support/sums.ts'

type Booked = TransactionFacts & Receipt

let cabinet: Cabinet

beforeAll(async () => {
  cabinet = await createCabinet({ now: NOW })
})
afterAll(() => cabinet.destroy())

/** A card's refuelling, or what was given back or put right of one; millilitres and tiyn of any size and sign. */
const booking = fc
  .record({
    card: fc.integer({ min: 0, max: 2 }),
    day: fc.integer({ min: -70, max: 0 }),
    operation: fc.constantFrom('sale' as const, 'return' as const, 'correction' as const),
    product: fc.constantFrom('diesel' as const, 'ai92' as const),
    volume: fc.integer({ min: 1, max: 2_000_000_000 }),
    amount: fc.integer({ min: 0, max: 900_000_000_000 }),
    isLess: fc.boolean(),
  })
  .map(({ operation, volume, amount, isLess, ...rest }) => {
    const sign = operation === 'return' || (operation === 'correction' && isLess) ? -1 : 1
    return { ...rest, operation, volume: sign * volume, amount: sign * amount }
  })

const history = fc.array(
  fc.record({ added: fc.array(booking, { maxLength: 12 }), corrected: fc.array(booking, { maxLength: 4 }) }),
  { minLength: 1, maxLength: 4 },
)

const plus = (rows: readonly Booked[]) => ({
  volume: rows.reduce((all, { volume }) => all + volume, 0),
  amount: rows.reduce((all, { amount }) => all + amount, 0),
})

test('sums of sales, returns and corrections are exact after any history', async () => {
  await fc.assert(
    fc.asyncProperty(history, async (steps) => {
      const companyId = asCompanyId(await cabinet.company())
      const { ctx } = await cabinet.client(companyId)
      const cards = await bringCards(
        ctx,
        companyId,
        [{}, {}, {}].map(() => ({ monthlyLimit: 500_000 })),
      )
      let made = 0
      const bookedOf = ({ card, day, ...facts }: (typeof steps)[number]['added'][number]): Booked => {
        const occurredOn = addDays(TODAY, day)
        return {
          ...facts,
          companyId,
          cardId: cards[card]?.id ?? null,
          couponId: null,
          instrumentNumber: cards[card]?.number ?? '',
          price: 32_500,
          occurredAt: fromAlmatyWallClock(`${occurredOn}T10:00:00`),
          occurredOn,
          stationCode: `АЗС-${companyId}`,
          receipt: String(1 + made++),
          till: '',
          operationId: '',
        }
      }
      let here: Booked[] = []
      for (const { added, corrected } of steps) {
        const news = added.map(bookedOf)
        const changes = corrected
          .slice(0, here.length)
          .map((booking, index) => ({ ...bookedOf(booking), receipt: here[index]?.receipt ?? '' }))
        await transact(ctx, async (ctx) => {
          const delta = new TransactionTotalsDelta()
          await addTransactions(ctx, news, delta)
          const rows = await ctx.db
            .selectFrom('transactions')
            .selectAll()
            .where('company_id', '=', companyId)
            .execute()
          const pairs = changes.flatMap((after) => {
            const before = rows.find(({ receipt }) => receipt === after.receipt)
            return before ? [{ before, after }] : []
          })
          await changeTransactions(ctx, pairs, delta)
          await delta.write(ctx)
        })
        here = [...changes, ...here.slice(changes.length), ...news]
      }
      expect(await driftOfTransactionTotals(cabinet.db)).toEqual([])
      await expectSums(ctx, companyId, here)
      for (const card of cards) await expectLimits(ctx, companyId, card.id, here)
    }),
    { numRuns: 10 },
  )
})

/** The list's totals, by day, by product and by card, and the overview's months. */
async function expectSums(ctx: Context, companyId: CompanyId, here: readonly Booked[]): Promise<void> {
  const total = async (filter: Record<string, string>) =>
    (await listTransactions(ctx, companyId, TransactionFilter.parse(filter))).total
  expect(await total({})).toMatchObject({ transactions: here.length, ...plus(here) })
  const from = addDays(TODAY, -30)
  const late = here.filter(({ occurredOn }) => occurredOn >= from)
  expect(await total({ from })).toMatchObject(plus(late))
  for (const product of ['diesel', 'ai92']) {
    expect(await total({ product })).toMatchObject(plus(here.filter((row) => row.product === product)))
  }
  for (const cardId of new Set(here.map((row) => row.cardId))) {
    const ofCard = plus(here.filter((row) => row.cardId === cardId))
    expect(await total({ card: String(cardId) })).toMatchObject(ofCard)
  }
  const { spent } = await companyOverview(ctx, companyId)
  for (const { month, product, volume, amount } of spent) {
    const rows = here.filter((row) => row.occurredOn.startsWith(month) && row.product === product)
    expect({ volume, amount }).toEqual(plus(rows))
  }
}

async function expectLimits(ctx: Context, companyId: CompanyId, cardId: number, here: readonly Booked[]) {
  const { limits } = await findCard(ctx, companyId, cardId)
  const month = plus(here.filter((row) => row.cardId === cardId && row.occurredOn >= '2026-11-01'))
  expect(limits.find(({ period }) => period === 'monthly')?.used).toBe(Math.max(0, month.volume))
}

test('a return shows in the lists with its sign, whichever page it is on', async () => {
  const companyId = asCompanyId(await cabinet.company())
  const { ctx } = await cabinet.client(companyId)
  await bringTransactions(ctx, companyId, [
    { receipt: '77', volume: 40_000, amount: 1_300_000 },
    { receipt: '77', volume: -15_500, amount: -503_750, operation: 'return' },
  ])
  const { rows, total } = await listTransactions(ctx, companyId, {})
  expect(rows.map(({ operation, volume, amount }) => [operation, volume, amount]).sort()).toEqual([
    ['return', -15_500, -503_750],
    ['sale', 40_000, 1_300_000],
  ])
  expect(total).toMatchObject({ transactions: 2, volume: 24_500, amount: 796_250 })
})
