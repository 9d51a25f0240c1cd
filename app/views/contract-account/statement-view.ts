import type { Statement } from '#app/domain/contract-account/statement.ts'

/** Of whom a statement is: as its head names them. */
export interface StatementParties {
  company: { name: string; bin: string }
  /** In force on the last day of the period, or now; null: none is. */
  contract: { number: string; signedOn: string } | null
  supplier: { name: string; bin: string } | null
}

export type StatementView = Statement & StatementParties
