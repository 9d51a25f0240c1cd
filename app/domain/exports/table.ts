/** A list as a file, whatever its format: what each column is called and what each cell means. */
import type { Day } from '#app/domain/kernel/calendar.ts'

export type Cell =
  /** A name, an address, a word. */
  | { kind: 'text'; value: string | null }
  /** A number of a card, a coupon, a receipt: never a quantity, all its digits count. */
  | { kind: 'number'; value: string }
  /** Millilitres, shown as litres. */
  | { kind: 'litres'; value: number | null }
  /** Tiyn, shown as tenge. */
  | { kind: 'tenge'; value: number | null }
  | { kind: 'day'; value: Day | null }
  /** `14:07:00` */
  | { kind: 'time'; value: string }

export const cell = {
  text: (value: string | null): Cell => ({ kind: 'text', value }),
  number: (value: string): Cell => ({ kind: 'number', value }),
  litres: (value: number | null): Cell => ({ kind: 'litres', value }),
  tenge: (value: number | null): Cell => ({ kind: 'tenge', value }),
  day: (value: Day | null): Cell => ({ kind: 'day', value }),
  time: (value: string): Cell => ({ kind: 'time', value }),
}

export interface TableFile<Row> {
  /** Latin, without days and the ending: `coupons`. */
  name: string
  /** The days that it is about, which its name says; left out: it is how things stand today. */
  days?: { from?: Day | undefined; to?: Day | undefined }
  /** What a person calls it. */
  title: string
  /** Heads of the columns, in the reader's language. */
  columns: readonly string[]
  /** Rows as they come from the database, a batch at a time: memory holds one batch. */
  batches: AsyncGenerator<Row[]>
  cells: (row: Row) => Cell[]
}

/** `csv1c`: CSV for 1C, whose numbers are bare digits; `csv` is the one that Excel opens unharmed. */
export const fileFormats = ['xlsx', 'csv', 'csv1c'] as const
export type FileFormat = (typeof fileFormats)[number]
