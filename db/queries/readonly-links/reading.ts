import { type RawBuilder, sql } from 'kysely'
import type { Db } from '#db/connection/client.server.ts'
import type { CompanyId, CouponStatus, ProductCode, TransactionOperation } from '#db/schema/index.ts'
import { joinAssignedThen } from '#db/sql/assigned.ts'
import { exactSum } from '#db/sql/exact-sum.ts'
import { beyond, beyondId, directionOf, type PageRequest, readsDown } from '#db/sql/page-request.ts'

// What a reader without an account is shown: plates, and no other column that says something of a person.

/** Days, both inclusive, and the moments between which they lie: `start <= .. < end`. */
export interface ReadPeriod {
  from: string
  to: string
  start: Date
  end: Date
}

export interface ReadTransactionRow {
  id: number
  occurred_at: Date
  instrument_number: string
  is_coupon: 0 | 1
  plate: string
  station: string
  receipt: string
  product: ProductCode
  operation: TransactionOperation
  volume: number
  price: number
  amount: number
}

/** The newest first. */
export async function selectReadTransactions(
  db: Db,
  companyId: CompanyId,
  { start, end }: ReadPeriod,
  request: PageRequest,
): Promise<ReadTransactionRow[]> {
  const direction = sql.raw(readsDown(true, request) ? 'desc' : 'asc')
  const { rows } = await sql<ReadTransactionRow>`
    select t.id, t.occurred_at, t.instrument_number, t.coupon_id is not null as is_coupon,
      coalesce(ve.plate, c.plate, '') as plate, coalesce(s.name, t.station_code) as station, t.receipt, t.product,
      t.operation, t.volume, t.price, t.amount
    from (
      select t.id from transactions t
      where t.company_id = ${companyId} and t.occurred_at >= ${start} and t.occurred_at < ${end}
        ${beyond(sql.ref('t.occurred_at'), sql.ref('t.id'), request, true)}
      order by t.occurred_at ${direction}, t.id ${direction} limit ${request.limit}
    ) page
    join transactions t on t.id = page.id
    left join stations s on s.code = t.station_code
    left join cards c on c.id = t.card_id and c.company_id = t.company_id ${joinAssignedThen}
    order by t.occurred_at ${direction}, t.id ${direction}
  `.execute(db)
  return rows
}

/** The place of one of them in time; undefined for every other row. */
export async function selectReadTransactionPlace(
  db: Db,
  companyId: CompanyId,
  { start, end }: ReadPeriod,
  id: number,
): Promise<Date | undefined> {
  const row = await db
    .selectFrom('transactions')
    .select('occurred_at')
    .where('company_id', '=', companyId)
    .where('id', '=', id)
    .where('occurred_at', '>=', start)
    .where('occurred_at', '<', end)
    .executeTakeFirst()
  return row?.occurred_at
}

export interface ReadCouponRow {
  id: number
  number: string
  product: ProductCode
  volume: number
  price: number
  valid_from: string
  valid_until: string
  /** Of today; what happened after the period is nobody's here. */
  status: CouponStatus
  /** When it was used in the period; null: not in it. */
  used_at: Date | null
  /** 1: it is used, and the register does not say when. */
  is_used_some_day: 0 | 1
  /** When staff exchanged it here. */
  exchanged_at: Date | null
  used_station: string | null
}

/** A coupon is of the period when it could be used on one of its days, and was not used up before. */
function isOfPeriod(companyId: CompanyId, { from, to, start }: ReadPeriod): RawBuilder<unknown> {
  return sql`k.company_id = ${companyId} and k.valid_until >= ${from} and k.valid_from <= ${to}
    and (k.redeemed_at is null or k.redeemed_at >= ${start})`
}

/** By their last day. */
export async function selectReadCoupons(
  db: Db,
  companyId: CompanyId,
  period: ReadPeriod,
  request: PageRequest,
): Promise<ReadCouponRow[]> {
  const direction = sql.raw(readsDown(false, request) ? 'desc' : 'asc')
  const { rows } = await sql<ReadCouponRow>`
    select k.id, k.number, k.product, k.volume, k.price, k.valid_from, k.valid_until, k.status, k.exchanged_at,
      k.status = 'redeemed' and k.redeemed_at is null as is_used_some_day,
      if(k.redeemed_at < ${period.end}, k.redeemed_at, null) as used_at,
      if(k.redeemed_at < ${period.end}, k.redeemed_station, null) as used_station
    from coupons k where ${isOfPeriod(companyId, period)}
      ${beyond(sql.ref('k.valid_until'), sql.ref('k.id'), request, false)}
    order by k.valid_until ${direction}, k.id ${direction} limit ${request.limit}
  `.execute(db)
  return rows
}

export async function selectReadCouponPlace(
  db: Db,
  companyId: CompanyId,
  period: ReadPeriod,
  id: number,
): Promise<string | undefined> {
  const { rows } = await sql<{ valid_until: string }>`
    select k.valid_until from coupons k where k.id = ${id} and ${isOfPeriod(companyId, period)}
  `.execute(db)
  return rows[0]?.valid_until
}

export interface ReadCardRow {
  id: number
  number: string
  plate: string
  /** Codes, one a word. */
  products: string
  /** Of the period. */
  transactions: number
  volume: number
  amount: number
}

/** Cards that were used in the period, the newest first, with what was bought with each. */
export async function selectReadCards(
  db: Db,
  companyId: CompanyId,
  { start, end }: ReadPeriod,
  request: PageRequest,
): Promise<ReadCardRow[]> {
  const direction = sql.raw(directionOf(request))
  const { rows } = await sql<Omit<ReadCardRow, keyof Sums> & Sums>`
    select c.id, c.number, c.plate, c.products, count(*) as transactions, sum(t.volume) as volume, sum(t.amount) as amount
    from (
      select c.id from cards c
      where c.company_id = ${companyId} and ${beyondId('c.id', request)} and exists (
        select 1 from transactions u where u.card_id = c.id and u.company_id = ${companyId} and u.coupon_id is null
          and u.occurred_at >= ${start} and u.occurred_at < ${end})
      order by c.id ${direction} limit ${request.limit}
    ) page
    join cards c on c.id = page.id
    join transactions t on t.card_id = c.id and t.company_id = ${companyId} and t.coupon_id is null
      and t.occurred_at >= ${start} and t.occurred_at < ${end}
    group by c.id, c.number, c.plate, c.products order by c.id ${direction}
  `.execute(db)
  return rows.map((row) => ({ ...row, ...exact(row) }))
}

type Sums = Record<'transactions' | 'volume' | 'amount', string | null>

export interface ReadTotalRow {
  product: ProductCode
  transactions: number
  volume: number
  amount: number
}

/** Of the period, by product. */
export async function sumReadTransactions(
  db: Db,
  companyId: CompanyId,
  { from, to }: ReadPeriod,
): Promise<ReadTotalRow[]> {
  const { rows } = await sql<Sums & { product: ProductCode }>`
    select product, sum(transactions) as transactions, sum(volume) as volume, sum(amount) as amount
    from transaction_totals where company_id = ${companyId} and day >= ${from} and day <= ${to}
    group by product having sum(transactions) <> 0 order by product
  `.execute(db)
  return rows.map((row) => ({ product: row.product, ...exact(row) }))
}

function exact({ transactions, volume, amount }: Sums) {
  return { transactions: exactSum(transactions), volume: exactSum(volume), amount: exactSum(amount) }
}
