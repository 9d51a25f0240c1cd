import { sql } from 'kysely'
import type { Db } from '#db/connection/client.server.ts'

/** Differences between the kept sums of coupons and the coupons themselves: none, ever. */
export async function driftOfCouponTotals(db: Db): Promise<unknown[]> {
  const counted = (span: string, day: string) => sql`
    select company_id, ${sql.lit(span)} as span, product, status, ${sql.raw(day)} as starts_on, count(*) as coupons,
      sum(volume) as volume, sum(remaining) as remaining, sum(round(volume * price / 1000)) as amount,
      sum(round(remaining * price / 1000)) as remaining_amount
    from coupons group by 1, 2, 3, 4, 5`
  const { rows } = await sql`
    select company_id, span, product, status, starts_on, sum(coupons) as c, sum(volume) as v, sum(remaining) as r, sum(amount) as a, sum(remaining_amount) as w
    from (
      select company_id, span, product, status, starts_on, coupons, volume, remaining, amount, remaining_amount from coupon_totals
      union all
      select company_id, span, product, status, starts_on, -coupons, -volume, -remaining, -amount, -remaining_amount from (
        ${counted('day', 'valid_until')} union all ${counted('month', "date_format(valid_until, '%Y-%m-01')")}
      ) counted
    ) both_sides
    group by 1, 2, 3, 4, 5 having c <> 0 or v <> 0 or r <> 0 or a <> 0 or w <> 0
  `.execute(db)
  return rows
}

/** The same of transactions. */
export async function driftOfTransactionTotals(db: Db): Promise<unknown[]> {
  const { rows } = await sql`
    select company_id, day, product, sum(transactions) as t, sum(volume) as v, sum(amount) as a from (
      select company_id, day, product, sum(transactions) as transactions, sum(volume) as volume,
        sum(amount) as amount from transaction_totals group by company_id, day, product
      union all
      select company_id, occurred_on, product, -1, -cast(volume as signed), -cast(amount as signed) from transactions
    ) both_sides
    group by 1, 2, 3 having t <> 0 or v <> 0 or a <> 0
  `.execute(db)
  return rows
}
