import { z } from 'zod'
import { cursor, product, searchText } from '#app/domain/kernel/list-filter.input.server.ts'
import { cardFilters, cardSorts } from './cards.ts'

/** A list's URL; what makes no sense in it is as if it were not there. */
export const CardFilter = z.object({
  q: searchText,
  status: z.enum(cardFilters).optional().catch(undefined),
  product,
  sort: z.enum(cardSorts).optional().catch(undefined),
  cursor,
})
export type CardFilter = z.output<typeof CardFilter>
