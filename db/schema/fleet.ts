import type { ColumnType, Generated } from 'kysely'
import type { CreatedAt, Flag } from './columns.ts'
import type { ProductCode } from './products.ts'
import type { InstrumentKind } from './stations.ts'

type Version = Generated<number>
type UpdatedAt = ColumnType<Date, Date | undefined, Date>

export interface DriversTable {
  id: Generated<number>
  company_id: number
  name: string
  /** `+77011234567`; empty: not known. */
  phone: string
  locale: 'en' | 'ru' | 'kk'
  comment: string
  archived_at: Date | null
  /** Counts the changes. */
  version: Version
  created_at: CreatedAt
  updated_at: UpdatedAt
}

export interface VehiclesTable {
  id: Generated<number>
  company_id: number
  plate: string
  plate_key: string
  /** The key while it is not archived. */
  live_key: string | null
  make: string
  product: ProductCode | null
  /** Millilitres. */
  tank: number | null
  /** Millilitres a hundred kilometres. */
  norm: number | null
  archived_at: Date | null
  version: Version
  created_at: CreatedAt
  updated_at: UpdatedAt
}

export type AssignmentSubject = 'driver' | 'vehicle'

export interface AssignmentsTable {
  id: Generated<number>
  /** Whose the card or coupon was then: one that came to another company brings none. */
  company_id: number
  instrument_kind: InstrumentKind
  instrument_id: number
  subject: AssignmentSubject
  subject_id: number
  starts_at: Date
  /** Null: it lasts. */
  ends_at: Date | null
  created_at: CreatedAt
}

export interface OdometerReadingsTable {
  id: Generated<number>
  company_id: number
  /** Null: of a card that belonged to none. */
  vehicle_id: number | null
  /** Of a fill with a card. */
  card_id: number | null
  transaction_id: number | null
  km: number
  read_at: Date
  source: 'pump' | 'hand'
  /** 1: the tank was full after the fill. */
  is_full: Flag
  is_unlikely: Flag
  created_at: CreatedAt
}

export interface FleetTables {
  drivers: DriversTable
  vehicles: VehiclesTable
  assignments: AssignmentsTable
  odometer_readings: OdometerReadingsTable
}
