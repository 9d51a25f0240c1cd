/**
 * What is asked at a pump, and all that is known about it: the two arguments of `decide`. Volumes are millilitres,
 * money tiyn, prices tiyn a litre, days and times those of Asia/Almaty. Client-safe. Source: docs/authorizations.md
 */

import type { Day } from '#app/domain/kernel/calendar.ts'
import type { ProductCode } from '#app/domain/products/products.ts'
import type { CardIssuerStatus, CouponIssuerStatus, CouponRemainder } from '#db/schema/index.ts'
import type { RuleOwner } from './decline-codes.ts'
import type { OdometerFacts } from './odometer.ts'

export type FuelWish =
  /** Nothing at all is a millilitre, so that no hold is empty. */
  | { by: 'volume'; volume: number }
  /** Of less than a millilitre costs it is a millilitre. */
  | { by: 'amount'; amount: number }
  /** As much as the rules, the balance and the tank allow. */
  | { by: 'full_tank' }
  /** Whether anything could be fuelled at all: rules about quantities decline only when nothing is left. */
  | { by: 'anything' }

export interface FuelRequest {
  moment: Date
  wish: FuelWish
  /** Whether less than wished is welcome. */
  acceptPartial: boolean
  /** Absent: nothing is asked about the product. Null: the station's code means no product here. */
  product?: ProductCode | null
  /** Whether it is asked for the station in `FuelState.station`, or for stations in general. */
  atStation: boolean
  /** Null: the station told none. Left out: nobody was asked for it. */
  odometerKm?: number | null
}

export interface Sums {
  volume: number
  amount: number
  fills: number
}

/** What was completed and is held, in the day, week and month of `on`. A fill counts once, whatever it was paid with. */
export interface Usage {
  on: Day
  /** What the fill that is asked for has used already, by other operations of it; it is no fill of its own in the sums. */
  fill?: Sums
  day: Sums
  week: Sums
  month: Sums
}

export type LimitPeriod = 'fill' | 'day' | 'week' | 'month'

export interface FuelLimit {
  period: LimitPeriod
  unit: 'ml' | 'tiyn' | 'fills'
  limit: number
}

/** Hours of one or more weekdays, in minutes after midnight. `until` at or before `from` means the next morning. */
export interface OpenHours {
  /** 1 Monday to 7 Sunday. */
  weekdays: readonly number[]
  /** 0 to 1439 */
  from: number
  /** 1 to 1440 */
  until: number
}

/** One layer of rules: the issuer's, a group's, the client's own. Every layer must allow a fill, so the strictest wins. */
export interface FuelRule {
  whose: RuleOwner
  /** For figures that name the rule. */
  rule?: { id: string; name: string }
  /** Whether the station has to tell the odometer. */
  odometerRequired?: boolean
  /** Null: any. */
  products: readonly ProductCode[] | null
  stations: { are: 'only' | 'not'; codes: readonly string[] } | null
  hours: readonly OpenHours[] | null
  limits: readonly FuelLimit[]
  /** What this layer's limits count: the card's use, or the whole group's. */
  usage: Usage
}

export interface CardFacts {
  kind: 'card'
  issuerStatus: CardIssuerStatus
  isBlockedByClient: boolean
  /** When the client's block ends by itself; null: it does not. */
  blockedUntil?: Date | null
  validUntil: Day | null
  /** `unset`: the card has none. */
  pin: 'unset' | 'right' | 'wrong' | 'missing' | 'blocked'
  /** How many more wrong ones are looked at, after a wrong one. */
  pinTriesLeft?: number
  /** What the wallet of the card still holds; null: the card is no wallet. */
  wallet: { unit: 'ml' | 'tiyn'; left: number } | null
}

export interface CouponFacts {
  kind: 'coupon'
  issuerStatus: CouponIssuerStatus
  isBlockedByClient: boolean
  validFrom: Day
  validUntil: Day
  product: ProductCode
  /** Not yet used or returned, and held by nobody. */
  left: number
  /** What becomes of litres that one fill leaves; `refused`: the whole coupon or nothing. */
  remainder: CouponRemainder | 'refused'
  /**
   * `code_locked`: too many wrong codes were typed. `number_only`: the number without its code, which proves nothing.
   * `code_replaced`: an earlier revision of a code that the cabinet signed. `codeless`: the number of a coupon that came without a QR payload, so that it has no code.
   */
  proof:
    | 'right'
    | 'code_wrong'
    | 'code_locked'
    | 'number_only'
    | 'codeless'
    | 'link_revoked'
    | 'code_replaced'
  /** When a locked code may be typed again. */
  lockedUntil?: Date | null
  used: { at: Date; station: string | null } | null
  /** A hold of somebody else's. */
  reserved: { until: Date; station: string | null } | null
}

export type Instrument = CardFacts | CouponFacts

export interface Shortage {
  product: ProductCode
  from: Date
  /** Null: not known. */
  until: Date | null
  /** Null: none at all. */
  capPerFill: number | null
  /** Of one station, or of all of them. */
  whose: 'station' | 'network'
}

export interface StationFacts {
  code: string
  /** Null: open. `until` null: not known when it opens again. */
  closed: { until: Date | null } | null
  shortages: readonly Shortage[]
  /** Whether a coupon that has no code may be redeemed here by its number. */
  takesNumbers: boolean
}

export interface FuelState {
  /** `elsewhere`: a processor holds the balance and decides, so nothing is approved here. */
  operation: 'new' | 'duplicate' | 'voided' | 'elsewhere'
  /** Null: what was presented is nothing that this retailer issued. */
  instrument: Instrument | { kind: 'card' | 'coupon'; issuerStatus: 'unknown' }
  /** In whose stead the product may be served here and now. */
  insteadOf: readonly ProductCode[]
  isCompanyClosed: boolean
  isSuspicious: boolean
  /** Null: this fill is not paid from a contract's balance (a prepaid coupon, a contract without one). */
  freeBalance: number | null
  rules: readonly FuelRule[]
  /** Null: a station that is not known. */
  station: StationFacts | null
  /** The request's price, else the contract's. */
  price: number | null
  /** What fits into the vehicle; null: not known. */
  tank: number | null
  /** The most of the product that is ever given as a full tank. */
  ceiling: number
  odometer: OdometerFacts | null
}
