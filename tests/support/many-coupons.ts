import { sql } from 'kysely'
import type { CompanyId } from '#app/domain/kernel/context.ts'
import type { Db } from '#db/connection/client.server.ts'
import { numbersBelow } from './numbers-below.ts'

/** Coupons of 20 litres of diesel that can be used until 31 December 2026, the first one a day longer; with their sums. */
export async function manyCoupons(db: Db, companyId: CompanyId, rows: number): Promise<void> {
  await sql`
    insert into coupons (company_id, number, number_reversed, product, volume, remaining, price, valid_from, valid_until,
      status, issuer_status, open)
    select ${companyId}, number, reverse(number), 'diesel', 20000, 20000, 32500, '2025-11-01',
      if(n = 0, '2027-01-01', '2026-12-31'), 'active', 'active', 1
    from (
      select n, cast(77770000000000000000 + ${companyId} * 1000000000000 + n * 7919 as char) as number
      from (${numbersBelow(rows)}) counted
    ) made
  `.execute(db)
  const sums = sql`count(*), sum(volume), sum(remaining), sum(round(volume * price / 1000)), sum(round(remaining * price / 1000))`
  for (const [span, day] of [
    ['day', sql`valid_until`],
    ['month', sql`date_format(valid_until, '%Y-%m-01')`],
  ] as const)
    await sql`insert into coupon_totals
      select company_id, ${span}, product, status, ${day} as starts_on, 0, ${sums} from coupons
      where company_id = ${companyId} group by 1, 2, 3, 4, 5`.execute(db)
}
