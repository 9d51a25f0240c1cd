import type { ColumnType, Generated } from 'kysely'
import type { CreatedAt } from './columns.ts'

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
  hours: string
  status: StationStatus
  created_at: CreatedAt
  updated_at: ColumnType<Date, Date | undefined, Date>
}

export interface StationsTables {
  stations: StationsTable
}
