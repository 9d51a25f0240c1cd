import { type SqlBool, sql } from 'kysely'
import type { Db } from '#db/connection/client.server.ts'
import type { CardStatus, CouponStatus, ProductCode } from '#db/schema/index.ts'
import { searchesForCompanies } from '#db/sql/company-search.ts'
import { counted } from '#db/sql/count.ts'
import { exactSum } from '#db/sql/exact-sum.ts'
import { beyond, directionOf, type PageRequest } from '#db/sql/page-request.ts'
import { hadMore, isFoundBy, SEARCH_LIMIT } from '#db/sql/search.ts'

export type PeopleState = 'none' | 'invited' | 'has_people'

export interface CompanyListFilter {
  /** As `searchesForCompanies` reads it. */
  q?: string | undefined
  status?: 'open' | 'closed' | undefined
  people?: PeopleState | undefined
}

export interface ListedCompany {
  id: number
  bin: string
  name: string
  contract_number: string | null
  city: string | null
  email: string | null
  phone: string | null
  closed_at: Date | null
  people: number
  waiting: number
  /** The name of an owner, or of another of its people; null where nobody is or none has a name. */
  person: string | null
  visited_at: Date | null
  /** That can be used on the day asked about. */
  cards: number
  coupons: string
}

/** On which day and in which status something can be used, and what the products are. */
export interface Usable {
  card: CardStatus
  coupon: CouponStatus
  today: string
  products: readonly ProductCode[]
}

const people = sql<number>`(select count(*) from memberships m where m.company_id = companies.id)`
const waiting = sql<number>`(select count(*) from invitations i where i.company_id = companies.id and i.status = 'pending')`
const visitedAt = sql<Date | null>`(select max(m.visited_at) from memberships m where m.company_id = companies.id)`
const person = sql<string | null>`(select u.name from memberships m join users u on u.id = m.user_id
  where m.company_id = companies.id and u.name <> '' order by m.role = 'owner' desc, u.id limit 1)`
const cardsOn = ({
  card,
  today,
}: Usable) => sql<number>`(select count(*) from cards k where k.company_id = companies.id
  and k.status = ${card} and (k.valid_until is null or k.valid_until >= ${today}))`
const couponsOn = ({ coupon, today, products }: Usable) => sql<string>`(select coalesce(sum(s.coupons), 0)
  from coupon_totals s where s.company_id = companies.id and s.span = 'day'
  and s.product in (${sql.join(products)}) and s.status = ${coupon} and s.starts_on >= ${today})`

/** By name. */
export async function selectCompanies(
  db: Db,
  filter: CompanyListFilter,
  usable: Usable,
  request: PageRequest,
): Promise<ListedCompany[]> {
  const direction = directionOf(request, false)
  return selectFromCompanies(db, filter)
    .select(['id', 'bin', 'name', 'contract_number', 'city', 'email', 'phone', 'closed_at'])
    .select([people.as('people'), waiting.as('waiting'), person.as('person'), visitedAt.as('visited_at')])
    .select([cardsOn(usable).as('cards'), couponsOn(usable).as('coupons')])
    .where(sql<SqlBool>`true ${beyond(sql.ref('name'), sql.ref('id'), request, false)}`)
    .orderBy('name', direction)
    .orderBy('id', direction)
    .limit(request.limit)
    .execute()
}

/** On all pages, up to SEARCH_LIMIT; `capped` where there are more, or a search had more to look at. */
export async function countCompanies(
  db: Db,
  filter: CompanyListFilter,
): Promise<{ count: number; capped: boolean }> {
  const more = filter.q ? hadMore(searchesForCompanies(filter.q)) : sql`false`
  // Open and closed ones lie apart in the index that counts them; a search finds its few by itself.
  const parts =
    filter.q || filter.status
      ? [filter]
      : (['open', 'closed'] as const).map((status) => ({ ...filter, status }))
  const counts = parts.map((part) =>
    counted(
      selectFromCompanies(db, part)
        .select('id')
        .limit(SEARCH_LIMIT + 1),
    ),
  )
  const { rows } = await sql<{ companies: string; capped: string }>`
    select ${sql.join(counts, sql` + `)} as companies, ${more} as capped`.execute(db)
  const companies = exactSum(rows[0]?.companies)
  return {
    count: Math.min(companies, SEARCH_LIMIT),
    capped: companies > SEARCH_LIMIT || Number(rows[0]?.capped) === 1,
  }
}

/** What a filter leaves of them, for lists and counts; the one for test keys is in none. */
export function selectFromCompanies(db: Db, filter: CompanyListFilter) {
  let query = db.selectFrom('companies').where('is_test', '=', 0)
  if (filter.q) query = query.where(isFoundBy('companies.id', searchesForCompanies(filter.q)))
  if (filter.status) query = query.where('closed_at', filter.status === 'open' ? 'is' : 'is not', null)
  if (filter.people === 'has_people') query = query.where(people, '>', 0)
  if (filter.people === 'invited') query = query.where(people, '=', 0).where(waiting, '>', 0)
  if (filter.people === 'none') query = query.where(people, '=', 0).where(waiting, '=', 0)
  return query
}
