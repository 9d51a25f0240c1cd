import { sql } from 'kysely'
import type { Db } from '#db/connection/client.server.ts'
import type { CompanyId } from '#db/schema/index.ts'
import { amountOf } from '#db/sql/amount.ts'
import { selectProgress, upsertProgress } from '#db/sql/progress.ts'

/** Counts a company's coupons anew into its sums: an earlier release does not keep what they are worth. */
export async function updateCouponValues(db: Db, companyId: CompanyId): Promise<void> {
  await sql`select company_id from coupon_totals where company_id = ${companyId} for update`.execute(db)
  await sql`update coupon_totals set remaining_amount = 0 where company_id = ${companyId}`.execute(db)
  for (const [span, day] of [
    ['day', sql`valid_until`],
    ['month', sql`cast(date_format(valid_until, '%Y-%m-01') as date)`],
  ] as const) {
    await sql`
      insert into coupon_totals
        (company_id, span, product, status, starts_on, slot, coupons, volume, remaining, amount, remaining_amount)
      select company_id, ${span}, product, status, starts_on, 0, 0, 0, 0, 0, worth from (
        select company_id, product, status, ${day} as starts_on,
          sum(${amountOf('remaining', 'price')}) as worth
        from coupons where company_id = ${companyId}
        group by company_id, product, status, starts_on
      ) counted
      on duplicate key update remaining_amount = values(remaining_amount)
    `.execute(db)
  }
}

const DONE = 'coupons.valued_up_to'

/** The next companies behind those whose coupons were counted, by their ids. */
export async function selectUnvaluedCompanies(db: Db, limit: number): Promise<number[]> {
  const rows = await db
    .selectFrom('companies')
    .select('id')
    .where('id', '>', await selectProgress(db, DONE))
    .orderBy('id')
    .limit(limit)
    .execute()
  return rows.map(({ id }) => id)
}

export function upsertValuedUpTo(db: Db, id: number): Promise<void> {
  return upsertProgress(db, DONE, id)
}
