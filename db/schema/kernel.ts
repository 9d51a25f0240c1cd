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

export interface KernelTables {
  operations: OperationsTable
  facts: FactsTable
}
