import { z } from 'zod'
import { declineCodes, ruleOwners } from '#app/domain/authorizations/decline-codes.ts'
import { rowIdInAddress } from '#app/domain/kernel/id.input.server.ts'
import { cursor, day, searchText } from '#app/domain/kernel/list-filter.input.server.ts'

/** A list's URL; what makes no sense in it is as if it were not there. `from` and `to` are days, inclusive. */
export const DeclineFilter = z.object({
  /** A card or a coupon by its number, a holder or a plate; staff: a company by name or BIN. */
  q: searchText,
  code: z.enum(declineCodes).optional().catch(undefined),
  whose: z.enum(ruleOwners).optional().catch(undefined),
  /** A code. */
  station: z.string().trim().min(1).max(64).optional().catch(undefined),
  from: day,
  to: day,
  card: rowIdInAddress,
  coupon: rowIdInAddress,
  cursor,
})
export type DeclineFilter = z.output<typeof DeclineFilter>
