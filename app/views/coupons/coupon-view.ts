import type { CouponFacts } from '#app/domain/authorizations/fuel-request.ts'
import type { CouponState } from '#app/domain/coupons/coupons.ts'
import type { ProductCode } from '#app/domain/products/products.ts'
import type { Reach } from '#app/domain/stations/reach.ts'
import type { AskedView, HeldView, ProcessorFillView } from '#app/ui/list/asked.ts'
import type { StationRuleView } from '#app/ui/list/station-rule.ts'

export interface CouponView {
  id: number
  number: string
  product: ProductCode
  /** Millilitres. */
  volume: number
  remaining: number
  /** What becomes of litres that one fill leaves; `refused`: the whole coupon or nothing. */
  remainder: CouponFacts['remainder']
  /** Millilitres that fills left: back to the client, and lost. */
  returned: number
  lapsed: number
  /** Tiyn a litre, and in all. */
  price: number
  amount: number
  from: string
  until: string
  batch: string | null
  redeemedAt: string | null
  /** The code of the station. */
  redeemedStation: string | null
  /** Null: nothing is known about its stations. */
  stations: StationRuleView | null
  /** Where a block is in force at once. */
  reach: Reach
  state: CouponState
  /** Null: the cabinet itself decides about it. */
  asked: AskedView | null
  /** What the processor last told of its balance. */
  held: HeldView | null
  /** What it approved last. */
  fills: ProcessorFillView[]
  /** Active, but its first day is still to come. */
  isEarly: boolean
}

/** `none`: the register brought no code. `not_allowed`: the reader is a viewer. */
export type QrReadiness = 'ready' | 'none' | 'not_allowed'

export interface HandedView {
  /** The driver who has it; without `href` for who may not open the hand-over. */
  holder: { name: string; href: string | null } | null
  /** Who asks for help with it at a pump. */
  helpOf: { name: string; handoverId: number } | null
  /** Whether it can be given to a driver. */
  canHand: boolean
  /** Whether it is somebody's and can come back to the free stock. */
  canReturn: boolean
}
