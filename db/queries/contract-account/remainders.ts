import { sql } from 'kysely'
import type { Db } from '#db/connection/client.server.ts'
import type { ContractPapers, ProductCode } from '#db/schema/index.ts'
import { contractOfCoupon } from '#db/sql/coupon-remainder.ts'
import { exactSum } from '#db/sql/exact-sum.ts'

/** What the ledger holds of the litres that one operation gave back to the client. */
export interface RemainderSum {
  first_id: number
  contract_id: number
  product: ProductCode | null
  amount: number
  memo: number
  volume: number
}

/** With what staff have put right of it by hand. Undefined: nothing was ever booked of it. */
export async function sumRemainderOf(db: Db, authorizationId: number): Promise<RemainderSum | undefined> {
  const own = db.selectFrom('account_entries').where('authorization_id', '=', authorizationId)
  const row = await own
    .select((eb) => [
      eb.fn.min('id').as('first_id'),
      eb.fn.min('contract_id').as('contract_id'),
      eb.fn.min('product').as('product'),
      eb.fn.sum<string>('amount').as('amount'),
      eb.fn.sum<string>('memo').as('memo'),
      eb.fn.sum<string>('volume').as('volume'),
    ])
    .executeTakeFirstOrThrow()
  if (row.first_id === null) return undefined
  // A correction may itself be corrected.
  const byHand = await db
    .withRecursive('chain(id)', (query) =>
      query
        .selectFrom('account_entries')
        .select('id')
        .where('authorization_id', '=', authorizationId)
        .union(
          query
            .selectFrom('account_entries as e')
            .innerJoin('chain', 'chain.id', 'e.corrects_id')
            .select('e.id'),
        ),
    )
    .selectFrom('account_entries as e')
    .innerJoin('chain', 'chain.id', 'e.id')
    .select((eb) => eb.fn.sum<string | null>('e.amount').as('amount'))
    .where('e.authorization_id', 'is', null)
    .executeTakeFirstOrThrow()
  const { first_id, contract_id, product } = row
  return {
    ...{ first_id: Number(first_id), contract_id: Number(contract_id), product },
    amount: exactSum(row.amount) + exactSum(byHand.amount),
    ...{ memo: exactSum(row.memo), volume: exactSum(row.volume) },
  }
}

export interface CouponIssue {
  /** Of its contract; null: it has none. */
  papers: ContractPapers | null
  /** Tiyn a litre in the order; null: no order issued it. */
  price: number | null
}

/** How a coupon was issued. */
export async function selectIssueOfCoupon(
  db: Db,
  companyId: number,
  couponId: number,
): Promise<CouponIssue | undefined> {
  const { rows } = await sql<CouponIssue>`
    select n.papers, (select l.price from order_coupons oc join order_lines l on l.id = oc.order_line_id
      where oc.coupon_id = k.id) as price
    from coupons k left join contracts n on n.company_id = k.company_id and n.id = ${contractOfCoupon}
    where k.id = ${couponId} and k.company_id = ${companyId}
  `.execute(db)
  return rows[0]
}
