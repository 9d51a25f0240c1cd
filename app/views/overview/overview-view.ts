import type { ProductCode } from '#app/domain/products/products.ts'

interface Left {
  coupons: number
  /** Millilitres. */
  remaining: number
}

export interface OverviewView {
  left: Left
  leftByProduct: (Left & { product: ProductCode })[]
  /** `until` is the last day that counts as soon. */
  expiringSoon: Left & { until: string }
  /** `YYYY-MM` */
  expiringByMonth: (Left & { month: string })[]
  cards: { active: number; blocked: number; expired: number; lost: number }
  months: string[]
  /** By month: millilitres and tiyn. */
  series: { product: ProductCode; volumes: number[]; amounts: number[] }[]
  thisMonth: { volume: number; amount: number }
  asOf: string | null
}

export function isEmptyOverview(view: OverviewView): boolean {
  const cards = Object.values(view.cards).reduce((all, count) => all + count, 0)
  return cards === 0 && view.left.coupons === 0 && view.series.length === 0
}
