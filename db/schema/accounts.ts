import type { ColumnType, Generated } from 'kysely'
import type { CreatedAt } from './columns.ts'

export type Locale = 'en' | 'ru' | 'kk'

export type StaffRole = 'administrator' | 'operator' | 'support' | 'auditor' | 'cashier'

export type ClientRole = 'owner' | 'manager' | 'viewer'

export interface UsersTable {
  id: Generated<number>
  email: string
  name: string
  locale: Locale
  password_hash: string
  /** Counts the passwords of this account; a session of an older one is dead. */
  password_version: Generated<number>
  staff_role: StaffRole | null
  /** A cashier's; null for everybody else. */
  station_id: number | null
  disabled_at: Date | null
  welcomed_at: Date | null
  created_at: CreatedAt
}

export interface MembershipsTable {
  user_id: number
  company_id: number
  role: ClientRole
  /** The last page of this company that the person opened, to the minute. */
  visited_at: ColumnType<Date | null, Date | null | undefined, Date | null>
  created_at: CreatedAt
}

export interface AccountsTables {
  users: UsersTable
  memberships: MembershipsTable
}
