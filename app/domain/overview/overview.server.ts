import { countCardsNearLimit } from '#app/domain/cards/card-lists.server.ts'
import { type CardFilterState, cardFilterOf, cardState } from '#app/domain/cards/cards.ts'
import { openStatuses } from '#app/domain/coupons/coupons.ts'
import { countDeclines } from '#app/domain/declines/declines.server.ts'
import type { ExpiredSums } from '#app/domain/expiries/expiries.server.ts'
import { addMonths, businessDay, type Day, startOfMonth } from '#app/domain/kernel/calendar.ts'
import type { CompanyId, Context } from '#app/domain/kernel/context.ts'
import { requireRightIn } from '#app/domain/kernel/rights.ts'
import { allProductCodes } from '#app/domain/products/catalogue.server.ts'
import { lastCommitOf } from '#app/domain/registers/freshness.server.ts'
import { type ListedTransaction, lastTransactions } from '#app/domain/transactions/transactions.server.ts'
import { countUnusual } from '#app/domain/unusual/unusual.server.ts'
import {
  type CardsOfStatus,
  countCardsByStatus,
  type LeftByProductAndDay,
  type Spent,
  type SpentByMonthAndProduct,
  selectHasCoupons,
  sumCoupons,
  sumTransactionsByMonth,
} from '#db/queries/overview/company.ts'
import type { ProductCode } from '#db/schema/index.ts'
import { COUNT_LIMIT } from '#db/sql/count.ts'
import { companyCounts, MAX_COUNTED } from './company-counts.ts'

/** Millilitres and how many coupons hold them. */
export interface Left {
  coupons: number
  remaining: number
}

export interface CompanyOverview {
  today: Day
  /** The company has no card, no coupon of any status and no transaction of the last months. */
  isEmpty: boolean
  /** All there are, in their order. */
  products: ProductCode[]
  /** In active coupons that are not over, by product; products with nothing left out. */
  leftByProduct: (Left & { product: ProductCode })[]
  left: Left
  /** What of it ends within EXPIRES_SOON_DAYS: by its last day `until`, inclusive. */
  expiringSoon: Left & { until: Day }
  /** What coupons held when they ended: millilitres and tiyn. */
  expired: ExpiredSums
  /** What of it ends when: this month and the next, `YYYY-MM`. */
  expiringByMonth: (Left & { month: string })[]
  cards: Record<CardFilterState, number>
  /** Active cards that end within EXPIRES_SOON_DAYS. */
  expiringCards: number
  /** Active cards that have used most of a limit, up to MAX_COUNTED and one more. */
  nearLimitCards: number
  /** This month and the eleven before, in order. */
  months: string[]
  /** What was bought in those months; a month and product with nothing is left out. */
  spent: Omit<SpentByMonthAndProduct, 'before'>[]
  /** What was bought in the month before up to the same day of it. */
  monthBefore: Spent
  /** Up to COUNT_LIMIT and one more. */
  recentDeclines: number
  /** Unusual refuellings that nobody of the company has looked at, up to MAX_COUNTED and one more. */
  unusual: number
  countLimit: number
  lastTransactions: ListedTransaction[]
  asOf: Date | null
}

const MONTHS_BACK = 12
const MONTHS_AHEAD = 6
const LAST_TRANSACTIONS = 8

/** What a company has left, what ends soon and what it bought; out of sums, so its size does not matter. */
export async function companyOverview(ctx: Context, companyId: CompanyId): Promise<CompanyOverview> {
  requireRightIn(ctx, companyId, 'see_company')
  const today = businessDay(ctx.now)
  const { left: lasting, expiringSoon, expiringCards, recentDeclines } = companyCounts(today)
  const products = await allProductCodes(ctx)
  const firstMonth = addMonths(startOfMonth(today), 1 - MONTHS_BACK)
  const sameDayBefore = addMonths(today, -1)
  const [{ left, expired }, cards, nearLimit, spent, declines, unusual, last, asOf] = await Promise.all([
    sumCoupons(ctx.db, companyId, { ...lasting, openStatuses, products, today }),
    countCardsByStatus(ctx.db, companyId, { today, soon: expiringCards.to }),
    countCardsNearLimit(ctx, companyId, MAX_COUNTED.nearLimitCards),
    sumTransactionsByMonth(ctx.db, companyId, { from: firstMonth, until: sameDayBefore }),
    countDeclines(ctx, companyId, recentDeclines),
    countUnusual(ctx, companyId, MAX_COUNTED.unusual),
    lastTransactions(ctx, companyId, {}, LAST_TRANSACTIONS),
    lastCommitOf(ctx.db, 'coupons'),
  ])
  const isEmpty = cards.length + left.length + spent.length === 0
  return {
    today,
    isEmpty: isEmpty && !(await selectHasCoupons(ctx.db, companyId)),
    products,
    leftByProduct: products
      .map((product) => ({ product, ...sum(left.filter((row) => row.product === product)) }))
      .filter((row) => row.coupons > 0),
    left: sum(left),
    expiringSoon: {
      until: expiringSoon.to,
      ...sum(left.filter((row) => row.validUntil <= expiringSoon.to)),
    },
    expiringByMonth: monthsFrom(startOfMonth(today), MONTHS_AHEAD).map((month) => ({
      month,
      ...sum(left.filter((row) => row.validUntil.startsWith(month))),
    })),
    cards: countByState(cards, today),
    expiringCards: cards
      .filter(({ status }) => status === expiringCards.status)
      .reduce((count, { soon, past }) => count + soon - past, 0),
    nearLimitCards: nearLimit,
    months: monthsFrom(firstMonth, MONTHS_BACK),
    spent: spent.map(({ before: _before, ...row }) => row),
    monthBefore: spentIn(sameDayBefore.slice(0, 7), spent),
    recentDeclines: declines,
    unusual,
    expired,
    countLimit: COUNT_LIMIT,
    lastTransactions: last,
    asOf,
  }
}

function sum(rows: readonly LeftByProductAndDay[]): Left {
  return rows.reduce(
    (total, row) => ({ coupons: total.coupons + row.coupons, remaining: total.remaining + row.remaining }),
    { coupons: 0, remaining: 0 },
  )
}

function monthsFrom(first: Day, count: number): string[] {
  return Array.from({ length: count }, (_, index) => addMonths(first, index).slice(0, 7))
}

function countByState(rows: readonly CardsOfStatus[], today: Day) {
  const counts: Record<CardFilterState, number> = { active: 0, blocked: 0, expired: 0, lost: 0 }
  for (const { status, past, cards } of rows) {
    counts[cardFilterOf(cardState({ status, valid_until: null }, today))] += cards - past
    counts[cardFilterOf(cardState({ status, valid_until: '' }, today))] += past
  }
  return counts
}

/** Of a month, up to the day that was asked about. */
function spentIn(month: string, spent: readonly SpentByMonthAndProduct[]): Spent {
  const rows = spent.filter((row) => row.month === month)
  return {
    volume: rows.reduce((all, { before }) => all + before.volume, 0),
    amount: rows.reduce((all, { before }) => all + before.amount, 0),
  }
}
