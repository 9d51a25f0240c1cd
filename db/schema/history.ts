import type { Generated } from 'kysely'
import type { CreatedAt } from './columns.ts'

/** What a register changed in a card's or a coupon's status: the row log behind an import's one audit row. */
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
