import { z } from 'zod'
import { cursor, day, product, searchText } from '#app/domain/kernel/list-filter.input.server.ts'
import { couponFilters, couponSorts } from './coupons.ts'

/** A list's URL; what makes no sense in it is as if it were not there. `from` and `to` are last days, inclusive. */
export const CouponFilter = z.object({
  q: searchText,
  status: z.enum(couponFilters).optional().catch(undefined),
  product,
  from: day,
  to: day,
  sort: z.enum(couponSorts).optional().catch(undefined),
  cursor,
})
export type CouponFilter = z.output<typeof CouponFilter>
