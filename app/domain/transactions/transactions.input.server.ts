import { z } from 'zod'
import { cursor, day, product, searchText } from '#app/domain/kernel/list-filter.input.server.ts'
import { transactionSorts } from './transactions.ts'

const id = z
  .string()
  .regex(/^[1-9]\d{0,14}$/)
  .transform(Number)
  .optional()
  .catch(undefined)

/** A list's URL; what makes no sense in it is as if it were not there. `from` and `to` are days, inclusive. */
export const TransactionFilter = z.object({
  q: searchText,
  product,
  from: day,
  to: day,
  /** Ids of a card or a coupon: what was bought with it. */
  card: id,
  coupon: id,
  /** Ids of a driver or a vehicle: what was bought while it was theirs. */
  driver: id,
  vehicle: id,
  sort: z.enum(transactionSorts).optional().catch(undefined),
  cursor,
})
export type TransactionFilter = z.output<typeof TransactionFilter>
