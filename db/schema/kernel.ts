/** Tables of no noun: what keeps requests, jobs and limits in order. */
import type { ColumnType } from 'kysely'
import type { CreatedAt, JsonText } from './columns.ts'

/** A transaction's own id, so that a COMMIT whose answer was lost can be looked up. */
export interface OperationsTable {
  id: Buffer
  at: CreatedAt
}

export interface FactsTable {
  name: string
  value: string
}

/** What is counted in a window of time, by whatever the limit is of. */
export interface RateLimitsTable {
  bucket: Buffer
  window_start: Date
  hits: number
}

/** When a background job is due, and which worker of all nodes runs it now. */
export interface WorkerJobsTable {
  name: string
  due_at: Date
  lease_token: Buffer | null
  lease_until: Date | null
  finished_at: Date | null
  failed_at: Date | null
  failure: string | null
}

/** A form that was sent, by a hash of its nonce, its owner, its URL and its fields. */
export interface FormSubmissionsTable {
  id: Buffer
  /** Null while the first is in flight. */
  answer: JsonText | null
  /** Of the first: the audit log knows what it did. */
  request_id: string
  /** Renewed while the first is in flight. */
  created_at: ColumnType<Date, Date | undefined, Date>
}

export interface KernelTables {
  rate_limits: RateLimitsTable
  operations: OperationsTable
  facts: FactsTable
  worker_jobs: WorkerJobsTable
  form_submissions: FormSubmissionsTable
}
