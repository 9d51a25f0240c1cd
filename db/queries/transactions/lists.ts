import { type RawBuilder, sql } from 'kysely'
import type { Db } from '#db/connection/client.server.ts'
import type {
  AssignmentSubject,
  CompanyId,
  CouponRemainder,
  PresentedBy,
  ProductCode,
  TransactionOperation,
} from '#db/schema/index.ts'
import {
  type AssignedColumns,
  assignedColumns,
  joinAssignedThen,
  transactionsAssignedTo,
} from '#db/sql/assigned.ts'
import { searchesForCards } from '#db/sql/card-search.ts'
import { exactSum } from '#db/sql/exact-sum.ts'
import { beyond, type PageRequest, readsDown } from '#db/sql/page-request.ts'
import { beginningWith, foundBy, hadMore, reversed, SEARCH_LIMIT, type Searches } from '#db/sql/search.ts'
import { packed } from '#db/sql/search-text.ts'

/** What a list shows; left out means any. */
export interface TransactionSelection {
  product?: ProductCode | undefined
  /** Instants: `from <= occurred_at < until`. */
  from?: Date | undefined
  until?: Date | undefined
  cardId?: number | undefined
  couponId?: number | undefined
  /** Whose the card or coupon was then. */
  assignedTo?: { subject: AssignmentSubject; id: number } | undefined
  /** A receipt; beginning or last characters of a card's or coupon's number; beginning of a holder or plate. */
  q?: string | undefined
}

/** With the driver and the vehicle that the card or coupon belonged to then. */
export interface ListedTransactionRow extends AssignedColumns {
  id: number
  occurred_at: Date
  station_code: string
  station_name: string | null
  station_city: string | null
  receipt: string
  instrument_number: string
  card_id: number | null
  coupon_id: number | null
  holder: string | null
  plate: string | null
  /** How it was asked for at the pump; null: a register brought it. */
  presented: PresentedBy | null
  odometer_km: number | null
  odometer_unlikely: 0 | 1 | null
  /** Millilitres that its operation left on a coupon, with the first of its sales, and what became of them. */
  remainder: number | null
  remainder_becomes: CouponRemainder | null
  product: ProductCode
  operation: TransactionOperation
  volume: number
  price: number
  amount: number
}

const LISTED_COLUMNS = sql`t.id, t.occurred_at, t.station_code, s.name as station_name, s.city as station_city,
  t.receipt, t.instrument_number, t.card_id, t.coupon_id, c.holder, c.plate, t.product, t.operation,
  t.volume, t.price, t.amount, a.presented, a.odometer_km, a.odometer_unlikely, a.remainder_becomes, ${assignedColumns},
  if(exists (select 1 from transactions b where b.authorization_id = t.authorization_id and b.operation = 'sale' and b.id < t.id),
    null, a.remainder) as remainder`

/** One page by time; costs the same at a thousand rows and at ten million. */
export async function selectTransactionPage(
  db: Db,
  companyId: CompanyId,
  selection: TransactionSelection,
  descending: boolean,
  request: PageRequest,
): Promise<ListedTransactionRow[]> {
  const direction = sql.raw(readsDown(descending, request) ? 'desc' : 'asc')
  const order = (prefix: string) =>
    sql`order by ${sql.ref(`${prefix}occurred_at`)} ${direction}, ${sql.ref(`${prefix}id`)} ${direction}`
  const { rows } = await sql<ListedTransactionRow>`
    select ${LISTED_COLUMNS}
    from (
      select t.id from ${source(companyId, selection)}
      where ${matches(companyId, selection)}
        ${beyond(sql.ref('t.occurred_at'), sql.ref('t.id'), request, descending)}
      ${order('t.')} limit ${request.limit}
    ) page
    join transactions t on t.id = page.id
    left join stations s on s.code = t.station_code
    left join cards c on c.id = t.card_id and c.company_id = t.company_id
    left join authorizations a on a.id = t.authorization_id ${joinAssignedThen}
    ${order('t.')}
  `.execute(db)
  return rows
}

