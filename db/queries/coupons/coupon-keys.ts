import { type Selectable, sql } from 'kysely'
import type { Db } from '#db/connection/client.server.ts'
import type { CouponKeysTable } from '#db/schema/index.ts'

export type CouponKeyRow = Selectable<CouponKeysTable>

export function selectCouponKeys(db: Db): Promise<CouponKeyRow[]> {
  return db.selectFrom('coupon_keys').selectAll().orderBy('number').execute()
}

/** Under the next number, unless it is there already. */
export async function insertCouponKey(db: Db, publicKey: Buffer, keyId: string): Promise<void> {
  await sql`
    insert ignore into coupon_keys (number, public_key, key_id)
    select coalesce(max(number), 0) + 1, ${publicKey}, ${keyId} from coupon_keys
    where not exists (select 1 from coupon_keys k where k.public_key = ${publicKey})
  `.execute(db)
}
