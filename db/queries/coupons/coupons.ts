import { type Selectable, sql } from 'kysely'
import type { Db } from '#db/connection/client.server.ts'
import type {
  CompanyId,
  CouponRemainder,
  CouponStatus,
  CouponsTable,
  StationRuleMode,
} from '#db/schema/index.ts'
import { readInBatches } from '#db/sql/batches.ts'
import { selectCompanyOf } from '#db/sql/company-of.ts'
import { contractRemainder } from '#db/sql/coupon-remainder.ts'
import { now } from '#db/sql/now.ts'

export type CouponRow = Selectable<CouponsTable>
/** Everything but the QR payload. */
const OPEN_COLUMNS = [
  'code_revision',
  'id',
  'company_id',
  'number',
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
  'redeemed_station',
  'batch',
  'returned',
  'lapsed',
  'held',
  'hold_until',
  'created_at',
] as const

export type OpenCouponRow = Pick<CouponRow, (typeof OPEN_COLUMNS)[number]> & {
  has_qr: 0 | 1
  contract_remainder: CouponRemainder | null
  /** The station of the operation that holds it, or held it last. */
  hold_station: string | null
  company_closed_at: Date | null
  /** The issuer's rule about its stations; null: nothing is known. */
  station_mode: StationRuleMode | null
  station_codes: string | null
  /** When staff marked it as suspected of fraud. */
  suspected_at: Date | null
  suspected_reason: string | null
}

/** A coupon as a page shows it; whether it has a QR payload, never the payload. */
export function selectCoupon(db: Db, companyId: CompanyId, id: number): Promise<OpenCouponRow | undefined> {
  return db
    .selectFrom('coupons as k')
    .leftJoin('station_rules', (join) =>
      join
        .onRef('station_rules.instrument_id', '=', 'k.id')
        .on('station_rules.instrument_kind', '=', 'coupon')
        .on('whose', '=', 'issuer'),
    )
    .leftJoin('authorizations', 'authorizations.id', 'k.hold_id')
    .innerJoin('companies', 'companies.id', 'k.company_id')
    .leftJoin('suspicions', (join) =>
      join.onRef('suspicions.instrument_id', '=', 'k.id').on('suspicions.instrument_kind', '=', 'coupon'),
    )
    .select(['suspicions.marked_at as suspected_at', 'suspicions.reason as suspected_reason'])
    .select(OPEN_COLUMNS.map((column) => `k.${column}` as const))
    .select(contractRemainder.as('contract_remainder'))
    .select(sql<0 | 1>`qr_ciphertext is not null`.as('has_qr'))
    .select(['mode as station_mode', 'codes as station_codes'])
    .select(['authorizations.station_code as hold_station', 'closed_at as company_closed_at'])
    .where('k.company_id', '=', companyId)
    .where('k.id', '=', id)
    .executeTakeFirst()
}

/** When staff came to suspect it; null: they do not. */
const suspectedAt = sql<Date | null>`(
  select marked_at from suspicions where instrument_kind = 'coupon' and instrument_id = coupons.id
)`.as('suspected_at')

/** With its sealed QR payload and when staff came to suspect it, held until the transaction ends. */
export function selectCouponForUpdate(
  db: Db,
  companyId: CompanyId,
  id: number,
): Promise<(CouponRow & { suspected_at: Date | null }) | undefined> {
  return db
    .selectFrom('coupons')
    .selectAll()
    .select(suspectedAt)
    .where('company_id', '=', companyId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
}

/** Which of these companies a coupon belongs to: for a link to a company that the cabinet does not show now. */
export function selectCompanyOfCoupon(
  db: Db,
  companyIds: readonly CompanyId[],
  id: number,
): Promise<CompanyId | undefined> {
  return selectCompanyOf(db, 'coupons', companyIds, id)
}

export interface ClientBlock {
  to: CouponStatus
  isBlocked: boolean
  /** The person who blocks; null for a system of the client, and where the block is lifted. */
  userId: number | null
}

/** Of a coupon that `selectCouponForUpdate` has locked; whoever typed wrong codes beside its number begins anew. */
export async function updateCouponCode(
  db: Db,
  id: number,
  code: Pick<CouponRow, 'qr_ciphertext' | 'qr_key_id' | 'qr_lookup' | 'qr_lookup_key' | 'code_revision'>,
): Promise<void> {
  await db
    .updateTable('coupons')
    .set({ ...code, code_failures: 0, code_locked_until: null, updated_at: now })
    .where('id', '=', id)
    .execute()
}

/** Of a coupon that `selectCouponForUpdate` has locked, so that nobody changes it in between. */
export async function updateClientBlockOfCoupon(
  db: Db,
  companyId: CompanyId,
  id: number,
  { to, isBlocked, userId }: ClientBlock,
): Promise<void> {
  await db
    .updateTable('coupons')
    .set({
      status: to,
      client_blocked_at: isBlocked ? now : null,
      client_blocked_by: userId,
      updated_at: now,
    })
    .where('company_id', '=', companyId)
    .where('id', '=', id)
    .execute()
}

/** Holds several until the transaction ends, by their ids; with what decides whether each works. */
export async function selectCouponsForUpdate(
  db: Db,
  companyId: CompanyId,
  ids: readonly number[],
): Promise<(CouponRow & { suspected_at: Date | null })[]> {
  return readInBatches(ids, (batch) =>
    db
      .selectFrom('coupons')
      .selectAll()
      .select(suspectedAt)
      .where('company_id', '=', companyId)
      .where('id', 'in', batch)
      .orderBy('id')
      .forUpdate()
      .execute(),
  )
}

/** Stations decline a code that a driver has seen, until it is somebody's again (false). The caller holds the coupons. */
export async function updateCouponLinkRevoked(
  db: Db,
  ids: readonly number[],
  isRevoked: boolean,
): Promise<void> {
  if (ids.length === 0) return
  await db
    .updateTable('coupons')
    .set({ link_revoked_at: isRevoked ? now : null })
    .where('id', 'in', ids)
    .execute()
}
