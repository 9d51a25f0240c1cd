import type { Db } from '#db/connection/client.server.ts'
import { selectProgress, upsertProgress } from '#db/sql/progress.ts'
import type { CouponRow } from './coupons.ts'

const DONE = 'coupons.qr_lookups_up_to'

type SealedCoupon = Pick<CouponRow, 'id' | 'number' | 'qr_ciphertext' | 'qr_key_id' | 'qr_lookup'>

/** The next rows behind those that were looked at. */
export async function selectUnseenCoupons(db: Db, limit: number): Promise<SealedCoupon[]> {
  return db
    .selectFrom('coupons')
    .select(['id', 'number', 'qr_ciphertext', 'qr_key_id', 'qr_lookup'])
    .where('id', '>', await selectProgress(db, DONE))
    .orderBy('id')
    .limit(limit)
    .execute()
}

/** A register that wrote one meanwhile knows better. */
export async function updateQrLookup(
  db: Db,
  id: number,
  lookup: Pick<CouponRow, 'qr_lookup' | 'qr_lookup_key'>,
): Promise<void> {
  await db.updateTable('coupons').set(lookup).where('id', '=', id).where('qr_lookup', 'is', null).execute()
}

export function upsertQrLookupsDone(db: Db, id: number): Promise<void> {
  return upsertProgress(db, DONE, id)
}
