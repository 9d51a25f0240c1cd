import { sql } from 'kysely'
import type { Db } from '#db/connection/client.server.ts'
import type { CompanyId, CouponIssuerStatus, ProductCode, StationRuleMode } from '#db/schema/index.ts'
import { joinAssigned } from '#db/sql/assigned.ts'
import { readInBatches } from '#db/sql/batches.ts'

/** What decides whether a coupon can be printed; never its code. */
export interface PrintableRow {
  id: number
  product: ProductCode
  valid_from: string
  valid_until: string
  issuer_status: CouponIssuerStatus
  client_blocked_at: Date | null
  remaining: number
  divisible: 0 | 1
  redeemed_at: Date | null
  held: number
  hold_until: Date | null
  suspected_at: Date | null
  has_qr: 0 | 1
}

export function selectPrintable(
  db: Db,
  companyId: CompanyId,
  ids: readonly number[],
): Promise<PrintableRow[]> {
  return readInBatches(ids, async (batch) => {
    const { rows } = await sql<PrintableRow>`
      select k.id, k.product, k.valid_from, k.valid_until, k.issuer_status, k.client_blocked_at, k.remaining, k.divisible,
        k.redeemed_at, k.held, k.hold_until, f.marked_at as suspected_at, k.qr_ciphertext is not null as has_qr
      from coupons k left join suspicions f on f.instrument_kind = 'coupon' and f.instrument_id = k.id
      where k.company_id = ${companyId} and k.id in (${sql.join(batch)})
    `.execute(db)
    return rows
  })
}

/** What stands beside the code. */
export interface PrintedFactsRow {
  id: number
  station_mode: StationRuleMode | null
  station_codes: string | null
  /** The driver who has it by a link, else whose it is by the list of assignments. */
  holder: string
  plate: string
}

export function selectPrintedFacts(
  db: Db,
  companyId: CompanyId,
  ids: readonly number[],
  at: Date,
): Promise<PrintedFactsRow[]> {
  return readInBatches(ids, async (batch) => {
    const { rows } = await sql<PrintedFactsRow>`
      select k.id, r.mode as station_mode, r.codes as station_codes,
        coalesce(h.driver_name, dr.name, '') as holder, coalesce(nullif(h.plate, ''), ve.plate, '') as plate
      from coupons k
        left join station_rules r on r.instrument_kind = 'coupon' and r.instrument_id = k.id and r.whose = 'issuer'
        left join handover_coupons hc on hc.live_coupon_id = k.id
        left join handovers h on h.id = hc.handover_id and h.company_id = k.company_id
        ${joinAssigned({ kind: sql`'coupon'`, id: sql`k.id`, companyId: sql`k.company_id`, at: sql`${at}` })}
      where k.company_id = ${companyId} and k.id in (${sql.join(batch)})
    `.execute(db)
    return rows
  })
}
