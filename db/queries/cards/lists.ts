import { type RawBuilder, sql } from 'kysely'
import type { Db } from '#db/connection/client.server.ts'
import type { CardStatus, CardsTable, CompanyId, ProductCode } from '#db/schema/index.ts'
import { type AssignedColumns, assignedColumns, joinAssigned } from '#db/sql/assigned.ts'
import { searchesForCards } from '#db/sql/card-search.ts'
import { exactSum } from '#db/sql/exact-sum.ts'
import { now } from '#db/sql/now.ts'
import { beyond, type PageRequest, readsDown } from '#db/sql/page-request.ts'
import { foundBy, hadMore, SEARCH_LIMIT } from '#db/sql/search.ts'

/** Cards of one stored status, by their last day; a card without one is never over. */
export interface CardSlice {
  status: CardStatus
  /** Still valid on this day. */
  validOn?: string | undefined
  /** Over before this day. */
  overBefore?: string | undefined
}

/** What a list shows; left out means any. */
export interface CardSelection {
  slices?: readonly CardSlice[] | undefined
  product?: ProductCode | undefined
  /** Only these. */
  ids?: readonly number[] | undefined
  /** The last day is this one or before it. */
  until?: string | undefined
  /** Beginning or last characters of the number; beginning of the holder's name or of the plate. */
  q?: string | undefined
}

export interface CardOrder {
  by: 'number' | 'holder' | 'id'
  descending: boolean
}

/** The holder and the plate are the issuer’s words. */
export type ListedCardRow = Pick<
  CardsTable,
  | 'number'
  | 'holder'
  | 'plate'
  | 'products'
  | 'scheme'
  | 'daily_limit'
  | 'weekly_limit'
  | 'monthly_limit'
  | 'limit_unit'
  | 'balance'
  | 'status'
  | 'issuer_status'
  | 'valid_until'
> &
  AssignedColumns & { id: number }

/**
 * One page, with the driver and the vehicle that each belongs to now. Read in the order's own index or, when few are selected (`isSmall`), out of the
 * index of what is selected; a search looks at as many cards at most.
 */
export async function selectCardPage(
  db: Db,
  companyId: CompanyId,
  selection: CardSelection,
  order: CardOrder,
  request: PageRequest & { isSmall?: boolean },
): Promise<ListedCardRow[]> {
  const column = sql.ref(`c.${order.by}`)
  const direction = sql.raw(readsDown(order.descending, request) ? 'desc' : 'asc')
  const { rows } = await sql<ListedCardRow>`
    select page.*, ${assignedColumns} from (
    select c.id, c.number, c.holder, c.plate, c.products, c.scheme, c.daily_limit, c.weekly_limit, c.monthly_limit,
      c.limit_unit, c.balance, c.status, c.issuer_status, c.valid_until
    from ${request.isSmall && selection.slices ? selected(companyId, selection) : ordered(companyId, selection, order)}
    where ${matches(companyId, selection)} ${beyond(column, sql.ref('c.id'), request, order.descending)}
    order by ${column} ${direction}, c.id ${direction}
    limit ${request.limit}
    ) page ${joinAssigned({ kind: sql`'card'`, id: sql`page.id`, companyId: sql`${companyId}`, at: now })}
    order by ${sql.ref(`page.${order.by}`)} ${direction}, page.id ${direction}
  `.execute(db)
  return rows
}

