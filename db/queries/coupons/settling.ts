import type { Db } from '#db/connection/client.server.ts'
import type { CompanyId } from '#db/schema/index.ts'
import { now } from '#db/sql/now.ts'
import type { CouponRow } from './coupons.ts'

/** Another last day by staff's decision, which no earlier one in a register takes back. The caller holds the coupon. */
export async function updateCouponUntil(
  db: Db,
  companyId: CompanyId,
  id: number,
  change: Pick<CouponRow, 'valid_until' | 'status' | 'issuer_status' | 'open'>,
): Promise<void> {
  await db
    .updateTable('coupons')
    .set({ ...change, extended_until: change.valid_until, expired_unactivated: 0, updated_at: now })
    .where('company_id', '=', companyId)
    .where('id', '=', id)
    .execute()
}

/** Given up for others by staff's decision. The caller holds it. */
export async function updateCouponExchanged(db: Db, companyId: CompanyId, id: number): Promise<void> {
  await db
    .updateTable('coupons')
    .set({ status: 'exchanged', issuer_status: 'exchanged', open: 0, exchanged_at: now, updated_at: now })
    .where('company_id', '=', companyId)
    .where('id', '=', id)
    .execute()
}
