import { type Insertable, type RawBuilder, sql } from 'kysely'
import type { Db } from '#db/connection/client.server.ts'
import type { CompanyId, CouponStatus, CouponTotalsTable, ProductCode } from '#db/schema/index.ts'
import { inBatches } from '#db/sql/batches.ts'
import { exactSum } from '#db/sql/exact-sum.ts'
import type { CouponSums } from './lists.ts'

export type CouponTotalsRow = Insertable<CouponTotalsTable>

/** Adds to the sums; negative figures take away. Rows come sorted by their key, so that two writers never cross. */
export async function upsertCouponTotals(db: Db, rows: readonly CouponTotalsRow[]): Promise<void> {
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
        remaining_amount: plus('remaining_amount'),
      })
      .execute(),
  )
}

export interface CouponTotalsFilter {
  products: readonly ProductCode[]
  /** Every stored status, and those that a date ends. */
  statuses: readonly CouponStatus[]
  openStatuses: readonly CouponStatus[]
  /** Last days, inclusive. */
  from?: string | undefined
  to?: string | undefined
  today: string
}

/** `past` is what of the sums has its last day before `today`. A status may come more than once. */
export interface SumsByStatus {
  status: CouponStatus
  sums: CouponSums
  past: CouponSums
}

/**
 * Sums by stored status: by months and the days of this one, unless days were asked for. Grouped as the key lies, so
 * that nothing is sorted.
 */
export async function sumCouponTotals(
  db: Db,
  companyId: CompanyId,
  { products, statuses, openStatuses, from, to, today }: CouponTotalsFilter,
): Promise<SumsByStatus[]> {
  const of = (span: 'day' | 'month', among: readonly CouponStatus[]) => sql`from coupon_totals
    where company_id = ${companyId} and span = ${span} and product in (${sql.join(products)})
      and status in (${sql.join(among)})`
  const month = `${today.slice(0, 7)}-01`
  const query =
    from || to
      ? sql<SplitSums>`
          select status, ${sums}, ${sumsBefore(today)} ${of('day', statuses)}
            ${from ? sql`and starts_on >= ${from}` : sql``} ${to ? sql`and starts_on <= ${to}` : sql``}
          group by product, status`
      : sql<SplitSums>`
          select status, ${sums}, ${sumsBefore(month)} ${of('month', statuses)} group by product, status
          union all
          select status, 0, 0, 0, 0, ${sums} ${of('day', openStatuses)}
            and starts_on >= ${month} and starts_on < ${today}
          group by product, status`
  const { rows } = await query.execute(db)
  return rows.map((row) => ({
    status: row.status,
    sums: exact(row),
    past: exact({
      coupons: row.past_coupons,
      volume: row.past_volume,
      remaining: row.past_remaining,
      amount: row.past_amount,
    }),
  }))
}

type SplitSums = Sums & Record<`past_${keyof CouponSums}`, string> & { status: CouponStatus }

function sumsBefore(day: string): RawBuilder<unknown> {
  const names = ['coupons', 'volume', 'remaining', 'amount'] as const
  return sql.join(
    names.map((name) => sql`sum(if(starts_on < ${day}, ${sql.ref(name)}, 0)) as ${sql.ref(`past_${name}`)}`),
  )
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
