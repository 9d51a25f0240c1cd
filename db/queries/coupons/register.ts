import type { Insertable } from 'kysely'
import type { Db } from '#db/connection/client.server.ts'
import type { CouponsTable } from '#db/schema/index.ts'
import { inBatches, insertRows, readInBatches } from '#db/sql/batches.ts'
import { now } from '#db/sql/now.ts'
import type { CouponRow } from './coupons.ts'

export type NewCouponRow = Insertable<CouponsTable>
/** What a register may change in a coupon that is here already. */
export type CouponChange = Required<
  Pick<
    CouponRow,
    | 'company_id'
    | 'product'
    | 'volume'
    | 'remaining'
    | 'divisible'
    | 'price'
    | 'valid_from'
    | 'valid_until'
    | 'status'
    | 'issuer_status'
    | 'open'
    | 'client_blocked_at'
    | 'client_blocked_by'
    | 'redeemed_at'
    | 'batch'
    | 'qr_ciphertext'
    | 'qr_key_id'
    | 'qr_lookup'
    | 'qr_lookup_key'
    | 'expired_unactivated'
  >
>

/**
 * Coupons by their numbers, of whatever company: a number is unique in the network. `lock` holds the rows until the
 * transaction ends, so that nothing that people do meanwhile is overwritten.
 */
export function selectCouponsByNumbersAcrossCompanies(
  db: Db,
  numbers: readonly string[],
  { lock = false } = {},
): Promise<CouponRow[]> {
  return readInBatches(numbers, (batch) => {
    const query = db.selectFrom('coupons').selectAll().where('number', 'in', batch)
    return (lock ? query.forUpdate() : query).execute()
  })
}

export async function insertCoupons(db: Db, rows: readonly NewCouponRow[]): Promise<void> {
  await insertRows(db, 'coupons', rows)
}

const WRITTEN: readonly (keyof CouponChange)[] = [
  'company_id',
  'product',
  'volume',
  'remaining',
  'divisible',
  'price',
  'valid_from',
  'valid_until',
  'status',
  'issuer_status',
  'open',
  'client_blocked_at',
  'client_blocked_by',
  'redeemed_at',
  'batch',
  'qr_ciphertext',
  'qr_key_id',
  'qr_lookup',
  'qr_lookup_key',
  'expired_unactivated',
]

/** Writes whole rows over those of the same id; the caller holds them (`lock`) since it read them. */
export async function updateCoupons(
  db: Db,
  rows: readonly (CouponChange & { id: number; number: string; number_reversed: string })[],
): Promise<void> {
  await insertRows(db, 'coupons', rows, { written: WRITTEN, touched: ['updated_at'] })
}

/** Stations decline those of these coupons whose code a driver has seen; the caller holds them. */
export async function updateSeenCodesRevoked(db: Db, ids: readonly number[]): Promise<void> {
  await inBatches(ids, (batch) =>
    db
      .updateTable('coupons')
      .set({ link_revoked_at: now })
      .where('id', 'in', batch)
      .where((eb) =>
        eb.exists(
          eb
            .selectFrom('handover_coupons')
            .select('handover_coupons.coupon_id')
            .whereRef('handover_coupons.coupon_id', '=', 'coupons.id')
            .where('handover_coupons.shown_at', 'is not', null),
        ),
      )
      .execute(),
  )
}

export async function deleteCoupons(db: Db, ids: readonly number[]): Promise<void> {
  await inBatches(ids, (batch) => db.deleteFrom('coupons').where('id', 'in', batch).execute())
}
