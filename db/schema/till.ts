import type { ColumnType, Generated } from 'kysely'

export interface TillShiftsTable {
  id: Generated<number>
  /** The cashier. */
  user_id: number
  /** The cashier while the shift is open: nobody has two. */
  open_user_id: number | null
  station_code: string
  /** SHA-256 of the cookie of the phone that opened it. */
  device_hash: Buffer
  pin_hash: string
  pin_failures: Generated<number>
  /** When the cashier last did something; the phone then asks for the PIN after a while. */
  seen_at: Date
  opened_at: Date
  ends_at: Date
  closed_at: ColumnType<Date | null, Date | null | undefined, Date | null>
  /** Null: the cashier, or time. */
  closed_by: ColumnType<number | null, number | null | undefined, number | null>
}

export interface TillTables {
  till_shifts: TillShiftsTable
}
