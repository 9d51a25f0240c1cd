import type { Generated } from 'kysely'
import type { Locale } from './accounts.ts'
import type { CreatedAt } from './columns.ts'

export type AccessRequestStatus = 'pending' | 'approved' | 'declined'

export interface AccessRequestsTable {
  id: Generated<number>
  bin: string
  company_name: string
  contact_name: string
  email: string
  phone: string
  city: string
  comment: string
  locale: Locale
  consent_version: string
  consent_at: Date
  status: AccessRequestStatus
  decline_reason: string | null
  decided_by: number | null
  decided_at: Date | null
  company_id: number | null
  invitation_id: number | null
  ip: string
  created_at: CreatedAt
}

export interface RequestsTables {
  access_requests: AccessRequestsTable
}
