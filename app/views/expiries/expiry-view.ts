import type { Span } from '#app/domain/expiries/spans.ts'
import type { ProductCode } from '#app/domain/products/products.ts'

/** Millilitres and tiyn, as everywhere. */
export interface LotView {
  until: string
  /** Days to the last one; 0: today. */
  daysLeft: number
  coupons: number
  remaining: number
  worth: number
  used: number
  burns: number
  lost: number
}

export interface ProductExpiry {
  product: ProductCode
  remaining: number
  /** A day. */
  pace: number
  burns: number
  lost: number
  /** Days for which all of it lasts at the pace; null: nothing is fuelled. */
  lasts: number | null
  /** The first to end; `more` are behind them. */
  lots: LotView[]
  more: { lots: number; remaining: number; burns: number } | null
}

export interface ExpiryView {
  today: string
  coupons: number
  remaining: number
  worth: number
  burns: number
  lost: number
  expired: { remaining: number; worth: number }
  /** The coupons that end within EXPIRES_SOON_DAYS. */
  soon: { until: string; coupons: number; remaining: number; burns: number }
  products: ProductExpiry[]
  span: Span
  unit: 'litres' | 'tenge'
  /** First days of months or weeks; null: all later ones. */
  starts: (string | null)[]
  series: { product: ProductCode; values: number[] }[]
  /** Whether the reader may ask the supplier for another last day. */
  mayAsk: boolean
  mayHandOver: boolean
}

export interface ExpiredRow {
  id: number
  number: string
  product: ProductCode
  until: string
  /** Millilitres. */
  remaining: number
  /** Tiyn. */
  worth: number
  /** The request about it that waits. */
  requestId: number | null
}
