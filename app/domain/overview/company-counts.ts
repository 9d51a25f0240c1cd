import type { CardFilter } from '#app/domain/cards/cards.input.server.ts'
import type { CouponFilter } from '#app/domain/coupons/coupons.input.server.ts'
import { EXPIRES_SOON_DAYS } from '#app/domain/coupons/coupons.ts'
import type { DeclineFilter } from '#app/domain/declines/declines.input.server.ts'
import { addDays, addMonths, type Day, startOfMonth } from '#app/domain/kernel/calendar.ts'
import type { ProductCode } from '#app/domain/products/products.ts'
import type { TransactionFilter } from '#app/domain/transactions/transactions.input.server.ts'

/** A decline is recent for a week, today included. */
const RECENT_DAYS = 7

/** So many are counted, and `+` stands for the others: each card's sums cost time. The list has them all. */
export const MAX_COUNTED = { nearLimitCards: 20, unusual: 99 } as const

/**
 * Every figure of a company's overview that leads to a list, as the filter of that list: the sums and the link both
 * read it here. `today` is the day of the overview.
 */
export function companyCounts(today: Day) {
  const firstDay = startOfMonth(today)
  return {
    left: { status: 'active' } satisfies CouponFilter,
    leftOf: (product: ProductCode) => ({ status: 'active', product }) satisfies CouponFilter,
    expiringSoon: { status: 'active', to: addDays(today, EXPIRES_SOON_DAYS) } satisfies CouponFilter,
    nearLimitCards: { limit: 'near' } satisfies CardFilter,
    expiringCards: { status: 'active', to: addDays(today, EXPIRES_SOON_DAYS) } satisfies CardFilter,
    expiredCards: { status: 'expired' } satisfies CardFilter,
    recentDeclines: { from: addDays(today, 1 - RECENT_DAYS) } satisfies DeclineFilter,
    activeCards: { status: 'active' } satisfies CardFilter,
    thisMonth: { from: firstDay, to: addDays(addMonths(firstDay, 1), -1) } satisfies TransactionFilter,
  } as const
}
