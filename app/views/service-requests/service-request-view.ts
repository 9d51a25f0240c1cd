import type { LimitPeriodName } from '#app/domain/kernel/limit-periods.ts'
import type { ProductCode } from '#app/domain/products/products.ts'
import type {
  CouponOutcome,
  ReplacementCause,
  ServiceRequestKind,
  ServiceRequestStatus,
} from '#app/domain/service-requests/service-requests.ts'

export interface ServiceRequestView {
  /** Its number, too. */
  id: number
  kind: ServiceRequestKind
  status: ServiceRequestStatus
  company: { id: number; name: string }
  /** `•••• 3481` */
  card: { id: number; name: string } | null
  cause: ReplacementCause | null
  quantity: number | null
  limit: { period: LimitPeriodName; wanted: number; unit: 'ml' | 'tiyn' } | null
  /** Of coupons: what is wanted; null: left open. */
  wish: { until: string | null; product: ProductCode | null; volume: number | null } | null
  comment: string
  promisedOn: string | null
  /** Promised for a day that is over. */
  isLate: boolean
  answer: string | null
  /** In the order in which it happened; `by` null: the client is not told who of the staff it was. */
  steps: { status: ServiceRequestStatus; at: string; by: string | null }[]
}

/** A coupon of a request; what another company has, or no register has brought, has a number alone. */
export interface RequestCouponView {
  id: number | null
  number: string
  product: ProductCode | null
  /** Millilitres and tiyn of what is left. */
  remaining: number
  worth: number
  /** The last day when it was asked about, and the one that it was given. */
  until: string | null
  untilAfter: string | null
  outageDays: number
  outcome: CouponOutcome | null
}

/** What is chosen for a request. */
export interface WishedCoupon {
  id: number
  number: string
  product: ProductCode
  remaining: number
  worth: number
  until: string
  outageDays: number
}
