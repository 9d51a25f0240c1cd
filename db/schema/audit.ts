import type { Generated } from 'kysely'
import type { CreatedAt, JsonText } from './columns.ts'

export interface AuditLogTable {
  id: Generated<number>
  at: CreatedAt
  action: string
  actor_kind: 'guest' | 'staff' | 'client' | 'person' | 'integration' | 'system'
  actor_id: number | null
  actor_label: string
  company_id: number | null
  subject_kind: string | null
  subject_id: number | null
  ip: string
  request_id: string
  data: JsonText
  batch_id: number | null
}

/** The hash chain that makes the log tamper-evident; sealed by the worker. */
export interface AuditBatchesTable {
  id: Generated<number>
  first_id: number
  last_id: number
  entries: number
  previous_hash: Buffer
  hash: Buffer
  sealed_at: CreatedAt
}

export interface AuditTables {
  audit_log: AuditLogTable
  audit_batches: AuditBatchesTable
}
