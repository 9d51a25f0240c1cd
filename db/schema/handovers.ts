import type { ColumnType, Generated } from 'kysely'
import type { CreatedAt } from './columns.ts'

/** Coupons that were given to a driver by one link. */
export interface HandoversTable {
  id: Generated<number>
  company_id: number
  /** Of the list; null: somebody who is not in it. */
  driver_id: number | null
  /** As it was then, like his telephone and the plate of the vehicle; empty: not known. */
  driver_name: string
  driver_phone: string
  plate: string
  locale: 'en' | 'ru' | 'kk'
  /** With `nonce`, what the link's token is made of again (kernel/link-tokens). */
  public_id: string
  nonce: Buffer
  token_hash: Buffer
  /** SHA-256 of the cookie of the phone that opened it; null: none has. */
  phone_hash: Buffer | null
  handed_by: number
  opened_at: Date | null
  returned_at: Date | null
  returned_by: number | null
  created_at: CreatedAt
}

export interface HandoverCouponsTable {
  handover_id: number
  /** From 1: the order in which they are shown. */
  position: number
  coupon_id: number
  /** The coupon again while it is the driver's; unique. */
  live_coupon_id: number | null
  /** When the driver last saw its code. */
  shown_at: Date | null
  /** When it came back by itself, while the driver keeps the others. */
  returned_at: ColumnType<Date | null, Date | null | undefined, Date | null>
  returned_by: ColumnType<number | null, number | null | undefined, number | null>
}

/** What the cashier said, in the driver's choice; `other_phone`: the link is open on another phone. */
export type HelpSaid =
  | 'not_read'
  | 'used'
  | 'blocked'
  | 'expired'
  | 'not_found'
  | 'product'
  | 'station'
  | 'fuel_out'
  | 'other'
  | 'other_phone'

export interface DriverHelpTable {
  id: Generated<number>
  company_id: number
  handover_id: number
  coupon_id: number | null
  said: HelpSaid
  /** The decline at a pump that the driver was told of. */
  refusal_id: number | null
  /** While it waits; unique. */
  open_key: string | null
  answer: string | null
  settled_by: number | null
  settled_at: ColumnType<Date | null, Date | null | undefined, Date | null>
  created_at: CreatedAt
}

export interface HandoversTables {
  handovers: HandoversTable
  handover_coupons: HandoverCouponsTable
  driver_help: DriverHelpTable
}
