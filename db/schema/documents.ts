import type { Generated } from 'kysely'
import type { CreatedAt, Day, JsonText } from './columns.ts'

/** `invoice`: for payment. */
export type DocumentKind = 'invoice'

export interface DocumentCountersTable {
  kind: DocumentKind
  /** Of the calendar. */
  year: number
  last_number: number
}

export interface DocumentsTable {
  id: Generated<number>
  kind: DocumentKind
  year: number
  /** From 1 without a gap within its kind and year. */
  number: number
  company_id: number
  order_id: number
  issued_on: Day
  valid_until: Day
  /** Tiyn. */
  total: number
  /** Everything that the paper says, never changed. */
  content: JsonText
  /** SHA-256 of the content's bytes. */
  digest: Buffer
  created_by: number
  created_at: CreatedAt
}

export interface DocumentsTables {
  document_counters: DocumentCountersTable
  documents: DocumentsTable
}
