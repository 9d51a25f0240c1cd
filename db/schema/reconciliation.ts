import type { Generated } from 'kysely'
import type { CreatedAt, JsonText } from './columns.ts'

/** A shift as a station's system closed it; what was told once stays. */
export interface StationShiftsTable {
  id: Generated<number>
  integration_id: number
  /** The station system's own. */
  shift_id: string
  station_code: string
  opened_at: Date
  closed_at: Date
  /** SHA-256 of what was told, to know a repeat from another report. */
  content_hash: Buffer
  /** Totals, operations and meters. */
  reported: JsonText
  created_at: CreatedAt
}

/** Written by whoever closes a shift of a system at a station or takes back fuel of it. */
export interface StationTurnsTable {
  integration_id: number
  station_code: string
  version: Generated<number>
}

export interface ReconciliationTables {
  station_turns: StationTurnsTable
  station_shifts: StationShiftsTable
}
