import type { Generated } from 'kysely'
import type { CreatedAt } from './columns.ts'
import type { InstrumentKind } from './stations.ts'

export type BulkAction = 'block' | 'unblock' | 'template' | 'rule' | 'no_rule' | 'group' | 'holder'
/** `running` and `undoing`: the worker has rows to go through. */
export type BulkStatus = 'running' | 'done' | 'undoing' | 'undone'
/** `same`: it was so already. `kept`: it was changed since, and an undo left it. */
export type BulkRowStatus = 'waiting' | 'done' | 'same' | 'refused' | 'undone' | 'kept'

/** One change of many cards or coupons of a company. */
export interface BulkChangesTable {
  id: Generated<number>
  company_id: number
  instrument_kind: InstrumentKind
  action: BulkAction
  /** JSON: what the action needs, such as the reason of a block. */
  params: string
  status: BulkStatus
  /** Rows in all, and how many of them came to which end. */
  total: number
  done: Generated<number>
  refused: Generated<number>
  undone: Generated<number>
  kept: Generated<number>
  asked_by: number
  finished_at: Date | null
  undo_asked_by: number | null
  undo_asked_at: Date | null
  undone_at: Date | null
  /** When the worker last went through rows of it: who waited longest is next. */
  progressed_at: Generated<Date>
  created_at: CreatedAt
}

export interface BulkChangeRowsTable {
  bulk_change_id: number
  instrument_id: number
  status: BulkRowStatus
  /** JSON: as the preview showed it. */
  before_state: string
  /** JSON: as the change left it; null: it did not change. */
  after_state: string | null
  /** The code of the error that refused it, or that kept it from being undone. */
  refusal: string | null
}

export interface BulkChangesTables {
  bulk_changes: BulkChangesTable
  bulk_change_rows: BulkChangeRowsTable
}
