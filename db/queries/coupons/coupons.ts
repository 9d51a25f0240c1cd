import { type Insertable, type Selectable, sql } from 'kysely'
import type { Db } from '#db/connection/client.server.ts'
import type { CompanyId, CouponStatus, CouponsTable } from '#db/schema/index.ts'
import { insertRows, readInBatches } from '#db/sql/batches.ts'
import { now } from '#db/sql/now.ts'

export type CouponRow = Selectable<CouponsTable>
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
  >
>

/** Everything but the QR payload. */
const OPEN_COLUMNS = [
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
  'batch',
] as const

export type OpenCouponRow = Pick<CouponRow, (typeof OPEN_COLUMNS)[number]> & { has_qr: 0 | 1 }

/** A coupon as a page shows it; whether it has a QR payload, never the payload. */
export function selectCoupon(db: Db, companyId: CompanyId, id: number): Promise<OpenCouponRow | undefined> {
  return db
    .selectFrom('coupons')
    .select(OPEN_COLUMNS)
    .select(sql<0 | 1>`qr_ciphertext is not null`.as('has_qr'))
    .where('company_id', '=', companyId)
    .where('id', '=', id)
    .executeTakeFirst()
}

/** With its sealed QR payload, held until the transaction ends. */
export function selectCouponForUpdate(
  db: Db,
  companyId: CompanyId,
  id: number,
): Promise<CouponRow | undefined> {
  return db
    .selectFrom('coupons')
    .selectAll()
    .where('company_id', '=', companyId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
}

/** Which of these companies a coupon belongs to: for a link to a company that the cabinet does not show now. */
export async function selectCompanyOfCoupon(
  db: Db,
  companyIds: readonly CompanyId[],
  id: number,
): Promise<CompanyId | undefined> {
  if (companyIds.length === 0) return undefined
  const row = await db
    .selectFrom('coupons')
    .select('company_id')
    .where('id', '=', id)
    .where('company_id', 'in', companyIds)
    .executeTakeFirst()
  return companyIds.find((companyId) => companyId === row?.company_id)
}

export interface ClientBlock {
  to: CouponStatus
  /** Who blocks; null lifts the block. */
  userId: number | null
}

/** Of a coupon that `selectCouponForUpdate` has locked, so that nobody changes it in between. */
export async function updateClientBlockOfCoupon(
  db: Db,
  companyId: CompanyId,
  id: number,
  { to, userId }: ClientBlock,
): Promise<void> {
  await db
    .updateTable('coupons')
    .set({
      status: to,
      client_blocked_at: userId === null ? null : now,
      client_blocked_by: userId,
      updated_at: now,
    })
    .where('company_id', '=', companyId)
    .where('id', '=', id)
    .execute()
}

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
]

/** Writes whole rows over those of the same id; the caller holds them (`lock`) since it read them. */
export async function updateCoupons(
  db: Db,
  rows: readonly (CouponChange & { id: number; number: string; number_reversed: string })[],
): Promise<void> {
  await insertRows(db, 'coupons', rows, { written: WRITTEN, touched: ['updated_at'] })
}
