import { type Insertable, sql } from 'kysely'
import type { Db } from '#db/connection/client.server.ts'
import type { Day } from '#db/schema/columns.ts'
import type { AccountTotalsTable, CompanyId, CouponStatus } from '#db/schema/index.ts'
import { amountOf } from '#db/sql/amount.ts'
import { inBatches } from '#db/sql/batches.ts'
import { exactSum } from '#db/sql/exact-sum.ts'
import { isHeld } from '#db/sql/holds.ts'

export type AccountTotalsRow = Insertable<AccountTotalsTable>

/** Adds to the sums. Rows come sorted by their key, so that two writers never cross. */
export async function upsertAccountTotals(db: Db, rows: readonly AccountTotalsRow[]): Promise<void> {
  const plus = (column: string) => sql<never>`${sql.ref(column)} + values(${sql.ref(column)})`
  await inBatches(rows, (batch) =>
    db
      .insertInto('account_totals')
      .values(batch)
      .onDuplicateKeyUpdate({ credit: plus('credit'), debit: plus('debit'), entries: plus('entries') })
      .execute(),
  )
}

export interface Turnover {
  credit: number
  debit: number
}

/** Everything that was booked before a day: whole months, then the days of its own. */
export async function sumBookedBefore(db: Db, companyId: CompanyId, day: Day): Promise<Turnover> {
  const month = `${day.slice(0, 7)}-01`
  const { rows } = await sql<Record<keyof Turnover, string | null>>`
    select sum(credit) as credit, sum(debit) as debit from account_totals
    where company_id = ${companyId} and (
      (span = 'month' and starts_on < ${month})
      or (span = 'day' and starts_on >= ${month} and starts_on < ${day})
    )
  `.execute(db)
  return { credit: exactSum(rows[0]?.credit), debit: exactSum(rows[0]?.debit) }
}

export interface AccountSums {
  balance: number
  coupons: number
  held: number
  promised: number
}

type Sums = Record<keyof AccountSums, string | null>

/**
 * What is on an account now and what is spoken for, in one statement and so of one moment.
 * @param countedStatuses of coupons that are still to be redeemed; none: they are paid
 */
export async function sumAccount(
  db: Db,
  companyId: CompanyId,
  today: Day,
  countedStatuses: readonly CouponStatus[],
): Promise<AccountSums> {
  const coupons =
    countedStatuses.length === 0
      ? sql`0`
      : sql`(select coalesce(sum(remaining_amount), 0) from coupon_totals
          where company_id = ${companyId} and span = 'month' and product in (select code from products)
            and status in (${sql.join(countedStatuses)}))`
  const { rows } = await sql<Sums>`
    select
      (select coalesce(sum(credit) - sum(debit), 0) from account_totals
        where company_id = ${companyId} and span = 'month') as balance,
      ${coupons} as coupons,
      (select coalesce(sum(${amountOf('approved', 'price')}), 0) from authorizations
        where company_id = ${companyId} and ${isHeld()}
          and instrument_kind = 'card' and price is not null) as held,
      (select coalesce(sum(cast(amount as signed) - cast(paid as signed)), 0) from promised_payments
        where company_id = ${companyId} and until_on >= ${today} and withdrawn_at is null) as promised
  `.execute(db)
  const [row] = rows
  return {
    balance: exactSum(row?.balance),
    coupons: exactSum(row?.coupons),
    held: exactSum(row?.held),
    promised: exactSum(row?.promised),
  }
}
