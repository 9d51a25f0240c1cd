import { type RawBuilder, type Selectable, sql } from 'kysely'
import type { Db } from '#db/connection/client.server.ts'
import type { CompanyId, CouponStatus, CouponsTable, ProductCode } from '#db/schema/index.ts'
import { amountOf } from '#db/sql/amount.ts'
import { searchesForCoupons } from '#db/sql/coupon-search.ts'
import { exactSum } from '#db/sql/exact-sum.ts'
import { beyond, type PageRequest, readsDown } from '#db/sql/page-request.ts'
import { foundBy, hadMore } from '#db/sql/search.ts'
import { type CouponSelection, days, matches } from './selection.ts'

export interface CouponOrder {
  by: 'valid_until' | 'number' | 'id'
  descending: boolean
}

export interface ListedCouponRow extends Pick<Selectable<CouponsTable>, 'returned' | 'lapsed'> {
  id: number
  number: string
  product: ProductCode
  volume: number
  remaining: number
  price: number
  valid_from: string
  valid_until: string
  status: CouponStatus
  open: 0 | 1
}

/**
 * One page. Costs the same at a thousand coupons and at ten million in the order of the last day, whatever is selected, and
 * in every order when nothing is; a search looks at SEARCH_LIMIT numbers at most. Any other combination sorts all that is
 * selected: the caller keeps it to as many. `allProducts` are all codes of coupons: a list by status reads a range for each.
 */
export async function selectCouponPage(
  db: Db,
  companyId: CompanyId,
  selection: CouponSelection,
  allProducts: readonly ProductCode[],
  order: CouponOrder,
  request: PageRequest,
): Promise<ListedCouponRow[]> {
  const column = sql.ref(`c.${order.by}`)
  const direction = sql.raw(readsDown(order.descending, request) ? 'desc' : 'asc')
  const { rows } = await sql<ListedCouponRow>`
    select c.id, c.number, c.product, c.volume, c.remaining, c.returned, c.lapsed, c.price, c.valid_from,
      c.valid_until, c.status, c.open
    from (${candidates(companyId, selection, allProducts, order, request)}) found
    join coupons c on c.id = found.id
    where ${matches(selection)} ${beyond(column, sql.ref('c.id'), request, order.descending)}
    order by ${column} ${direction}, c.id ${direction}
    limit ${request.limit}
  `.execute(db)
  return rows
}

export interface CouponSums {
  coupons: number
  /** Millilitres. */
  volume: number
  /** Millilitres. */
  remaining: number
  /** Tiyn. */
  amount: number
}

/** What a search finds, counted; `capped` when it could not look at all numbers that begin or end so. */
export async function sumFoundCoupons(
  db: Db,
  companyId: CompanyId,
  selection: CouponSelection & { q: string },
): Promise<CouponSums & { capped: boolean }> {
  const searches = searchesForCoupons(companyId, selection.q)
  const { rows } = await sql<Record<'capped' | keyof CouponSums, string>>`
    select ${hadMore(searches)} as capped,
      sum(if(${matches(selection)}, 1, 0)) as coupons,
      sum(if(${matches(selection)}, c.volume, 0)) as volume,
      sum(if(${matches(selection)}, c.remaining, 0)) as remaining,
      sum(if(${matches(selection)}, ${amountOf('c.volume', 'c.price')}, 0)) as amount
    from (${foundBy(searches)}) found
    join coupons c on c.id = found.id
  `.execute(db)
  const [sums] = rows
  return {
    capped: Number(sums?.capped) === 1,
    coupons: exactSum(sums?.coupons),
    volume: exactSum(sums?.volume),
    remaining: exactSum(sums?.remaining),
    amount: exactSum(sums?.amount),
  }
}

