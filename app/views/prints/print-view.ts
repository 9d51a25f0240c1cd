import type { PrintLayout } from '#app/domain/prints/prints.ts'

/** A coupon on paper, in the words of whoever prints it. */
export interface PrintedCouponView {
  id: number
  number: string
  /** `АИ-95 · 20 л` */
  fuel: string
  until: string
  where: string
  /** Plate and holder; empty: nobody's. */
  whose: string
  /** For typing. */
  code: string
  qr: { size: number; path: string }
}

/** What the page that chooses the paper shows. */
export interface PrintPageView {
  /** Fields of the address that say what is chosen. */
  selection: [name: string, value: string][]
  /** Null where the choice is refused. */
  count: { printable: number; leftOut: number } | null
  refusal: string | null
  /** The hand-over whose coupons they are. */
  handover: string | null
  /** The paper that was chosen before; null: none yet. */
  layout: string | null
}

export interface PrintedSheet {
  layout: PrintLayout
  coupons: PrintedCouponView[]
}

/** Columns and rows of a sheet. */
export const gridOf: Record<PrintLayout, { columns: number; rows: number }> = {
  a4_8: { columns: 2, rows: 4 },
  a4_12: { columns: 3, rows: 4 },
  a6: { columns: 1, rows: 1 },
}