/** How many there are, up to SEARCH_LIMIT; `capped` when there may be more. */
export async function countCards(
  db: Db,
  companyId: CompanyId,
  selection: CardSelection,
): Promise<{ cards: number; capped: boolean }> {
  const more = selection.q === undefined ? sql`false` : hadMore(searchesForCards(companyId, selection.q))
  // Of one state its range alone is counted: a limit around its limit would write the rows down twice.
  const limit = sql`limit ${SEARCH_LIMIT + 1}`
  const counted = !isInItsIndex(selection)
    ? sql`select c.id from ${selected(companyId, selection)} where ${matches(companyId, selection)} ${limit}`
    : sql`${slicesOf(companyId, selection)} ${selection.slices?.length === 1 ? sql`` : limit}`
  const { rows } = await sql<{ cards: string; capped: string }>`
    select count(*) as cards, ${more} as capped from (${counted}) found
  `.execute(db)
  const cards = exactSum(rows[0]?.cards)
  return {
    cards: Math.min(cards, SEARCH_LIMIT),
    capped: cards > SEARCH_LIMIT || Number(rows[0]?.capped) === 1,
  }
}

/** The place of a row in an order, for the page that begins beside it; undefined for another company's row. */
export async function selectCardPosition(
  db: Db,
  companyId: CompanyId,
  id: number,
  order: CardOrder,
): Promise<string | number | undefined> {
  const row = await db
    .selectFrom('cards')
    .select(order.by)
    .where('company_id', '=', companyId)
    .where('id', '=', id)
    .executeTakeFirst()
  return row?.[order.by]
}

const INDEX = {
  number: 'cards_company_number',
  holder: 'cards_company_holder',
  id: 'cards_company_id',
} as const

/** Cards as they lie in an order's index. */
function ordered(companyId: CompanyId, selection: CardSelection, order: CardOrder): RawBuilder<unknown> {
  if (selection.q !== undefined || selection.ids) return selected(companyId, selection)
  return sql`cards c force index (${sql.ref(INDEX[order.by])})`
}

/** Cards as a search or their status finds them. */
function selected(companyId: CompanyId, { q, slices, ids, until }: CardSelection): RawBuilder<unknown> {
  if (q !== undefined) {
    return sql`(${foundBy(searchesForCards(companyId, q))}) found join cards c on c.id = found.id`
  }
  if (ids) return sql`cards c`
  if (!slices) return sql`cards c force index (cards_company_id)`
  return sql`(${slicesOf(companyId, { slices, until })}) found join cards c on c.id = found.id`
}

/** Whether the index of the status tells all that is asked for. */
function isInItsIndex({ slices, product, ids, q }: CardSelection): boolean {
  return slices !== undefined && product === undefined && ids === undefined && q === undefined
}

/** The ids of cards of some states, as many as are counted of each. */
function slicesOf(companyId: CompanyId, { slices = [], until }: CardSelection): RawBuilder<unknown> {
  const ranges = slices.map(
    ({ status, validOn, overBefore }) => sql`(select id from cards force index (cards_company_status)
      where company_id = ${companyId} and status = ${status}
        ${validOn ? sql`and (valid_until is null or valid_until >= ${validOn})` : sql``}
        ${overBefore ? sql`and valid_until < ${overBefore}` : sql``}
        ${until ? sql`and valid_until <= ${until}` : sql``}
      limit ${SEARCH_LIMIT + 1})`,
  )
  return sql.join(ranges, sql` union all `)
}

function matches(companyId: CompanyId, { slices, product, ids, until }: CardSelection): RawBuilder<unknown> {
  const parts: RawBuilder<unknown>[] = [sql`c.company_id = ${companyId}`]
  if (product) parts.push(sql`find_in_set(${product}, c.products) > 0`)
  if (ids) parts.push(ids.length > 0 ? sql`c.id in (${sql.join(ids)})` : sql`false`)
  if (until) parts.push(sql`c.valid_until <= ${until}`)
  if (slices) parts.push(sql`(${sql.join(slices.map(sliceCondition), sql` or `)})`)
  return sql.join(parts, sql` and `)
}

function sliceCondition({ status, validOn, overBefore }: CardSlice): RawBuilder<unknown> {
  return sql`(c.status = ${status}
    ${validOn ? sql`and (c.valid_until is null or c.valid_until >= ${validOn})` : sql``}
    ${overBefore ? sql`and c.valid_until < ${overBefore}` : sql``})`
}
