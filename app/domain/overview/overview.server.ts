import { addDays, addMonths, businessDay, type Day, startOfMonth } from '#app/domain/kernel/calendar.ts'
import type { CompanyId, Context } from '#app/domain/kernel/context.ts'
import { requireRightIn } from '#app/domain/kernel/rights.ts'
import { lastCommitOf } from '#app/domain/registers/freshness.server.ts'
import { countCardsByStatus } from '#db/queries/cards/cards.ts'
import { type SumsByProductAndDay, sumCouponsFrom } from '#db/queries/coupons/totals.ts'
import { type SumsByMonthAndProduct, sumTransactionsByMonth } from '#db/queries/transactions/totals.ts'
import type { ProductCode } from '#db/schema/index.ts'
import { type CardFilterState, cardFilterOf, cardState } from '../cards/cards.ts'
import { allProductCodes } from '../products/catalogue.server.ts'
import { type ListedTransaction, lastTransactions } from '../transactions/transactions.server.ts'

/** Millilitres and how many coupons hold them. */
export interface Left {
  coupons: number
  remaining: number
}

export interface CompanyOverview {
  today: Day
  /** All there are, in their order. */
  products: ProductCode[]
  /** In active coupons that are not over, by product; products with nothing left out. */
  leftByProduct: (Left & { product: ProductCode })[]
  left: Left
  /** What of it ends within EXPIRES_SOON_DAYS: by its last day `until`, inclusive. */
  expiringSoon: Left & { until: Day }
  /** What of it ends when: this month and the next, `YYYY-MM`. */
  expiringByMonth: (Left & { month: string })[]
  cards: Record<CardFilterState, number>
  /** This month and the eleven before, in order. */
  months: string[]
  /** What was bought in those months; a month and product with nothing is left out. */
  spent: SumsByMonthAndProduct[]
  lastTransactions: ListedTransaction[]
  asOf: Date | null
}

export const EXPIRES_SOON_DAYS = 30
const MONTHS_BACK = 12
const MONTHS_AHEAD = 6
const LAST_TRANSACTIONS = 8

/** What a company has left, what ends soon and what it bought; out of sums, so its size does not matter. */
export async function companyOverview(ctx: Context, companyId: CompanyId): Promise<CompanyOverview> {
  requireRightIn(ctx, companyId, 'see_company')
  const today = businessDay(ctx.now)
  const products = await allProductCodes(ctx)
  const firstMonth = addMonths(startOfMonth(today), 1 - MONTHS_BACK)
  const [left, cards, spent, last, asOf] = await Promise.all([
    sumCouponsFrom(ctx.db, companyId, 'active', products, today),
    countCardsByStatus(ctx.db, companyId, today),
    sumTransactionsByMonth(ctx.db, companyId, firstMonth),
    lastTransactions(ctx, companyId, {}, LAST_TRANSACTIONS),
    lastCommitOf(ctx.db, 'coupons'),
  ])
  const until = addDays(today, EXPIRES_SOON_DAYS)
  return {
    today,
    products,
    leftByProduct: products
      .map((product) => ({ product, ...sum(left.filter((row) => row.product === product)) }))
      .filter((row) => row.coupons > 0),
    left: sum(left),
    expiringSoon: { until, ...sum(left.filter((row) => row.validUntil <= until)) },
    expiringByMonth: monthsFrom(startOfMonth(today), MONTHS_AHEAD).map((month) => ({
      month,
      ...sum(left.filter((row) => row.validUntil.startsWith(month))),
    })),
    cards: countByState(cards, today),
    months: monthsFrom(firstMonth, MONTHS_BACK),
    spent,
    lastTransactions: last,
    asOf,
  }
}

function sum(rows: readonly SumsByProductAndDay[]): Left {
  return rows.reduce(
    (total, row) => ({ coupons: total.coupons + row.coupons, remaining: total.remaining + row.remaining }),
    { coupons: 0, remaining: 0 },
  )
}

function monthsFrom(first: Day, count: number): string[] {
  return Array.from({ length: count }, (_, index) => addMonths(first, index).slice(0, 7))
}

function countByState(rows: Awaited<ReturnType<typeof countCardsByStatus>>, today: Day) {
  const counts: Record<CardFilterState, number> = { active: 0, blocked: 0, expired: 0, lost: 0 }
  for (const { status, past, cards } of rows) {
    counts[cardFilterOf(cardState({ status, valid_until: past ? '' : null }, today))] += cards
  }
  return counts
}
