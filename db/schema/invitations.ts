import type { Generated } from 'kysely'
import type { ClientRole, Locale, StaffRole } from './accounts.ts'
import type { CreatedAt } from './columns.ts'

export type InvitationStatus = 'pending' | 'accepted' | 'revoked'

export interface InvitationsTable {
  id: Generated<number>
  email: string
  name: string
  company_id: number | null
  role: ClientRole | null
  staff_role: StaffRole | null
  /** Of a cashier. */
  station_id: number | null
  locale: Locale
  status: InvitationStatus
  invited_by: number | null
  sent_at: Date
  expires_at: Date
  accepted_at: Date | null
  revoked_at: Date | null
  user_id: number | null
  /** When somebody with a dead link asked for a new one. */
  wished_at: Date | null
  created_at: CreatedAt
  live_key: string | null
}

export interface InvitationsTables {
  invitations: InvitationsTable
}
