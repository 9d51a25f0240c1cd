import type { Generated } from 'kysely'
import type { CreatedAt } from './columns.ts'

/**
 * What an import (or a station, without one) changed in the state of a card or a coupon: the rows behind the one entry
 * of the audit log. Blocks of clients are entries there, and expiry follows from the last day.
 */
export interface StatusChangesTable {
  id: Generated<number>
  subject_kind: 'card' | 'coupon'
  subject_id: number
  company_id: number
  import_id: number | null
  from_status: string
  to_status: string
  at: CreatedAt
}

export interface HistoryTables {
  status_changes: StatusChangesTable
}
