import { type Insertable, sql } from 'kysely'
import type { Db } from '#db/connection/client.server.ts'
import type {
  CompanyId,
  CouponOutcome,
  CouponStatus,
  ProductCode,
  ServiceRequestCouponsTable,
} from '#db/schema/index.ts'
import { insertRows } from '#db/sql/batches.ts'
import { exactSum } from '#db/sql/exact-sum.ts'

/** A coupon of a request as it is now; its facts are null where no register has brought it, or another company has it. */
export interface RequestCouponRow {
  number: string
  id: number | null
  outcome: CouponOutcome | null
  until_before: string | null
  until_after: string | null
  outage_days: number
  product: ProductCode | null
  volume: number | null
  remaining: number | null
  price: number | null
  valid_from: string | null
  valid_until: string | null
  status: CouponStatus | null
}

/** Fails with a duplicate key when another request about one of them waits. */
export function insertRequestCoupons(
  db: Db,
  rows: readonly Insertable<ServiceRequestCouponsTable>[],
): Promise<void> {
  return insertRows(db, 'service_request_coupons', rows)
}

/** Which of these numbers were given in exchange, by whatever request. */
export async function selectGivenNumbers(db: Db, numbers: readonly string[]): Promise<string[]> {
  if (numbers.length === 0) return []
  const rows = await db
    .selectFrom('service_request_coupons')
    .select('number')
    .where('given_number', 'in', numbers)
    .execute()
  return rows.map(({ number }) => number)
}

/** All coupons of a request, what ends first before the others; those given in exchange last. */
export async function selectRequestCoupons(
  db: Db,
  companyId: CompanyId,
  requestId: number,
): Promise<RequestCouponRow[]> {
  const { rows } = await sql<RequestCouponRow>`
    select rc.number, k.id, rc.outcome, rc.until_before, rc.until_after, rc.outage_days, k.product, k.volume,
      k.remaining, k.price, k.valid_from, k.valid_until, k.status
    from service_request_coupons rc
      left join coupons k on k.number = rc.number and k.company_id = ${companyId}
    where rc.request_id = ${requestId}
    order by coalesce(rc.outcome, '') = 'given', coalesce(rc.until_before, k.valid_until), rc.number
  `.execute(db)
  return rows
}

/** Coupons of a company that a request about is waiting, with its id. */
export async function selectWaitingCoupons(
  db: Db,
  companyId: CompanyId,
  couponIds: readonly number[],
): Promise<{ coupon_id: number; request_id: number }[]> {
  if (couponIds.length === 0) return []
  const { rows } = await sql<{ coupon_id: number; request_id: number }>`
    select rc.open_coupon_id as coupon_id, rc.request_id
    from service_request_coupons rc join service_requests r on r.id = rc.request_id
    where rc.open_coupon_id in (${sql.join(couponIds)}) and r.company_id = ${companyId}
  `.execute(db)
  return rows
}

/** Other requests about them may be sent from now on. */
export async function updateRequestCouponsFreed(db: Db, requestId: number): Promise<void> {
  await db
    .updateTable('service_request_coupons')
    .set({ open_coupon_id: null })
    .where('request_id', '=', requestId)
    .execute()
}

export type CouponDecision = Pick<ServiceRequestCouponsTable, 'number'> & {
  outcome: CouponOutcome
  until_before?: string
  until_after?: string
  outage_days?: number
}

/** What was decided about a coupon. */
export async function updateRequestCoupon(
  db: Db,
  requestId: number,
  { number, ...decision }: CouponDecision,
): Promise<void> {
  await db
    .updateTable('service_request_coupons')
    .set(decision)
    .where('request_id', '=', requestId)
    .where('number', '=', number)
    .execute()
}

/** Days for closed stations that coupons have got already. */
export async function sumOutageDaysGiven(
  db: Db,
  couponIds: readonly number[],
): Promise<{ couponId: number; days: number }[]> {
  if (couponIds.length === 0) return []
  const { rows } = await sql<{ couponId: number; days: string }>`
    select coupon_id as couponId, sum(outage_days) as days from service_request_coupons
    where coupon_id in (${sql.join(couponIds)}) and outcome = 'extended'
    group by coupon_id
  `.execute(db)
  return rows.map(({ couponId, days }) => ({ couponId, days: exactSum(days) }))
}
