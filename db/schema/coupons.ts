import type { ColumnType, Generated } from 'kysely'
import type { CreatedAt, Day, Flag } from './columns.ts'
import type { ProductCode } from './products.ts'

export type CouponIssuerStatus =
  | 'issued'
  | 'active'
  | 'reserved'
  | 'redeemed'
  | 'blocked'
  | 'expired'
  | 'exchanged'
  | 'refunded'
  | 'cancelled'

/** Stored; an open coupon whose last day is over counts as expired whatever stands here. */
export type CouponStatus = Exclude<CouponIssuerStatus, 'blocked'> | 'blocked_by_client' | 'blocked_by_issuer'

/** Paper for coupons: so many on a sheet of A4, or one on a sheet of A6. */
export type PrintLayout = 'a4_8' | 'a4_12' | 'a6'

export interface CouponsTable {
  id: Generated<number>
  company_id: number
  number: string
  number_reversed: string
  product: ProductCode
  volume: number
  remaining: number
  divisible: Flag
  price: number
  valid_from: Day
  valid_until: Day
  status: CouponStatus
  issuer_status: CouponIssuerStatus
  /** 1 while the date can still end it (not redeemed, exchanged, refunded, cancelled or said to be expired). */
  open: Flag
  client_blocked_at: Date | null
  client_blocked_by: number | null
  redeemed_at: Date | null
  batch: string | null
  qr_ciphertext: Buffer | null
  qr_key_id: string | null
  /** Millilitres of operations at pumps; what is left is in `remaining`. */
  used: Generated<number>
  returned: Generated<number>
  lapsed: Generated<number>
  /** What of `remaining` an operation holds until `hold_until`. */
  held: Generated<number>
  hold_id: ColumnType<number | null, number | null | undefined, number | null>
  hold_until: ColumnType<Date | null, Date | null | undefined, Date | null>
  /** An HMAC of the QR payload; null: a job has not come to it yet. */
  qr_lookup: ColumnType<Buffer | null, Buffer | null | undefined, Buffer | null>
  qr_lookup_key: ColumnType<string | null, string | null | undefined, string | null>
  code_failures: Generated<number>
  code_locked_until: ColumnType<Date | null, Date | null | undefined, Date | null>
  redeemed_station: ColumnType<string | null, string | null | undefined, string | null>
  /** Since when a driver who has seen its code may not use it any more; null: nobody has to be kept from it. */
  link_revoked_at: ColumnType<Date | null, Date | null | undefined, Date | null>
  /** The last day that staff set here: an earlier one in a register does not take it back. */
  extended_until: ColumnType<Day | null, Day | null | undefined, Day | null>
  /** When staff exchanged it here: a register that calls it usable does not bring it back. */
  exchanged_at: ColumnType<Date | null, Date | null | undefined, Date | null>
  /** Of a code that the cabinet signed; null: another issuer's. */
  code_revision: ColumnType<number | null, number | null | undefined, number | null>
  /** 1: a register called it expired before it was activated, so that another last day does not activate it. */
  expired_unactivated: Generated<0 | 1>
  created_at: CreatedAt
  updated_at: ColumnType<Date, Date | undefined, Date>
}

/**
 * Sums by company, product, stored status and last day, and the same by the last day's month; spread over slots so
 * that writers do not queue.
 */
export interface CouponTotalsTable {
  company_id: number
  span: 'day' | 'month'
  product: ProductCode
  status: CouponStatus
  /** The last day itself, or the first day of its month. */
  starts_on: Day
  slot: number
  coupons: number
  volume: number
  remaining: number
  /** Tiyn, by the price at purchase. */
  amount: number
  /** Tiyn of what remains, by the same price. */
  remaining_amount: Generated<number>
}

/** That a company was told, so many days before, of its coupons with a last day. */
export interface ExpiryNoticesTable {
  id: Generated<number>
  company_id: number
  last_day: Day
  days_before: number
  created_at: CreatedAt
}

/** Keys that signed coupons; the private ones follow from SECRET_KEYS. */
export interface CouponKeysTable {
  /** 1 to 99, as codes name it. */
  number: number
  public_key: Buffer
  /** Of the secret that it follows from. */
  key_id: string
  created_at: CreatedAt
}

export interface CouponsTables {
  coupon_keys: CouponKeysTable
  coupons: CouponsTable
  coupon_totals: CouponTotalsTable
  expiry_notices: ExpiryNoticesTable
}
