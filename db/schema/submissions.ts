import type { ColumnType } from 'kysely'
import type { JsonText } from './columns.ts'

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

export interface SubmissionsTables {
  form_submissions: FormSubmissionsTable
}