/** The place of a row in an order, for the page that begins beside it; undefined for another company's row. */
export async function selectCouponPosition(
  db: Db,
  companyId: CompanyId,
  id: number,
  order: CouponOrder,
): Promise<string | number | undefined> {
  const row = await db
    .selectFrom('coupons')
    .select(order.by)
    .where('company_id', '=', companyId)
    .where('id', '=', id)
    .executeTakeFirst()
  return row?.[order.by]
}

/** Of a company, those that are there. */
export function selectCouponsByIds(
  db: Db,
  companyId: CompanyId,
  ids: readonly number[],
): Promise<ListedCouponRow[]> {
  if (ids.length === 0) return Promise.resolve([])
  return db
    .selectFrom('coupons')
    .select(['id', 'number', 'product', 'volume', 'remaining', 'price', 'valid_from', 'valid_until'])
    .select(['status', 'open', 'returned', 'lapsed'])
    .where('company_id', '=', companyId)
    .where('id', 'in', ids)
    .orderBy('valid_until')
    .orderBy('number')
    .execute()
}

/** What decides in which part of a list a coupon stands; undefined for another company's row. */
export function selectCouponStatus(
  db: Db,
  companyId: CompanyId,
  id: number,
): Promise<Pick<ListedCouponRow, 'status' | 'valid_until'> | undefined> {
  return db
    .selectFrom('coupons')
    .select(['status', 'valid_until'])
    .where('company_id', '=', companyId)
    .where('id', '=', id)
    .executeTakeFirst()
}

/** Ids, read from the indexes alone: a page out of the ranges that the order runs through, or all of a small set. */
function candidates(
  companyId: CompanyId,
  selection: CouponSelection,
  allProducts: readonly ProductCode[],
  order: CouponOrder,
  request: PageRequest,
): RawBuilder<unknown> {
  const { q, slices, products, from, to, withFuel } = selection
  if (q !== undefined) return foundBy(searchesForCoupons(companyId, q))
  const isNarrowed = Boolean(slices || products || from || to)
  const isPage = order.by === 'valid_until' || !isNarrowed
  const column = sql.ref(order.by)
  const direction = sql.raw(readsDown(order.descending, request) ? 'desc' : 'asc')
  const page = isPage ? sql`order by place ${direction}, id ${direction} limit ${request.limit}` : sql``
  const edge = isPage ? beyond(column, sql.ref('id'), request, order.descending) : sql``
  const narrowed = sql`${days(from, to)} ${withFuel ? sql`and remaining > 0` : sql``}`
  const parts = rangesOf(companyId, selection, allProducts, isPage ? order.by : 'valid_until').map(
    (range) => sql`(select id, ${column} as place from coupons ${range} ${narrowed} ${edge} ${page})`,
  )
  return sql`${sql.join(parts, sql` union all `)} ${parts.length > 1 ? page : sql``}`
}

const WHOLE_INDEX = {
  valid_until: 'coupons_company_until',
  number: 'coupons_company_number',
  id: 'coupons_company_id',
} as const

/** Each is one stretch of an index: the whole in an order, or status or openness, then product, then the last day. */
function rangesOf(
  companyId: CompanyId,
  { slices, products }: CouponSelection,
  allProducts: readonly ProductCode[],
  by: CouponOrder['by'],
): RawBuilder<unknown>[] {
  if (!slices && !products) {
    return [sql`force index (${sql.ref(WHOLE_INDEX[by])}) where company_id = ${companyId}`]
  }
  const every = products ?? allProducts
  const isOpen = (product: ProductCode, open: 0 | 1) => sql`force index (coupons_company_open)
    where company_id = ${companyId} and open = ${open} and product = ${product}`
  if (!slices) return every.flatMap((product) => [isOpen(product, 0), isOpen(product, 1)])
  return slices.flatMap(({ status, from, to }) =>
    every.map((product) => {
      if (status === 'open') return sql`${isOpen(product, 1)} ${days(from, to)}`
      return sql`force index (coupons_company_status)
        where company_id = ${companyId} and status = ${status} and product = ${product} ${days(from, to)}`
    }),
  )
}
