import { z } from 'zod'
import { cursor, day, product, searchText } from '#app/domain/kernel/list-filter.input.server.ts'
import { cardFilters, cardSorts } from './cards.ts'

/** A list's URL; what makes no sense in it is as if it were not there. */
export const CardFilter = z.object({
  q: searchText,
  status: z.enum(cardFilters).optional().catch(undefined),
  product,
  /** The last day is this one or before it. */
  to: day,
  limit: z.enum(['near']).optional().catch(undefined),
  sort: z.enum(cardSorts).optional().catch(undefined),
  cursor,
})
export type CardFilter = z.output<typeof CardFilter>
