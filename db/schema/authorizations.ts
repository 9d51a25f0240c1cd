import type { ColumnType, Generated } from 'kysely'
import type { CreatedAt, Flag, JsonText } from './columns.ts'
import type { ProductCode } from './products.ts'
import type { InstrumentKind } from './stations.ts'

/** `running`: its decision is not stored yet. */
export type AuthorizationStatus = 'running' | 'declined' | 'held' | 'completed' | 'voided' | 'expired'

/** `completion`: first heard of when the fuel was in the tank. `void`: a void of what never arrived. */
export type AuthorizationKind = 'authorization' | 'redemption' | 'completion' | 'void'

/** `number`: a coupon's number alone, without its code. */
export type PresentedBy = 'qr' | 'coupon' | 'number' | 'card'

type Later<Value> = ColumnType<Value | null, Value | null | undefined, Value | null>
type Text = ColumnType<string, string | undefined, string>

export interface AuthorizationsTable {
  id: Generated<number>
  integration_id: number
  /** The station system's own. */
  operation_id: string
  kind: AuthorizationKind
  status: AuthorizationStatus
  /** Of what was asked, to know a repeat from another request; it holds a QR payload, hence no plain hash. */
  content_mac: Later<Buffer>
  /** Who decides on a `running` one, and until when. */
  claim_token: Later<Buffer>
  claimed_until: Later<Date>
  /** Null: nothing that was presented is known. */
  company_id: Later<number>
  station_code: Text
  product: Later<ProductCode>
  instrument_kind: Later<InstrumentKind>
  card_id: Later<number>
  coupon_id: Later<number>
  presented: Later<PresentedBy>
  asked_volume: Later<number>
  asked_amount: Later<number>
  /** Tiyn a litre that the client pays, fixed by the decision. */
  price: Later<number>
  approved: Later<number>
  /** What the station says was dispensed. */
  dispensed: Later<number>
  /** What of it counts against the client's litres; never more than was approved. */
  billed: Later<number>
  /** Tiyn for what is billed. */
  charged: Later<number>
  /** What the station's receipt says. */
  receipt_amount: Later<number>
  remainder: Later<number>
  remainder_becomes: Later<'kept' | 'returned' | 'lapsed'>
  code: Later<string>
  whose: Later<string>
  figures: Later<JsonText>
  limited_by: Later<JsonText>
  fill_id: Text
  pos: Text
  pump: Text
  plate: Text
  odometer_km: Later<number>
  /** 1: it does not fit the earlier ones, and was told again. */
  odometer_unlikely: Flag
  receipt: Text
  /** The pump's own number of one dispensing. */
  pump_transaction: Later<string>
  /** The operation that this one puts right. */
  replaces: Text
  is_late: Flag
  /** The cashier's shift in which it was asked for, at a till. */
  shift_id: Later<number>
  created_at: CreatedAt
  expires_at: Later<Date>
  completed_at: Later<Date>
  occurred_at: Later<Date>
}

/** Rows are added, never changed. */
export interface ReversalsTable {
  id: Generated<number>
  authorization_id: number
  reversal_id: string
  /** 1: nothing of the operation is left. */
  is_whole: Flag
  volume: number
  charged: number | null
  reason: string
  created_at: CreatedAt
}

export interface FuelExceptionsTable {
  id: Generated<number>
  kind: string
  authorization_id: number | null
  transaction_id: number | null
  company_id: number | null
  station_code: string
  /** The same happening is recorded once. */
  identity: Buffer
  ours: JsonText
  theirs: JsonText
  created_at: CreatedAt
  settled_at: Later<Date>
  settled_by: Later<number>
  settled_reason: Later<string>
  /** Of a shift that a station's system closed. */
  station_shift_id: Later<number>
  /** A card or coupon that a processor sees otherwise; the id is null where the cabinet does not know it. */
  instrument_kind: Later<InstrumentKind>
  instrument_id: Later<number>
  instrument_number: Later<string>
  /** The last register of states that said so. */
  state_register_id: Later<number>
  /** Null: with a reason, by an earlier release. */
  settled_as: Later<'reason' | 'asked' | 'agrees'>
}

/** What staff asked for a station on the telephone. */
export interface PhoneAuthorizationsTable {
  id: Generated<number>
  authorization_id: number
  station_code: string
  /** Of the staff, who asked. */
  user_id: number
  /** Of the one-time code; null: nothing was held. */
  code_mac: Later<Buffer>
  code_ends_at: Later<Date>
  /** When somebody said what was dispensed. */
  used_at: Later<Date>
  created_at: CreatedAt
}

export interface AuthorizationsTables {
  authorizations: AuthorizationsTable
  phone_authorizations: PhoneAuthorizationsTable
  reversals: ReversalsTable
  fuel_exceptions: FuelExceptionsTable
}
