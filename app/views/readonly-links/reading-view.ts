import type { ReadList } from '#app/domain/readonly-links/readonly-links.ts'

/** The head of every page of a reader. */
export interface ReadingHead {
  company: string
  /** `01.11.2026 – 30.11.2026` */
  period: string
  /** Until when the link works. */
  until: string
  /** The link's own page. */
  home: string
}

export interface ReadRow {
  id: number
  /** As the columns of the list, ready to read. */
  cells: string[]
}

export interface ReadColumn {
  label: string
  isNumber: boolean
}

/** A list ready to read: the first column names the row. */
export interface ReadListView {
  list: ReadList
  columns: ReadColumn[]
  rows: ReadRow[]
  previousHref: string | null
  nextHref: string | null
}

export interface ReadTotalsView {
  rows: { product: string; transactions: string; volume: string; amount: string }[]
  total: { transactions: string; volume: string; amount: string }
}
