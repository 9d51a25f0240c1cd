/**
 * Row types of every table, by the name of the column.
 *
 * Conventions: ids are BIGINT UNSIGNED and always safe integers; money is tiyn and volume millilitres, both
 * integers; DATETIME(6) is UTC and arrives as Date; DATE is a day of Asia/Almaty and arrives as 'YYYY-MM-DD';
 * VARBINARY holds text that must compare by its bytes (addresses, numbers) and arrives as string; BINARY and
 * BLOB arrive as Buffer; JSON is stored as text, since MariaDB and MySQL return their JSON types differently.
 */
import type { ColumnType, Generated } from 'kysely'
import type { ProductCode, ProductsTable } from './products.ts'

export type { ProductCode, ProductsTable }

type Day = string
type JsonText = string
/** Written by the database when left out. */
type CreatedAt = ColumnType<Date, Date | undefined, never>
type Flag = ColumnType<0 | 1, 0 | 1 | undefined, 0 | 1>

declare const companyId: unique symbol
/** A company that the actor was found to belong to (or that staff named): never built from raw input. */
export type CompanyId = number & { readonly [companyId]: true }

export type Locale = 'en' | 'ru' | 'kk'
export type StaffRole = 'administrator' | 'support'
export type ClientRole = 'owner' | 'manager' | 'viewer'
export type RegisterKind = 'companies' | 'cards' | 'coupons' | 'transactions' | 'stations'

export interface UsersTable {
  id: Generated<number>
  email: string
  name: string
  locale: Locale
  password_hash: string
  /** Counts the passwords of this account; a session of an older one is dead. */
  password_version: Generated<number>
  staff_role: StaffRole | null
  disabled_at: Date | null
  welcomed_at: Date | null
  created_at: CreatedAt
}

export interface MembershipsTable {
  user_id: number
  company_id: number
  role: ClientRole
  created_at: CreatedAt
}

export interface CompaniesTable {
  id: Generated<number>
  bin: string
  name: string
  external_code: string | null
  contract_number: string | null
  contract_date: Day | null
  email: string | null
  phone: string | null
  city: string | null
  closed_at: Date | null
  created_at: CreatedAt
  updated_at: ColumnType<Date, Date | undefined, Date>
}

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

export type InvitationStatus = 'pending' | 'accepted' | 'revoked'

