import type { CouponFacts } from '#app/domain/authorizations/fuel-request.ts'
import type { ProductCode } from '#app/domain/products/products.ts'

/** A coupon as its driver sees it, in words. */
export interface DriverCouponView {
  position: number
  number: string
  fuel: string
  product: ProductCode
  /** Ready to read: the litres that are left, and how many of how many. */
  volume: string
  where: string
  until: string
  /** Null: it is valid already. */
  from: string | null
  /** What becomes of litres that one fill leaves; `refused`: the whole coupon or nothing. */
  remainder: CouponFacts['remainder']
  /** Whether its code may be shown now. */
  works: boolean
  /** In a word, with the moment where there is one. */
  state: string
  /** The badge of the state. */
  badge: 'active' | 'used' | 'blocked' | 'over' | 'waiting'
}

export interface ShownCodeView {
  coupon: DriverCouponView
  size: number
  path: string
  code: string
}

export interface AnswerView {
  at: string
  /** Empty: the dispatcher said nothing. */
  text: string
}

interface Common {
  /** `/d/<token>` and the language that was chosen, if one was. */
  home: string
  stateUrl: string
  helpUrl: string
  troubleUrl: string
  keepUrl: string
}

export interface SealedView extends Common {
  kind: 'sealed'
  company: string
  /** `АИ-95: 47 л (3 талона)` */
  fuels: string[]
  until: string
  /** Somebody has asked for a new link. */
  isAsked: boolean
}

export interface OpenView extends Common {
  kind: 'open'
  /** Changes with whatever the page shows. */
  state: string
  company: string
  name: string
  plate: string
  count: number
  coupons: DriverCouponView[]
  /** How many more there are than `coupons` shows. */
  more: number
  /** The one to show now; null: none works. */
  current: DriverCouponView | null
  shown: ShownCodeView | null
  /** The coupon that was asked for does not work. */
  isMissed: boolean
  answers: AnswerView[]
}

export interface EndedView extends Common {
  kind: 'ended'
  company: string
  title: string
  coupons: DriverCouponView[]
}

export type DriverPageView = SealedView | OpenView | EndedView | { kind: 'dead' } | ElsewhereView

export interface ElsewhereView extends Common {
  kind: 'elsewhere'
}
