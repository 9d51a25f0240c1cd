import type { Generated } from 'kysely'
import type { CreatedAt, Flag } from './columns.ts'

export interface SessionsTable {
  id: Generated<number>
  token_hash: Buffer
  user_id: number
  /** That of the password which opened it: no sign-in can outrun a reset, on any node. */
  password_version: number
  company_id: number | null
  remembered: Flag
  ip: string
  user_agent: string
  created_at: CreatedAt
  seen_at: Date
  idle_expires_at: Date
  expires_at: Date
}

export type LinkPurpose = 'invitation' | 'password_reset'

export interface LinksTable {
  id: Generated<number>
  /** What the clean URL carries; not a secret. */
  public_id: string
  purpose: LinkPurpose
  nonce: Buffer
  token_hash: Buffer
  email: string
  user_id: number | null
  invitation_id: number | null
  /** When a letter with it was last enqueued. */
  sent_at: Date
  expires_at: Date
  used_at: Date | null
  revoked_at: Date | null
  created_at: CreatedAt
  /** purpose|address|company while the link may live, null afterwards: at most one live link of a kind. */
  live_key: string | null
}

/** Bad passwords by address, known or not: keyed by an HMAC of the address, so that it tells nothing. */
export interface SignInFailuresTable {
  address_key: Buffer
  failures: number
  blocked_at: Date | null
  letter_at: Date | null
  version: number
  touched_at: Date
}

export interface SignInAttemptsTable {
  id: Generated<number>
  address_key: Buffer
  lease_until: Date
}

export interface AccessTables {
  sessions: SessionsTable
  links: LinksTable
  sign_in_guards: SignInFailuresTable
  sign_in_places: SignInAttemptsTable
}
