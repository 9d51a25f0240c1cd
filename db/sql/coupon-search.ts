import { type RawBuilder, sql } from 'kysely'
import type { CompanyId } from '#db/schema/index.ts'
import { beginningWith, reversed, type Searches } from './search.ts'
import { packed } from './search-text.ts'

/** One way to some coupons: what a statement that calls them `k` says behind their name, and its condition. */
interface WayToCoupons {
  hint: RawBuilder<unknown>
  where: RawBuilder<unknown>
}

/**
 * To coupons of a company, or of all (null), by the beginning of a number and by its last digits.
 * @param minLastDigits fewer are looked for at the beginning only
 */
export function waysToCoupons(companyId: CompanyId | null, q: string, minLastDigits = 1): WayToCoupons[] {
  const scope = companyId === null ? 'coupons' : 'coupons_company'
  const within = companyId === null ? sql`true` : sql`k.company_id = ${companyId}`
  const way = (index: string, column: string, text: string) => ({
    hint: sql`force index (${sql.ref(`${scope}_${index}`)})`,
    where: sql`${within} and ${sql.ref(`k.${column}`)} like ${beginningWith(text)}`,
  })
  const number = packed(q)
  const beginning = way('number', 'number', number)
  if (number.length < minLastDigits) return [beginning]
  return [beginning, way('reversed', 'number_reversed', reversed(number))]
}

export function searchesForCoupons(companyId: CompanyId | null, q: string, minLastDigits?: number): Searches {
  return waysToCoupons(companyId, q, minLastDigits).map(
    ({ hint, where }) => sql`select k.id from coupons k ${hint} where ${where}`,
  )
}
