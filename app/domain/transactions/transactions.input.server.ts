import { z } from 'zod'
import { rowIdInAddress } from '#app/domain/kernel/id.input.server.ts'
import { cursor, day, product, searchText } from '#app/domain/kernel/list-filter.input.server.ts'
import { transactionSorts } from './transactions.ts'

/** A list's URL; what makes no sense in it is as if it were not there. `from` and `to` are days, inclusive. */
export const TransactionFilter = z.object({
  q: searchText,
  product,
  from: day,
  to: day,
  /** Ids of a card or a coupon: what was bought with it. */
  card: rowIdInAddress,
  coupon: rowIdInAddress,
  /** Ids of a driver or a vehicle: what was bought while it was theirs. */
  driver: rowIdInAddress,
  vehicle: rowIdInAddress,
  sort: z.enum(transactionSorts).optional().catch(undefined),
  cursor,
})
export type TransactionFilter = z.output<typeof TransactionFilter>