/** One row as lists show it; undefined for another company's. */
export async function selectListedTransaction(
  db: Db,
  companyId: CompanyId,
  id: number,
): Promise<ListedTransactionRow | undefined> {
  const { rows } = await sql<ListedTransactionRow>`
    select ${LISTED_COLUMNS}
    from transactions t
    left join stations s on s.code = t.station_code
    left join cards c on c.id = t.card_id and c.company_id = t.company_id
    left join authorizations a on a.id = t.authorization_id ${joinAssignedThen}
    where t.company_id = ${companyId} and t.id = ${id}
  `.execute(db)
  return rows[0]
}

export interface TransactionSums {
  transactions: number
  /** Millilitres. */
  volume: number
  /** Tiyn. */
  amount: number
}

/** What is selected, counted row by row up to SEARCH_LIMIT; `capped` when there is more. */
export async function sumFoundTransactions(
  db: Db,
  companyId: CompanyId,
  selection: TransactionSelection,
): Promise<TransactionSums & { capped: boolean }> {
  const more = selection.q === undefined ? sql`false` : hadMore(searchesFor(companyId, selection.q))
  const { rows } = await sql<Record<'capped' | keyof TransactionSums, string>>`
    select count(*) as transactions, sum(volume) as volume, sum(amount) as amount, ${more} as capped from (
      select t.volume, t.amount from ${source(companyId, selection)}
      where ${matches(companyId, selection)} limit ${SEARCH_LIMIT + 1}
    ) found
  `.execute(db)
  const transactions = exactSum(rows[0]?.transactions)
  return {
    transactions: Math.min(transactions, SEARCH_LIMIT),
    volume: exactSum(rows[0]?.volume),
    amount: exactSum(rows[0]?.amount),
    capped: transactions > SEARCH_LIMIT || Number(rows[0]?.capped) === 1,
  }
}

/** The place of a row in time, for the page that begins beside it; undefined for another company's row. */
export async function selectTransactionPosition(
  db: Db,
  companyId: CompanyId,
  id: number,
): Promise<Date | undefined> {
  const row = await db
    .selectFrom('transactions')
    .select('occurred_at')
    .where('company_id', '=', companyId)
    .where('id', '=', id)
    .executeTakeFirst()
  return row?.occurred_at
}

function source(
  companyId: CompanyId,
  { q, cardId, couponId, product, assignedTo }: TransactionSelection,
): RawBuilder<unknown> {
  if (q !== undefined)
    return sql`(${foundBy(searchesFor(companyId, q))}) found straight_join transactions t on t.id = found.id`
  if (assignedTo)
    return sql`(${transactionsAssignedTo(assignedTo)} limit ${SEARCH_LIMIT}) found straight_join transactions t on t.id = found.id`
  if (couponId !== undefined) return sql`transactions t force index (transactions_coupon)`
  if (cardId !== undefined) return sql`transactions t force index (transactions_card)`
  if (product) return sql`transactions t force index (transactions_company_product_at)`
  return sql`transactions t force index (transactions_company_at)`
}

function searchesFor(companyId: CompanyId, q: string): Searches {
  const number = packed(q)
  const search = (index: string, condition: RawBuilder<unknown>) => sql`
    select id from transactions force index (${sql.ref(index)}) where company_id = ${companyId} and ${condition}`
  return [
    search('transactions_company_receipt', sql`receipt in (${q}, ${number})`),
    search('transactions_company_number', sql`instrument_number like ${beginningWith(number)}`),
    search('transactions_company_reversed', sql`instrument_reversed like ${beginningWith(reversed(number))}`),
    sql`select t.id from (${foundBy(searchesForCards(companyId, q))}) c
      join transactions t force index (transactions_card) on t.card_id = c.id
      where t.company_id = ${companyId}`,
  ]
}

function matches(companyId: CompanyId, selection: TransactionSelection): RawBuilder<unknown> {
  const { product, from, until, cardId, couponId } = selection
  const parts: RawBuilder<unknown>[] = [sql`t.company_id = ${companyId}`]
  if (cardId !== undefined) parts.push(sql`t.card_id = ${cardId}`)
  if (couponId !== undefined) parts.push(sql`t.coupon_id = ${couponId}`)
  if (product) parts.push(sql`t.product = ${product}`)
  if (from) parts.push(sql`t.occurred_at >= ${from}`)
  if (until) parts.push(sql`t.occurred_at < ${until}`)
  return sql.join(parts, sql` and `)
}
