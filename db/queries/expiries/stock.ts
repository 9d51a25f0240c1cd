import { sql } from 'kysely'
import type { Db } from '#db/connection/client.server.ts'
import type { CompanyId, CouponStatus, ProductCode } from '#db/schema/index.ts'
import { exactSum } from '#db/sql/exact-sum.ts'

/** Coupons of one product, stored status and last day together. */
export interface StockRow {
  companyId: CompanyId
  product: ProductCode
  status: CouponStatus
  until: string
  coupons: number
  /** Millilitres that are left. */
  remaining: number
  /** Tiyn of what is left, by the price at purchase. */
  worth: number
}

export interface StockFilter {
  products: readonly ProductCode[]
  statuses: readonly CouponStatus[]
  /** Last days, inclusive. */
  from?: string | undefined
  to?: string | undefined
}

/** What the coupons of these companies hold, by their last day: index ranges of the kept sums. */
export async function sumStock(
  db: Db,
  companyIds: readonly CompanyId[],
  { products, statuses, from, to }: StockFilter,
): Promise<StockRow[]> {
  if (companyIds.length === 0 || products.length === 0) return []
  const { rows } = await sql<Record<'coupons' | 'remaining' | 'worth', string> & StockRow>`
    select company_id as companyId, product, status, starts_on as until, sum(coupons) as coupons,
      sum(remaining) as remaining, sum(remaining_amount) as worth
    from coupon_totals
    where company_id in (${sql.join(companyIds)}) and span = 'day' and product in (${sql.join(products)})
      and status in (${sql.join(statuses)})
      ${from ? sql`and starts_on >= ${from}` : sql``} ${to ? sql`and starts_on <= ${to}` : sql``}
    group by company_id, product, status, starts_on
    having sum(remaining) > 0
  `.execute(db)
  return rows.map((row) => ({
    ...row,
    coupons: exactSum(row.coupons),
    remaining: exactSum(row.remaining),
    worth: exactSum(row.worth),
  }))
}

/** Millilitres that a company has fuelled by coupons in a time, less what was given back, by product. */
export async function sumFuelledByCoupons(
  db: Db,
  companyId: CompanyId,
  { from, until }: { from: Date; until: Date },
): Promise<{ product: ProductCode; volume: number }[]> {
  const { rows } = await sql<{ product: ProductCode; volume: string }>`
    select product, sum(volume) as volume from transactions force index (transactions_company_at)
    where company_id = ${companyId} and occurred_at >= ${from} and occurred_at < ${until}
      and coupon_id is not null
    group by product
  `.execute(db)
  return rows.map(({ product, volume }) => ({ product, volume: exactSum(volume) }))
}
