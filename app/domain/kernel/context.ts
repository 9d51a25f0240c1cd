import type { Db } from '#db/connection/client.server.ts'
import type { ClientRole, CompanyId, Locale, StaffRole } from '#db/schema/index.ts'
import type { Keyring } from './keyring.server.ts'

export type { CompanyId }

export type Actor =
  | { kind: 'guest' }
  /** A cashier has a station. */
  | { kind: 'staff'; userId: number; email: string; role: StaffRole; stationId?: number | null }
  | { kind: 'client'; userId: number; email: string; companyId: CompanyId; role: ClientRole }
  /** Signed in, but without a company that is open. */
  | { kind: 'person'; userId: number; email: string }
  | { kind: 'api_key'; keyId: number; name: string; scopes: string[] }
  | { kind: 'system'; name: 'worker' | 'cli' | 'webhook' | 'demo' }

/** What the operator set and a rule depends on. */
export interface Settings {
  publicUrl: string
  brandName: string
  brandLegalName: string
  supportEmail: string
  supportPhone: string
  mailFrom: string
  invitationDays: number
  resetHours: number
  signInAttempts: number
  rateLimitFactor: number
  /** True when mail stays in the local mailbox. */
  localMailbox: boolean
}

/** Hashes passwords and compares them; `access` has the one that the server runs. */
export interface PasswordHashing {
  hash(password: string): Promise<string>
  verify(hashed: string | null, password: string): Promise<boolean>
  needsRehash(hashed: string): boolean
}

/** First argument of every verb. The entry builds it; a transaction replaces its `db`. */
export interface Context {
  db: Db
  actor: Actor
  locale: Locale
  /** The database's clock at the start of the request: for display and the business day, never for expiry. */
  now: Date
  requestId: string
  ip: string
  settings: Settings
  keyring: Keyring
  hasher: PasswordHashing
}

/** For the guard that read it from a membership, and for staff who named a company that is there. */
export function asCompanyId(id: number): CompanyId {
  return id as CompanyId
}
