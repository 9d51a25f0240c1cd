import { type RawBuilder, sql } from 'kysely'
import type { CompanyId } from '#db/schema/index.ts'
import { searchesForCards } from '#db/sql/card-search.ts'
import { searchesForCompanies } from '#db/sql/company-search.ts'
import { searchesForCoupons } from '#db/sql/coupon-search.ts'
import { searchesForUsers } from '#db/sql/people-search.ts'
import { beginningWith, hasWords, type Searches, searchesByName } from '#db/sql/search.ts'
import { packed, wordsOf } from '#db/sql/search-text.ts'

/** Of a company, or of all of them: staff. */
export type Scope = CompanyId | null

/** Fewer last digits find a coupon in any text; a list of coupons, which is asked for coupons only, takes what there is. */
const MIN_LAST_DIGITS = 4

const STATION = ['words', 'tail_1', 'tail_2', 'tail_3']

/** The ways to each kind, the likeliest first, each along an index of its own. None where the text cannot be of the kind. */
export const waysTo = {
  coupon(scope: Scope, q: string): Searches {
    return /\d/.test(packed(q)) ? searchesForCoupons(scope, q, MIN_LAST_DIGITS) : []
  },

  card: searchesForCards,

  /** A receipt by its beginning. */
  transaction(scope: Scope, q: string): Searches {
    const receipt = packed(q)
    if (!/\d/.test(receipt)) return []
    const index = scope === null ? 'receipt_alone' : 'receipt'
    return [searchIn('transactions', scope, index, sql`receipt like ${beginningWith(receipt)}`)]
  },

  station(q: string): Searches {
    return [
      searchIn('stations', null, 'code', sql`code like ${beginningWith(q)}`),
      searchIn('stations', null, 'code', sql`code like ${beginningWith(q.toUpperCase())}`),
      ...searchesByName('stations', wordsOf(q), {
        indexes: Object.fromEntries(STATION.map((part) => [`stations_${part}`, `name_${part}`])),
        whole: 'name_words',
      }),
    ]
  },

  company: searchesForCompanies,

  /** Somebody with an account; for a client, of its own company. */
  person(scope: Scope, q: string): Searches {
    if (scope === null) return searchesForUsers(q)
    const words = wordsOf(q)
    const byName = words.length > 0 ? sql`or ${hasWords(sql.ref('u.name_words'), words)}` : sql``
    return [
      sql`select straight_join u.id from memberships m force index (memberships_company) join users u on u.id = m.user_id
        where m.company_id = ${scope} and (u.email like ${beginningWith(q.toLowerCase())} ${byName})`,
    ]
  },

  invitation(q: string): Searches {
    return [
      sql`select id from invitations force index (invitations_email)
        where email like ${beginningWith(q.toLowerCase())} and status = 'pending'`,
    ]
  },
}

/** The index of a company begins with it and is named so. */
function searchIn(
  table: string,
  scope: Scope,
  index: string,
  condition: RawBuilder<unknown>,
): RawBuilder<unknown> {
  const name = scope === null ? `${table}_${index}` : `${table}_company_${index}`
  const within = scope === null ? sql`true` : sql`company_id = ${scope}`
  return sql`select id from ${sql.table(table)} force index (${sql.ref(name)}) where ${within} and ${condition}`
}
