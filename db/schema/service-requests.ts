import type { ColumnType, Generated, GeneratedAlways } from 'kysely'
import type { CreatedAt, Day } from './columns.ts'
import type { ProductCode } from './products.ts'

export type ServiceRequestKind =
  | 'new_cards'
  | 'replacement'
  | 'raise_limit'
  | 'correction'
  | 'extension'
  | 'exchange'
export type ServiceRequestStatus = 'sent' | 'in_work' | 'done' | 'refused' | 'withdrawn'
/** Why a card is to be replaced. */
export type ReplacementCause = 'lost' | 'stolen' | 'damaged' | 'expiring'
export type LimitPeriodName = 'daily' | 'weekly' | 'monthly'

/** What a client asks the issuer of its cards for. */
export interface ServiceRequestsTable {
  id: Generated<number>
  company_id: number
  kind: ServiceRequestKind
  status: ServiceRequestStatus
  /** Null: about none, or about several. */
  card_id: number | null
  /** Of a replacement. */
  cause: ReplacementCause | null
  /** Of new cards. */
  quantity: number | null
  /** Of a higher limit: which one, and how much in `limit_unit`. */
  limit_period: LimitPeriodName | null
  limit_wanted: number | null
  limit_unit: 'ml' | 'tiyn' | null
  /** Of coupons: the last day that is wanted, and of an exchange the product and millilitres a coupon. */
  wanted_until: ColumnType<Day | null, Day | null | undefined, Day | null>
  wanted_product: ColumnType<ProductCode | null, ProductCode | null | undefined, ProductCode | null>
  wanted_volume: ColumnType<number | null, number | null | undefined, number | null>
  comment: string
  /** The day by which staff promised it. */
  promised_on: Day | null
  /** What staff said when it was done, or why it was refused. */
  answer: string | null
  sent_by: number
  taken_by: number | null
  taken_at: Date | null
  settled_by: number | null
  settled_at: Date | null
  created_at: CreatedAt
}

/** `given`: a coupon that came in exchange. `kept`: staff left it as it was. */
export type CouponOutcome = 'extended' | 'exchanged' | 'given' | 'kept'

/** A coupon that a request is about. */
export interface ServiceRequestCouponsTable {
  id: Generated<number>
  request_id: number
  number: string
  /** Null: one given in exchange that no register has brought yet. */
  coupon_id: number | null
  /** The coupon again while the request waits; unique. */
  open_coupon_id: number | null
  /** Null while the request waits, or when it was refused as a whole. */
  outcome: ColumnType<CouponOutcome | null, CouponOutcome | null | undefined, CouponOutcome | null>
  /** Of an extension: the last day before and after, and how many days of it are for closed stations. */
  until_before: ColumnType<Day | null, Day | null | undefined, Day | null>
  until_after: ColumnType<Day | null, Day | null | undefined, Day | null>
  outage_days: ColumnType<number, number | undefined, number>
  /** The number of one that is given; unique. */
  given_number: GeneratedAlways<string | null>
}

export interface ServiceRequestsTables {
  service_requests: ServiceRequestsTable
  service_request_coupons: ServiceRequestCouponsTable
}
