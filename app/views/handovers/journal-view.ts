import type { ProductCode } from '#app/domain/products/products.ts'

/** Coupons of one product and nominal, in one row of the journal. */
export interface JournalLot {
  /** The hand-over's, or of a coupon in it. */
  no: number
  product: ProductCode
  /** Millilitres a coupon, and all of them. */
  nominal: number
  volume: number
  numbers: string[]
  /** Last day. */
  until: string
}

export interface JournalRow {
  id: number
  /** Wall clock of Almaty. */
  at: string
  name: string
  plate: string
  by: string
  /** Taken back: since when. */
  returnedAt: string | null
  lots: JournalLot[]
}

export interface JournalTotal {
  coupons: number
  /** Millilitres. */
  volume: number
  /** Tiyn. */
  amount: number
}

export interface JournalView {
  company: string
  /** Days, both inclusive; null: of one hand-over. */
  period: { from: string; to: string } | null
  rows: JournalRow[]
  total: JournalTotal
  /** The file has more than the page. */
  isCut: boolean
  /** The same as a file. */
  file: string
}
