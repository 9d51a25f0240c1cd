import { type Insertable, type Selectable, sql } from 'kysely'
import type { Db } from '#db/connection/client.server.ts'
import type { CompanyId, CouponsTable, OrderCouponsTable } from '#db/schema/index.ts'
import { insertRows } from '#db/sql/batches.ts'

type CouponRow = Selectable<CouponsTable>

export async function insertOrderCoupons(
  db: Db,
  rows: readonly Insertable<OrderCouponsTable>[],
): Promise<void> {
  await insertRows(db, 'order_coupons', rows)
}

/** The coupons of an order, held until the transaction ends. */
export function selectCouponsOfOrderForUpdate(db: Db, orderId: number): Promise<CouponRow[]> {
  return db
    .selectFrom('order_coupons as o')
    .innerJoin('coupons', 'coupons.id', 'o.coupon_id')
    .selectAll('coupons')
    .where('o.order_id', '=', orderId)
    .orderBy('coupons.id')
    .forUpdate()
    .execute()
}

export interface IssuedCouponRow {
  id: number
  number: string
  product: string
  volume: number
  price: number
  valid_from: string
  valid_until: string
  status: CouponRow['status']
}

/** The coupons of a company's order by their id, after one of them. */
export async function selectIssuedCoupons(
  db: Db,
  companyId: CompanyId,
  { orderId, after }: { orderId: number; after: number },
  limit: number,
): Promise<IssuedCouponRow[]> {
  const { rows } = await sql<IssuedCouponRow>`
    select k.id, k.number, k.product, k.volume, k.price, k.valid_from, k.valid_until, k.status
    from order_coupons o force index (order_coupons_order) join coupons k on k.id = o.coupon_id
      join orders r on r.id = o.order_id and r.company_id = ${companyId}
    where o.order_id = ${orderId} and o.coupon_id > ${after}
    order by o.coupon_id limit ${limit}
  `.execute(db)
  return rows
}
