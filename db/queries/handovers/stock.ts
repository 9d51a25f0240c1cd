import { sql } from 'kysely'
import type { Db } from '#db/connection/client.server.ts'
import type { CompanyId, CouponStatus, ProductCode } from '#db/schema/index.ts'
import { isCouponFree } from '#db/sql/holds.ts'

export interface StockRow {
  id: number
  number: string
  /** Millilitres that are left. */
  remaining: number
  valid_until: string
}

export interface StockWish {
  product: ProductCode
  statuses: readonly CouponStatus[]
  /** A day on which each of them is valid. */
  on: string
}

/** Coupons with fuel and a code that no driver has, nothing holds and nobody suspects, the earliest to end first. */
export async function selectStock(
  db: Db,
  companyId: CompanyId,
  { product, statuses, on }: StockWish,
  limit: number,
): Promise<StockRow[]> {
  const { rows } = await sql<StockRow>`
    select k.id, k.number, k.remaining, k.valid_until
    from coupons k force index (coupons_company_status)
      left join handover_coupons hc on hc.live_coupon_id = k.id
      left join handovers h on h.id = hc.handover_id and h.company_id = k.company_id
      left join suspicions f on f.instrument_kind = 'coupon' and f.instrument_id = k.id
    where k.company_id = ${companyId} and k.status in (${sql.join(statuses)}) and k.product = ${product}
      and k.valid_until >= ${on} and k.valid_from <= ${on} and k.remaining > 0
      and k.qr_ciphertext is not null and h.id is null and f.instrument_id is null
      and ${isCouponFree('k')}
    order by k.valid_until, k.id limit ${limit}
  `.execute(db)
  return rows
}
