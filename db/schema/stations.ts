import type { ColumnType, Generated } from 'kysely'
import type { CreatedAt, Flag } from './columns.ts'
import type { ProductCode } from './products.ts'

export type StationStatus = 'open' | 'closed'

export interface StationsTable {
  id: Generated<number>
  code: string
  name: string
  city: string
  address: string
  latitude: number | null
  longitude: number | null
  products: string
  /** As the register writes them. */
  hours: string
  /** As the register says; what staff know is in `station_outages`. */
  status: StationStatus
  /** Eight digits a weekday from Monday (domain/stations/week.ts); empty: not known. */
  week: ColumnType<string, string | undefined, string>
  /** 1: staff set the week, a register does not change it. */
  own_week: Flag
  /** 1: staff allow coupons without a QR payload by their number alone. A register does not change it. */
  number_only: Flag
  /** Counts the changes. */
  version: Generated<number>
  created_at: CreatedAt
  updated_at: ColumnType<Date, Date | undefined, Date>
}

export type OutageKind = 'closure' | 'shortage'

/** When a station last asked whether something may be fuelled. */
export interface StationContactsTable {
  station_id: number
  asked_at: Date
}

export interface StationOutagesTable {
  id: Generated<number>
  /** Null: a shortage of the whole network. */
  station_id: number | null
  kind: OutageKind
  /** Of a shortage. */
  product: ProductCode | null
  /** Millilitres that a fill may still take; null: no fuel at all. */
  cap_per_fill: number | null
  reason: string
  starts_at: Date
  /** 9999-12-31 for what has no end yet. */
  ends_at: Date
  lifted_at: Date | null
  created_at: CreatedAt
}

export type InstrumentKind = 'card' | 'coupon'
export type StationRuleMode = 'only' | 'not'

export interface StationRulesTable {
  instrument_kind: InstrumentKind
  instrument_id: number
  whose: 'issuer'
  mode: StationRuleMode
  /** Codes of stations, one a line. */
  codes: string
  created_at: CreatedAt
  updated_at: ColumnType<Date, Date | undefined, Date>
}

export interface StationsTables {
  stations: StationsTable
  station_outages: StationOutagesTable
  station_rules: StationRulesTable
  station_contacts: StationContactsTable
}
