import type { Db } from '#db/connection/client.server.ts'
import { now } from '#db/sql/now.ts'

/** All that a driver has by a link are free again. */
export async function updateCouponsReturned(db: Db, handoverId: number): Promise<void> {
  await db
    .updateTable('handover_coupons')
    .set({ live_coupon_id: null })
    .where('handover_id', '=', handoverId)
    .execute()
}

/** These of a hand-over are free again; the others stay the driver's. */
export async function updateSomeReturned(
  db: Db,
  handoverId: number,
  couponIds: readonly number[],
  userId: number | null,
): Promise<void> {
  await db
    .updateTable('handover_coupons')
    .set({ live_coupon_id: null, returned_at: now, returned_by: userId })
    .where('handover_id', '=', handoverId)
    .where('live_coupon_id', 'in', couponIds)
    .execute()
}

/** Those of these coupons whose code a driver has seen at some time. */
export async function selectShownCoupons(db: Db, couponIds: readonly number[]): Promise<number[]> {
  if (couponIds.length === 0) return []
  const rows = await db
    .selectFrom('handover_coupons')
    .select('coupon_id')
    .distinct()
    .where('coupon_id', 'in', couponIds)
    .where('shown_at', 'is not', null)
    .execute()
  return rows.map((row) => row.coupon_id)
}
