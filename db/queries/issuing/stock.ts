import { type Selectable, sql } from 'kysely'
import type { Db } from '#db/connection/client.server.ts'
import type { CompanyId, CouponStatus, CouponsTable } from '#db/schema/index.ts'
import { readInBatches } from '#db/sql/batches.ts'
import { isCouponFree } from '#db/sql/holds.ts'

type CouponRow = Selectable<CouponsTable>

/** What can be sold of the stock. */
export interface Sellable {
  statuses: readonly CouponStatus[]
  /** Whose entry in the audit log says that somebody has seen a coupon's code. */
  shownAction: string
}

export interface StockWish {
  product: string
  volume: number
  quantity: number
  /** Usable from this day at the latest. */
  validFrom: string
  /** None that ends earlier. */
  validUntil: string
}

/**
 * Nobody at a pump holds it, staff do not suspect it, no driver and no request has it, and nobody has seen its code:
 * whoever has a picture of it would fuel for the buyer. The index of each table leads to the coupon's few rows.
 */
const isFree = (shownAction: string) => sql<boolean>`${isCouponFree()}
  and coupons.link_revoked_at is null
  and not exists (select 1 from suspicions s
    where s.instrument_kind = 'coupon' and s.instrument_id = coupons.id)
  and not exists (select 1 from handover_coupons hc
    where hc.coupon_id = coupons.id and (hc.live_coupon_id is not null or hc.shown_at is not null))
  and not exists (select 1 from service_request_coupons rc where rc.open_coupon_id = coupons.id)
  and not exists (select 1 from audit_log a
    where a.subject_kind = 'coupon' and a.subject_id = coupons.id and a.action = ${shownAction})`

/** Coupons of the stock that can be sold, the first to end first, held until the transaction ends; fewer where it has no more. */
export function selectStockForUpdate(
  db: Db,
  stock: CompanyId,
  { product, volume, quantity, validFrom, validUntil }: StockWish,
  { statuses, shownAction }: Sellable,
): Promise<CouponRow[]> {
  return db
    .selectFrom('coupons')
    .selectAll()
    .where('company_id', '=', stock)
    .where('status', 'in', statuses)
    .where('product', '=', product)
    .where('volume', '=', volume)
    .where('remaining', '=', volume)
    .where('valid_from', '<=', validFrom)
    .where('valid_until', '>=', validUntil)
    .where(isFree(shownAction))
    .orderBy('valid_until')
    .orderBy('id')
    .limit(quantity)
    .forUpdate()
    .execute()
}

/**
 * Those of these coupons that can still be sold. A statement that had to wait for a row sees the tables beside it as they
 * were before it waited; once the rows are held, this sees them as they are.
 */
export async function selectFreeIds(
  db: Db,
  ids: readonly number[],
  { shownAction }: Sellable,
): Promise<Set<number>> {
  const rows = await readInBatches(ids, (batch) =>
    db.selectFrom('coupons').select('id').where('id', 'in', batch).where(isFree(shownAction)).execute(),
  )
  return new Set(rows.map(({ id }) => id))
}
