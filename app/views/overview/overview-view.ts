import type { ProductCode } from '#app/domain/products/products.ts'

/** What the chart shows. */
export type SpentUnit = 'litres' | 'tenge'

interface Left {
  coupons: number
  /** Millilitres. */
  remaining: number
}

/** Of a driver's link: what he asks his dispatcher for. */
export interface WaitingDriver {
  id: number
  handoverId: number
  name: string
  /** Of the coupon; null: he needs a new link. */
  number: string | null
  at: string
}

export interface OverviewView {
  /** The day of which everything is. */
  today: string
  isEmpty: boolean
  left: Left
  leftByProduct: (Left & { product: ProductCode })[]
  /** `until` is the last day that counts as soon. */
  expiringSoon: Left & { until: string }
  /** In coupons that have ended: millilitres and tiyn. */
  expired: { remaining: number; worth: number }
  /** `YYYY-MM` */
  expiringByMonth: (Left & { month: string })[]
  cards: { active: number; blocked: number; expired: number; lost: number }
  /** Active ones that end soon, and that have used most of a limit. */
  expiringCards: number
  nearLimitCards: number
  months: string[]
  /** By month: millilitres and tiyn. */
  series: { product: ProductCode; volumes: number[]; amounts: number[] }[]
  thisMonth: { volume: number; amount: number }
  /** Up to the same day. */
  monthBefore: { volume: number; amount: number }
  /** Of the last days; above `countLimit`: there are more. */
  recentDeclines: number
  unusual: number
  countLimit: number
  asOf: string | null
}
