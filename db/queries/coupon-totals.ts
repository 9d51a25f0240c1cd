import { type Insertable, type RawBuilder, sql } from 'kysely'
import type { Db } from '#db/client.server.ts'
import type { CompanyId, CouponStatus, CouponTotalsTable, Product } from '#db/schema.ts'
import { inBatches } from './batches.ts'
import type { CouponSums } from './coupon-lists.ts'
import { exactSum } from './exact-sum.ts'

export type CouponTotalsRow = Insertable<CouponTotalsTable>

/** Adds to the sums; negative figures take away. Rows come sorted by their key, so that two writers never cross. */
export async function addToCouponTotals(db: Db, rows: readonly CouponTotalsRow[]): Promise<void> {
  const plus = (column: string) => sql<never>`${sql.ref(column)} + values(${sql.ref(column)})`
  await inBatches(rows, (batch) =>
    db
      .insertInto('coupon_totals')
      .values(batch)
      .onDuplicateKeyUpdate({
        coupons: plus('coupons'),
        volume: plus('volume'),
        remaining: plus('remaining'),
        amount: plus('amount'),
      })
      .execute(),
  )
}

export interface CouponTotalsFilter {
  products?: readonly Product[] | undefined
  from?: string | undefined
  to?: string | undefined
}

export type SumsByStatus = CouponSums & { status: CouponStatus; past: boolean }

/** Sums by stored status, apart for those whose last day is before `today`. */
export async function sumCouponTotals(
  db: Db,
  companyId: CompanyId,
  filter: CouponTotalsFilter,
  today: string,
): Promise<SumsByStatus[]> {
  const { products, from, to } = filter
  const { rows } = await sql<Sums & { status: CouponStatus; past: number }>`
    select status, valid_until < ${today} as past, ${sums}
    from coupon_totals
    where company_id = ${companyId} ${products ? sql`and product in (${sql.join(products)})` : sql``}
      ${from ? sql`and valid_until >= ${from}` : sql``} ${to ? sql`and valid_until <= ${to}` : sql``}
    group by status, past
  `.execute(db)
  return rows.map((row) => ({ ...exact(row), status: row.status, past: Number(row.past) === 1 }))
}

export type SumsByProductAndDay = CouponSums & { product: Product; validUntil: string }

/** What of one status is left from a day on, by product and last day: an index range for each product. */
export async function sumCouponsFrom(
  db: Db,
  companyId: CompanyId,
  status: CouponStatus,
  products: readonly Product[],
  from: string,
): Promise<SumsByProductAndDay[]> {
  const { rows } = await sql<Sums & { product: Product; valid_until: string }>`
    select product, valid_until, ${sums}
    from coupon_totals
    where company_id = ${companyId} and product in (${sql.join(products)}) and status = ${status}
      and valid_until >= ${from}
    group by product, valid_until
    having sum(coupons) <> 0
  `.execute(db)
  return rows.map((row) => ({ ...exact(row), product: row.product, validUntil: row.valid_until }))
}

type Sums = Record<keyof CouponSums, string>

const sums: RawBuilder<unknown> = sql`sum(coupons) as coupons, sum(volume) as volume, sum(remaining) as remaining,
  sum(amount) as amount`

function exact(row: Sums): CouponSums {
  return {
    coupons: exactSum(row.coupons),
    volume: exactSum(row.volume),
    remaining: exactSum(row.remaining),
    amount: exactSum(row.amount),
  }
}
