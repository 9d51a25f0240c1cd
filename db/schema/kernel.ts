import type { CreatedAt } from './columns.ts'

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

export interface KernelTables {
  rate_limits: RateLimitsTable
  operations: OperationsTable
  facts: FactsTable
}
