import { z } from 'zod'
import { declineCodes, ruleOwners } from '#app/domain/authorizations/decline-codes.ts'
import { almatyTimestamp } from '#app/domain/kernel/calendar.ts'
import { limitPeriods } from '#app/domain/kernel/limit-periods.ts'
import { productCode } from '#app/domain/kernel/list-filter.input.server.ts'
import { isCursor, MAX_CURSOR_LENGTH } from '#app/domain/kernel/page.server.ts'
import { MAX_SEARCH_LENGTH } from '#app/domain/kernel/search-length.ts'

/** What lists take; a parameter that is none of theirs is refused, so that a filter with a slip does not show everything. */
export const listQuery = {
  product: productCode.optional().describe('Code of a product, such as those of GET /stations'),
  cursor: z
    .string()
    .max(MAX_CURSOR_LENGTH)
    .refine(isCursor)
    .optional()
    .describe('`next_cursor` of the page before'),
}
export const search = z.string().trim().min(1).max(MAX_SEARCH_LENGTH).optional()
export const dayQuery = z.iso.date().optional().describe('A day in Almaty, inclusive')

export const id = z.string().describe('Opaque')
export const tiyn = z.int().describe('Tiyn: 1/100 of a tenge')
export const millilitres = z.int().describe('Millilitres')
export const time = z.iso.datetime({ offset: true }).describe('RFC 3339 with the offset of Almaty')
export const day = z.iso.date().describe('A day in Almaty')
export const product = z.string().describe('Code of a product')
/** What the issuer allows a card. */
export const cardLimit = z.object({
  period: z.enum(limitPeriods),
  limit: z.int().describe('In `unit`'),
  unit: z.enum(['ml', 'tiyn']),
})
export const declineCode = z
  .enum(declineCodes)
  .describe('Why not; more codes may be added, treat an unknown one as a decline')
export const owner = z.enum(ruleOwners).describe('Who made the rule, and so who can change it')

/** A page of a list. */
export function pageOf<Item extends z.ZodType>(item: Item) {
  return z.object({
    data: z.array(item),
    next_cursor: z.string().nullable().describe('Null on the last page'),
  })
}

export const timeOf = almatyTimestamp

export function timeOrNull(instant: Date | null): string | null {
  return instant && timeOf(instant)
}
