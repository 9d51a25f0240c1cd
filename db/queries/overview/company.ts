import { sql } from 'kysely'
import type { Db } from '#db/connection/client.server.ts'
import type { CardStatus, CompanyId, CouponStatus, ProductCode } from '#db/schema/index.ts'
import { exactSum } from '#db/sql/exact-sum.ts'

/** Of the cards of one status: all, those whose last day is before `today`, and those whose last day is `soon` or before. */
export interface CardsOfStatus {
  status: CardStatus
  cards: number
  past: number
  soon: number
}

/** Cards by status, counted in one way through the index. */
export async function countCardsByStatus(
  db: Db,
  companyId: CompanyId,
  { today, soon }: { today: string; soon: string },
): Promise<CardsOfStatus[]> {
  const rows = await db
    .selectFrom('cards')
    .select((eb) => [
      'status',
      sql<string>`coalesce(sum(valid_until < ${today}), 0)`.as('past'),
      sql<string>`coalesce(sum(valid_until <= ${soon}), 0)`.as('soon'),
      eb.fn.countAll<string>().as('cards'),
    ])
    .where('company_id', '=', companyId)
    .groupBy('status')
    .execute()
  return rows.map(({ status, past, soon, cards }) => ({
    ...{ status, cards: exactSum(cards), past: exactSum(past), soon: exactSum(soon) },
  }))
}

/** Whether a company has a coupon of any status. */
export async function selectHasCoupons(db: Db, companyId: CompanyId): Promise<boolean> {
  const query = db.selectFrom('coupons').select('id').where('company_id', '=', companyId).limit(1)
  return (await query.executeTakeFirst()) !== undefined
}

export interface LeftByProductAndDay {
  product: ProductCode
  validUntil: string
  coupons: number
  /** Millilitres. */
  remaining: number
}

/** What is left of one status from a day on, and what coupons held when they ended. */
export interface LeftAndExpired {
  left: LeftByProductAndDay[]
  /** Millilitres and tiyn. */
  expired: { remaining: number; worth: number }
}

/**
 * What of one status is left from today on, by product and last day, and what is left in those that today or their issuer
 * calls expired: index ranges for each product, in one statement.
 */
export async function sumCoupons(
  db: Db,
  companyId: CompanyId,
  {
    status,
    openStatuses,
    products,
    today,
  }: {
    status: CouponStatus
    openStatuses: readonly CouponStatus[]
    products: readonly ProductCode[]
    today: string
  },
): Promise<LeftAndExpired> {
  const of = (among: readonly CouponStatus[]) => sql`from coupon_totals
    where company_id = ${companyId} and span = 'day' and product in (${sql.join(products)})
      and status in (${sql.join(among)})`
  const ended = sql`'' as product, null as starts_on, 0 as coupons, coalesce(sum(remaining), 0) as remaining,
    coalesce(sum(remaining_amount), 0) as worth`
  const { rows } = await sql<{
    product: ProductCode
    starts_on: string | null
    coupons: string
    remaining: string
    worth: string
  }>`
    select product, starts_on, sum(coupons) as coupons, sum(remaining) as remaining, 0 as worth
      ${of([status])} and starts_on >= ${today} group by product, starts_on having sum(coupons) <> 0
    union all select ${ended} ${of(openStatuses)} and starts_on < ${today}
    union all select ${ended} ${of(['expired'])}
  `.execute(db)
  const expired = { remaining: 0, worth: 0 }
  const left: LeftByProductAndDay[] = []
  for (const { product, starts_on: validUntil, ...row } of rows) {
    const [coupons, remaining] = [exactSum(row.coupons), exactSum(row.remaining)]
    if (validUntil !== null) left.push({ product, validUntil, coupons, remaining })
    else {
      expired.remaining += remaining
      expired.worth += exactSum(row.worth)
    }
  }
  return { left, expired }
}

export interface Spent {
  /** Millilitres. */
  volume: number
  /** Tiyn. */
  amount: number
}

export interface SpentByMonthAndProduct extends Spent {
  /** `YYYY-MM` */
  month: string
  product: ProductCode
  transactions: number
  /** Of it up to the day that was asked about. */
  before: Spent
}

/** Since a day, by month and product, and how much of each up to the day `until`, inclusive. */
export async function sumTransactionsByMonth(
  db: Db,
  companyId: CompanyId,
  { from, until }: { from: string; until: string },
): Promise<SpentByMonthAndProduct[]> {
  const { rows } = await sql<
    Record<Exclude<keyof SpentByMonthAndProduct, 'before'> | 'volume_before' | 'amount_before', string>
  >`
    select left(day, 7) as month, product, sum(transactions) as transactions, sum(volume) as volume,
      sum(amount) as amount, sum(if(day <= ${until}, volume, 0)) as volume_before,
      sum(if(day <= ${until}, amount, 0)) as amount_before
    from transaction_totals
    where company_id = ${companyId} and day >= ${from}
    group by month, product
  `.execute(db)
  return rows.map((row) => ({
    month: row.month,
    product: row.product,
    transactions: exactSum(row.transactions),
    volume: exactSum(row.volume),
    amount: exactSum(row.amount),
    before: { volume: exactSum(row.volume_before), amount: exactSum(row.amount_before) },
  }))
}
