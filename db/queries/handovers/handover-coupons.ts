import { type Insertable, sql } from 'kysely'
import type { Db } from '#db/connection/client.server.ts'
import type {
  CompanyId,
  CouponIssuerStatus,
  CouponRemainder,
  CouponStatus,
  HandoverCouponsTable,
  ProductCode,
  StationRuleMode,
} from '#db/schema/index.ts'
import { insertRows } from '#db/sql/batches.ts'
import { contractRemainder } from '#db/sql/coupon-remainder.ts'
import { exactSum } from '#db/sql/exact-sum.ts'
import { now } from '#db/sql/now.ts'

/** A coupon of a hand-over with what decides whether it works; never its QR payload. */
export interface HandedCouponRow {
  position: number
  shown_at: Date | null
  /** 0: a register has moved it to another company; also once it is back, if somebody else had got it meanwhile. */
  is_ours: 0 | 1
  /** 1: it came back by itself, and is the driver's no more. */
  is_returned: 0 | 1
  id: number
  number: string
  product: ProductCode
  volume: number
  remaining: number
  divisible: 0 | 1
  contract_remainder: CouponRemainder | null
  valid_from: string
  valid_until: string
  status: CouponStatus
  issuer_status: CouponIssuerStatus
  client_blocked_at: Date | null
  redeemed_at: Date | null
  redeemed_station: string | null
  held: number
  hold_until: Date | null
  suspected_at: Date | null
  station_mode: StationRuleMode | null
  station_codes: string | null
}

/** Fails with a duplicate key when one of them is somebody's by now. */
export function insertHandoverCoupons(
  db: Db,
  rows: readonly Insertable<HandoverCouponsTable>[],
): Promise<void> {
  return insertRows(db, 'handover_coupons', rows)
}

/** Of a row of `handover_coupons hc`, its hand-over `h` and its coupon `k`: see HandedCouponRow. */
function isOurs(companyId: CompanyId) {
  return sql`(k.company_id = ${companyId} and (hc.live_coupon_id is not null or h.returned_at is not null
    or hc.returned_at is not null))`
}

/** Still the driver's, and not ended by today. */
function isOpen(companyId: CompanyId, today: string) {
  return sql`(k.open = 1 and k.valid_until >= ${today} and hc.returned_at is null and ${isOurs(companyId)})`
}

/** In the order in which they are shown. */
export async function selectHandedCoupons(
  db: Db,
  companyId: CompanyId,
  handoverId: number,
): Promise<HandedCouponRow[]> {
  const { rows } = await sql<HandedCouponRow>`
    select hc.position, hc.shown_at, ${isOurs(companyId)} as is_ours,
      hc.returned_at is not null as is_returned, k.id, k.number, k.product, k.volume,
      k.remaining, k.divisible, ${contractRemainder} as contract_remainder, k.valid_from, k.valid_until, k.status, k.issuer_status, k.client_blocked_at,
      k.redeemed_at, k.redeemed_station, k.held, k.hold_until, f.marked_at as suspected_at,
      r.mode as station_mode, r.codes as station_codes
    from handover_coupons hc join handovers h on h.id = hc.handover_id join coupons k on k.id = hc.coupon_id
      left join suspicions f on f.instrument_kind = 'coupon' and f.instrument_id = k.id
      left join station_rules r on r.instrument_kind = 'coupon' and r.instrument_id = k.id and r.whose = 'issuer'
    where hc.handover_id = ${handoverId}
    order by hc.position
  `.execute(db)
  return rows
}

export interface HandoverSums {
  handover_id: number
  /** What came back by itself is left out. */
  coupons: number
  /** Millilitres. */
  volume: number
  /** What is left of those that can still be used. */
  left: number
  /** At the company; what a register has moved to another is not told. */
  redeemed: number
  /** That can still be used, today's date considered. */
  open: number
  /** When the last of them was redeemed. */
  used_at: Date | null
}

/** Of the hand-overs of a page. */
export async function sumHandedCoupons(
  db: Db,
  companyId: CompanyId,
  handoverIds: readonly number[],
  today: string,
): Promise<HandoverSums[]> {
  if (handoverIds.length === 0) return []
  const { rows } = await sql<
    Record<'coupons' | 'volume' | 'left_ml' | 'redeemed' | 'open', string> & HandoverSums
  >`
    select hc.handover_id, sum(hc.returned_at is null) as coupons,
      sum(if(hc.returned_at is null, k.volume, 0)) as volume,
      sum(k.status = 'redeemed' and hc.returned_at is null and ${isOurs(companyId)}) as redeemed,
      max(case when hc.returned_at is null and ${isOurs(companyId)} then k.redeemed_at end) as used_at,
      sum(${isOpen(companyId, today)}) as open, sum(if(${isOpen(companyId, today)}, k.remaining, 0)) as left_ml
    from handover_coupons hc join handovers h on h.id = hc.handover_id join coupons k on k.id = hc.coupon_id
    where hc.handover_id in (${sql.join(handoverIds)})
    group by hc.handover_id
  `.execute(db)
  return rows.map((row) => ({
    handover_id: row.handover_id,
    used_at: row.used_at,
    coupons: exactSum(row.coupons),
    volume: exactSum(row.volume),
    left: exactSum(row.left_ml),
    redeemed: exactSum(row.redeemed),
    open: exactSum(row.open),
  }))
}

/** Whose a coupon is now. */
export interface HolderRow {
  coupon_id: number
  handover_id: number
  driver_name: string
}

/** Those of these coupons that a driver of the company has. */
export async function selectHolders(
  db: Db,
  companyId: CompanyId,
  couponIds: readonly number[],
): Promise<HolderRow[]> {
  if (couponIds.length === 0) return []
  return db
    .selectFrom('handover_coupons as hc')
    .innerJoin('handovers as h', 'h.id', 'hc.handover_id')
    .select(['hc.coupon_id', 'hc.handover_id', 'h.driver_name'])
    .where('hc.live_coupon_id', 'in', couponIds)
    .where('h.company_id', '=', companyId)
    .execute()
}

/** A register has moved them to another company: its drivers have them no more. */
export async function updateCouponsFreed(
  db: Db,
  companyId: CompanyId,
  couponIds: readonly number[],
): Promise<void> {
  if (couponIds.length === 0) return
  await sql`
    update handover_coupons hc join handovers h on h.id = hc.handover_id set hc.live_coupon_id = null
    where hc.live_coupon_id in (${sql.join(couponIds)}) and h.company_id <> ${companyId}
  `.execute(db)
}

export async function updateCouponShown(db: Db, handoverId: number, position: number): Promise<void> {
  await db
    .updateTable('handover_coupons')
    .set({ shown_at: now })
    .where('handover_id', '=', handoverId)
    .where('position', '=', position)
    .execute()
}

/** On paper, to whichever drivers have them. */
export async function updateCouponsPrinted(db: Db, couponIds: readonly number[]): Promise<void> {
  if (couponIds.length === 0) return
  await db
    .updateTable('handover_coupons')
    .set({ shown_at: now })
    .where('live_coupon_id', 'in', couponIds)
    .execute()
}
