import type { Db } from '#db/connection/client.server.ts'
import type { ApiScope, ClientRole, CompanyId, Locale, StaffRole } from '#db/schema/index.ts'
import type { Keyring } from './keyring.server.ts'
import type { Module } from './modules.ts'
import type { Processing } from './processing.ts'

export type { CompanyId }

export type Actor =
  | { kind: 'guest' }
  /** A cashier has a station. */
  | { kind: 'staff'; userId: number; email: string; role: StaffRole; stationId?: number | null }
  | { kind: 'client'; userId: number; email: string; companyId: CompanyId; role: ClientRole }
  /** Signed in, but without a company that is open. */
  | { kind: 'person'; userId: number; email: string }
  | IntegrationActor
  | { kind: 'system'; name: 'worker' | 'cli' | 'webhook' | 'demo' }

/** A system that asks the API with a key. */
export interface IntegrationActor {
  kind: 'integration'
  integrationId: number
  name: string
  scopes: readonly ApiScope[]
  /** Codes of the stations that it may speak for. */
  stations: 'all' | readonly string[]
  /** Null: made by staff for stations or a processor; else it sees this company only. */
  companyId: CompanyId | null
  /** It sees the test company only. */
  isTest: boolean
  /** The cashier's shift, of operations at a till. */
  shiftId?: number
}

/** How the coupons of a paid order come about. */
export interface CouponIssue {
  /** `off`: staff issue them outside. `here`: the cabinet makes and signs them. `stock`: out of a register. */
  mode: 'off' | 'here' | 'stock'
  /** The two digits that numbers made here begin with. */
  issuer: string
  /** At once; else when staff issue the order. */
  isActivated: boolean
  /** BIN of the company whose coupons are the stock; empty: none. */
  stockBin: string
}

/** What the operator set and a rule depends on. */
export interface Settings {
  publicUrl: string
  brandName: string
  brandLegalName: string
  /** Twelve digits, on slips. */
  brandBin: string
  supportEmail: string
  supportPhone: string
  mailFrom: string
  invitationDays: number
  /** For how many days an invoice can be paid. */
  invoiceDays: number
  /** The code of a payment's purpose (КНП) that invoices name. */
  paymentCode: string
  resetHours: number
  couponIssue: CouponIssue
  signInAttempts: number
  rateLimitFactor: number
  /** What of the product is switched on. */
  modules: readonly Module[]
  /** How long fuel is held for a station. */
  holdMinutes: number
  /** Millilitres that are given as a full tank at most: of any product, and of products and families that have their own. */
  fullTank: {
    ordinary: number
    own: Readonly<Record<string, number>>
    families: Readonly<Record<string, number>>
  }
  /** Where cards and coupons are processed. */
  processing: Processing
  /** Webhooks may go to this very machine, over http too: development and tests. */
  webhookLoopback: boolean
  /** True when mail stays in the local mailbox. */
  localMailbox: boolean
}

/** Hashes passwords and compares them; `access` has the one that the server runs. */
export interface PasswordHashing {
  /** @param asker whose turn it takes (`askerOf`): whoever asks for many waits for himself */
  hash(password: string, asker: string): Promise<string>
  verify(hashed: string | null, password: string, asker: string): Promise<boolean>
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