export interface InvitationsTable {
  id: Generated<number>
  email: string
  name: string
  company_id: number | null
  role: ClientRole | null
  staff_role: StaffRole | null
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

/** Bad passwords by address, known or not: keyed by an HMAC of the address, so that it tells nothing. */
export interface SignInGuardsTable {
  address_key: Buffer
  failures: number
  blocked_at: Date | null
  letter_at: Date | null
  version: number
  touched_at: Date
}

export interface SignInPlacesTable {
  id: Generated<number>
  address_key: Buffer
  lease_until: Date
}

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

export type CardScheme = 'wallet_money' | 'wallet_litres' | 'limits'
export type CardStatus = 'active' | 'blocked_by_client' | 'blocked_by_issuer' | 'expired' | 'lost'
/** What the issuer's register last said. */
export type CardIssuerStatus = 'active' | 'blocked' | 'expired' | 'lost'

export interface CardsTable {
  id: Generated<number>
  company_id: number
  number: string
  number_reversed: string
  holder: string
  plate: string
  /** Product codes joined by commas. */
  products: string
  scheme: CardScheme
  daily_limit: number | null
  weekly_limit: number | null
  monthly_limit: number | null
  limit_unit: 'ml' | 'tiyn'
  balance: number | null
  /** Effective, but for expiry, which valid_until decides. */
  status: CardStatus
  issuer_status: CardIssuerStatus
  client_blocked_at: Date | null
  client_blocked_by: number | null
  valid_until: Day | null
  replaced_by: string | null
  created_at: CreatedAt
  updated_at: ColumnType<Date, Date | undefined, Date>
}

export type CouponIssuerStatus =
  | 'issued'
  | 'active'
  | 'reserved'
  | 'redeemed'
  | 'blocked'
  | 'expired'
  | 'exchanged'
  | 'refunded'
  | 'cancelled'
/** Stored; an open coupon whose last day is over counts as expired whatever stands here. */
export type CouponStatus = Exclude<CouponIssuerStatus, 'blocked'> | 'blocked_by_client' | 'blocked_by_issuer'

export interface CouponsTable {
  id: Generated<number>
  company_id: number
  number: string
  number_reversed: string
  product: ProductCode
  volume: number
  remaining: number
  divisible: Flag
  price: number
  valid_from: Day
  valid_until: Day
  status: CouponStatus
  issuer_status: CouponIssuerStatus
  /** 1 while the date can still end it (not redeemed, exchanged, refunded, cancelled or said to be expired). */
  open: Flag
  client_blocked_at: Date | null
  client_blocked_by: number | null
  redeemed_at: Date | null
  batch: string | null
  qr_ciphertext: Buffer | null
  qr_key_id: string | null
  created_at: CreatedAt
  updated_at: ColumnType<Date, Date | undefined, Date>
}

/**
 * Sums by company, product, stored status and last day, and the same by the last day's month; spread over slots so
 * that writers do not queue.
 */
export interface CouponTotalsTable {
  company_id: number
  span: 'day' | 'month'
  product: ProductCode
  status: CouponStatus
  /** The last day itself, or the first day of its month. */
  starts_on: Day
  slot: number
  coupons: number
  volume: number
  remaining: number
  /** Tiyn, by the price at purchase. */
  amount: number
}

/** What a register changed in a card's or a coupon's status: the row log behind an import's one audit row. */
export interface StatusChangesTable {
  id: Generated<number>
  subject_kind: 'card' | 'coupon'
  subject_id: number
  company_id: number
  import_id: number | null
  from_status: string
  to_status: string
  at: CreatedAt
}

export type StationStatus = 'open' | 'closed'

export interface StationsTable {
  id: Generated<number>
  code: string
  name: string
  city: string
  address: string
  latitude: number | null
  longitude: number | null
  products: string
  hours: string
  status: StationStatus
  created_at: CreatedAt
  updated_at: ColumnType<Date, Date | undefined, Date>
}

export interface TransactionsTable {
  id: Generated<number>
  company_id: number
  station_code: string
  receipt: string
  occurred_on: Day
  occurred_at: Date
  instrument_number: string
  instrument_reversed: string
  card_id: number | null
  coupon_id: number | null
  product: ProductCode
  volume: number
  price: number
  amount: number
  created_at: CreatedAt
}

/** Litres and tiyn by company, day of Asia/Almaty and product, kept in the transaction of each import. */
export interface TransactionTotalsTable {
  company_id: number
  day: Day
  product: ProductCode
  transactions: number
  volume: number
  amount: number
}

export type ImportStatus =
  | 'queued'
  | 'checking'
  | 'checked'
  | 'committing'
  | 'committed'
  | 'discarded'
  | 'failed'

export interface ImportsTable {
  id: Generated<number>
  kind: RegisterKind
  status: ImportStatus
  file_name: string
  file_size: number
  file_sha256: Buffer
  encoding: string | null
  sheet: string | null
  mapping: JsonText | null
  detected: JsonText | null
  rows_total: Generated<number>
  rows_done: Generated<number>
  rows_new: Generated<number>
  rows_changed: Generated<number>
  rows_same: Generated<number>
  rows_faulty: Generated<number>
  faults_total: Generated<number>
  failure: string | null
  created_by: number | null
  committed_by: number | null
  /** Claims since somebody last asked for work: a file that kills its worker is given up. */
  attempts: Generated<number>
  lease_until: Date | null
  lease_token: Buffer | null
  created_at: CreatedAt
  checked_at: Date | null
  committed_at: Date | null
}

/** The uploaded file in encrypted pieces: it may hold QR payloads; gone once the import ends. */
export interface ImportChunksTable {
  import_id: number
  position: number
  ciphertext: Buffer
  key_id: string
}

export interface ImportFaultsTable {
  id: Generated<number>
  import_id: number
  row_number: number
  field: string | null
  column_name: string | null
  code: string
  params: JsonText
  /** The faulty row as it was read, without secrets, for the fault file. */
  cells: JsonText | null
}

export interface ImportMappingsTable {
  kind: RegisterKind
  signature: Buffer
  mapping: JsonText
  created_by: number | null
  created_at: CreatedAt
}

export type OutboxStatus = 'pending' | 'sending' | 'sent' | 'dead' | 'parked'
export type DeliveryStatus = 'sent' | 'delayed' | 'delivered' | 'bounced' | 'complained'

export interface OutboxTable {
  id: Generated<number>
  template: string
  locale: Locale
  /** Sender, reply address and the base of the link, frozen too: the provider compares the whole body of a repeat. */
  from_email: string
  reply_to: string
  public_url: string
  to_email: string
  subject: string
  /** Frozen at enqueue; a link stands in it as a placeholder that only the sender fills. */
  html: string
  text: string
  link_id: number | null
  invitation_id: number | null
  user_id: number | null
  /** 0 overtakes 1: what a person waits for goes before bulk. */
  priority: number
  status: OutboxStatus
  attempts: number
  due_at: Date
  lease_until: Date | null
  lease_token: Buffer | null
  /** When the idempotency key was first used; the provider keeps it 24 h. */
  first_tried_at: Date | null
  provider_id: string | null
  delivery: DeliveryStatus | null
  delivery_at: Date | null
  last_error: string | null
  sent_at: Date | null
  created_at: CreatedAt
}

export interface OutboxAttemptsTable {
  id: Generated<number>
  outbox_id: number
  at: CreatedAt
  outcome: string
  status_code: number | null
  message: string
}

/**
 * What holds the whole queue back, for every worker: `provider` shuts it (a refused key, a used-up quota),
 * `pace` is the moment from which the next letter may go.
 */
export interface OutboxPausesTable {
  name: 'provider' | 'pace'
  reason: string
  since: Date
  until: Date
}

export interface WebhookEventsTable {
  svix_id: string
  type: string
  outbox_id: number | null
  /** Why it bounced, in the provider's words. */
  detail: Generated<string>
  received_at: CreatedAt
}

export interface AuditLogTable {
  id: Generated<number>
  at: CreatedAt
  action: string
  actor_kind: 'guest' | 'staff' | 'client' | 'person' | 'api_key' | 'system'
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

export interface RateLimitsTable {
  bucket: Buffer
  window_start: Date
  hits: number
}

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

/** A transaction's own id, so that a COMMIT whose answer was lost can be looked up. */
export interface OperationsTable {
  id: Buffer
  at: CreatedAt
}

export interface FactsTable {
  name: string
  value: string
}

/** When a background job is due, and which worker of all nodes runs it now. */
export interface WorkerJobsTable {
  name: string
  due_at: Date
  lease_token: Buffer | null
  lease_until: Date | null
  finished_at: Date | null
  failed_at: Date | null
  failure: string | null
}

export interface Database {
  users: UsersTable
  memberships: MembershipsTable
  companies: CompaniesTable
  sessions: SessionsTable
  links: LinksTable
  invitations: InvitationsTable
  sign_in_guards: SignInGuardsTable
  sign_in_places: SignInPlacesTable
  access_requests: AccessRequestsTable
  products: ProductsTable
  cards: CardsTable
  coupons: CouponsTable
  coupon_totals: CouponTotalsTable
  status_changes: StatusChangesTable
  stations: StationsTable
  transactions: TransactionsTable
  transaction_totals: TransactionTotalsTable
  imports: ImportsTable
  import_chunks: ImportChunksTable
  import_faults: ImportFaultsTable
  import_mappings: ImportMappingsTable
  outbox: OutboxTable
  outbox_attempts: OutboxAttemptsTable
  outbox_pauses: OutboxPausesTable
  webhook_events: WebhookEventsTable
  audit_log: AuditLogTable
  audit_batches: AuditBatchesTable
  rate_limits: RateLimitsTable
  form_submissions: FormSubmissionsTable
  operations: OperationsTable
  facts: FactsTable
  worker_jobs: WorkerJobsTable
}
