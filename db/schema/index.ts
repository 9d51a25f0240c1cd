/**
 * Row types of every table, by the name of the column.
 *
 * Conventions: ids are BIGINT UNSIGNED and always safe integers; money is tiyn and volume millilitres, both
 * integers; DATETIME(6) is UTC and arrives as Date; DATE is a day of Asia/Almaty and arrives as 'YYYY-MM-DD';
 * VARBINARY holds text that must compare by its bytes (addresses, numbers) and arrives as string; BINARY and
 * BLOB arrive as Buffer; JSON is stored as text, since MariaDB and MySQL return their JSON types differently.
 */
import type { AccessTables } from './access.ts'
import type { AccountsTables } from './accounts.ts'
import type { AnnouncementsTables } from './announcements.ts'
import type { AuditTables } from './audit.ts'
import type { AuthorizationsTables } from './authorizations.ts'
import type { BulkChangesTables } from './bulk-changes.ts'
import type { CardRulesTables } from './card-rules.ts'
import type { CardsTables } from './cards.ts'
import type { CompaniesTables } from './companies.ts'
import type { ContractAccountTables } from './contract-account.ts'
import type { ContractsTables } from './contracts.ts'
import type { CouponsTables } from './coupons.ts'
import type { DocumentsTables } from './documents.ts'
import type { EventsTables } from './events.ts'
import type { FleetTables } from './fleet.ts'
import type { HandoversTables } from './handovers.ts'
import type { HistoryTables } from './history.ts'
import type { ImportsTables } from './imports.ts'
import type { InstructionsTables } from './instructions.ts'
import type { IntegrationsTables } from './integrations.ts'
import type { InvitationsTables } from './invitations.ts'
import type { KernelTables } from './kernel.ts'
import type { MailTables } from './mail.ts'
import type { OrdersTables } from './orders.ts'
import type { PaymentsTables } from './payments.ts'
import type { ProductsTables } from './products.ts'
import type { ReadonlyLinksTables } from './readonly-links.ts'
import type { ReconciliationTables } from './reconciliation.ts'
import type { RequestsTables } from './requests.ts'
import type { ServiceRequestsTables } from './service-requests.ts'
import type { SignalsTables } from './signals.ts'
import type { StationsTables } from './stations.ts'
import type { TillTables } from './till.ts'
import type { TransactionsTables } from './transactions.ts'
import type { UnusualTables } from './unusual.ts'
import type { WebhooksTables } from './webhooks.ts'

export type * from './access.ts'
export type * from './accounts.ts'
export type * from './announcements.ts'
export type * from './audit.ts'
export type * from './authorizations.ts'
export type * from './bulk-changes.ts'
export type * from './card-rules.ts'
export type * from './cards.ts'
export type * from './companies.ts'
export type * from './contract-account.ts'
export type * from './contracts.ts'
export type * from './coupons.ts'
export type * from './documents.ts'
export type * from './events.ts'
export type * from './fleet.ts'
export type * from './handovers.ts'
export type * from './history.ts'
export type * from './imports.ts'
export type * from './instructions.ts'
export type * from './integrations.ts'
export type * from './invitations.ts'
export type * from './kernel.ts'
export type * from './mail.ts'
export type * from './orders.ts'
export type * from './payments.ts'
export type * from './products.ts'
export type * from './readonly-links.ts'
export type * from './reconciliation.ts'
export type * from './requests.ts'
export type * from './service-requests.ts'
export type * from './signals.ts'
export type * from './stations.ts'
export type * from './till.ts'
export type * from './transactions.ts'
export type * from './unusual.ts'
export type * from './webhooks.ts'

export interface Database
  extends AccessTables,
    AccountsTables,
    AnnouncementsTables,
    AuditTables,
    AuthorizationsTables,
    BulkChangesTables,
    CardRulesTables,
    CardsTables,
    CompaniesTables,
    ContractAccountTables,
    ContractsTables,
    CouponsTables,
    DocumentsTables,
    EventsTables,
    FleetTables,
    HandoversTables,
    HistoryTables,
    ImportsTables,
    InstructionsTables,
    IntegrationsTables,
    InvitationsTables,
    KernelTables,
    MailTables,
    OrdersTables,
    PaymentsTables,
    ProductsTables,
    ReadonlyLinksTables,
    ReconciliationTables,
    RequestsTables,
    ServiceRequestsTables,
    SignalsTables,
    StationsTables,
    TillTables,
    TransactionsTables,
    UnusualTables,
    WebhooksTables {}
