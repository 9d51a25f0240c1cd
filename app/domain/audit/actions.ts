import type {
  ClientRole,
  Locale,
  ProductCode,
  RegisterKind,
  ServiceRequestKind,
  StaffRole,
} from '#db/schema/index.ts'
import type { AuditData } from './audit-data.ts'
import type { InstrumentActions } from './instrument-actions.ts'
import type { MoneyActions } from './money-actions.ts'

/** Nothing beside who did it to what. */
type NoData = Record<never, never>

/**
 * Everything that is recorded, as `noun.past_tense`, with what its entry holds. The words of an action are
 * `audit:actions.<noun>.<past_tense>`; those of its data are in views/audit/audit-details.tsx.
 */
export interface AuditActions extends InstrumentActions, MoneyActions {
  'announcement.published': { name: string; startsAt: string; endsAt: string }
  'announcement.withdrawn': { name: string }
  'api_key.created': { name: string; publicId: string; scopes: string[]; stations: string[] }
  'api_key.product_mapped': { name: string; code: string; product: ProductCode }
  'api_key.product_unmapped': { name: string; code: string }
  'api_key.replaced': { name: string; publicId: string; replaces: string }
  'api_key.revoked': { name: string; publicId: string }
  'backup.restored': { takenAt: string; sessions: number; parked: number }
  'card_group.changed': { name: string; cards: number }
  'card_group.created': { name: string }
  'card_group.removed': { name: string }
  'company.closed': NoData
  'company.created': { bin: string; name: string }
  'company.edited': { fields: string[] }
  'company.reopened': NoData
  'driver.archived': { name: string }
  'driver.created': { name: string }
  'driver.edited': { name: string; fields: string[] }
  'driver.restored': { name: string }
  'drivers.imported': { file: string; added: number; changed: number }
  'exception.settled': {
    station: string
    reason: string
    /** Millilitres and tiyn that the client was charged for. */
    chargedVolume: number | null
    chargedAmount: number | null
  }
  'fuel.not_received': { station: string; receipt: string; chargedVolume: number; reason: string }
  'import.adjusted': { register: RegisterKind }
  'import.committed': { register: RegisterKind; file: string; added: number; changed: number; same: number }
  'import.discarded': { register: RegisterKind; file: string }
  'import.failed': { register: RegisterKind; file: string }
  'import.stopped': { register: RegisterKind; file: string }
  'import.undone': { register: RegisterKind; file: string; added: number; changed: number }
  'import.uploaded': { register: RegisterKind; file: string }
  'invitation.accepted': { newAccount: boolean }
  'invitation.repeated': { email: string }
  'invitation.resent': { email: string }
  'invitation.revoked': { email: string; why: 'staff' | 'owner' | 'company_closed' | 'address_changed' }
  'invitation.sent': { email: string; role: ClientRole | StaffRole | null; station?: string }
  'invitation.wished': { email: string }
  'mail.paused': { reason: string; status: number | null; answer: string }
  'mail.resumed': { reason: string; requeued: number }
  'mail.retried': { email: string; template: string; was: string | null; sentAs: number }
  'member.removed': { role: ClientRole }
  'member.role_changed': { from: ClientRole; to: ClientRole }
  'password.changed': NoData
  'password.reset': NoData
  'password_reset.requested': NoData
  'phone.code_used': { station: string }
  'phone.declined': PhoneData
  'phone.held': PhoneData
  /** What staff were told was dispensed; nothing: it was not. Millilitres. */
  'phone.settled': { station: string; volume: number }
  'product.activated': { name: string }
  'product.created': { name: string; code: string }
  'product.deactivated': { name: string }
  'product.network_capped': {
    product: ProductCode
    /** Millilitres a fill. */
    cap: number
    startsAt: string
    endsAt: string | null
    reason: string
  }
  'product.network_uncapped': { product: ProductCode }
  'product.substitution_added': SubstitutionData
  'product.substitution_ended': SubstitutionData
  'product.updated': { name: string; fields: string[] }
  'profile.updated': { locale: Locale }
  'readonly_link.created': { name: string; startsOn: string; endsOn: string; days: number }
  'readonly_link.revoked': { name: string }
  'readonly_link.visited': { name: string }
  'request.approved': { invitationId: number }
  'request.declined': { reason: string }
  'request.received': { bin: string }
  'service_request.done': ServiceRequestData
  'service_request.refused': ServiceRequestData
  'service_request.sent': { asked: ServiceRequestKind; coupons?: number }
  'service_request.taken': ServiceRequestData
  'service_request.withdrawn': NoData
  'rule_template.changed': { name: string; cards: number }
  'rule_template.created': { name: string }
  'rule_template.removed': { name: string }
  'session.ended': { by: 'sign_out' | 'owner' | 'staff'; email?: string; sessions?: number }
  'session.started': { remembered: boolean }
  'shadow_rule.dropped': NoData
  'shadow_rule.promoted': NoData
  'shadow_rule.started': NoData
  'shift.closed': { station: string }
  'shift.ended': { station: string; email: string }
  'shift.fill_taken_back': {
    station: string
    operation: string
    reason: string
    /** Less than nothing: given back. */
    chargedVolume: number
    chargedAmount: number | null
  }
  'shift.opened': { station: string }
  'shift.resumed': { station: string }
  'sign_in.blocked': NoData
  'sign_in.guards_overflowed': { forgotten: number }
  'sign_in.refused': {
    reason: 'password_wrong'
    where: 'sign_in' | 'password_change' | 'invitation' | 'till'
  }
  'sign_in.spray_suspected': NoData
  'signal.confirmed': { station: string; reason: string }
  'signal.expected': { station: string; reason: string }
  'station.closed': { code: string; startsAt: string; endsAt: string | null; reason: string }
  'station.edited': { code: string; fields: string[] }
  'station.reopened': { code: string }
  'station.shortage_lifted': { code: string; product: ProductCode }
  'station.shortage_recorded': {
    code: string
    product: ProductCode
    /** Millilitres a fill. */
    cap: number | null
    startsAt: string
    endsAt: string | null
    reason: string
  }
  'user.disabled': { email: string }
  'user.enabled': { email: string }
  'user.role_changed': { from: StaffRole; to: StaffRole; station?: string }
  'user.unblocked': { email: string }
  'vehicle.archived': { plate: string }
  'vehicle.created': { plate: string }
  'vehicle.edited': { plate: string; fields: string[] }
  'vehicle.odometer_read': { plate: string; km: number }
  'vehicle.restored': { plate: string }
  'vehicles.imported': { file: string; added: number; changed: number }
  'webhook.created': WebhookData
  'webhook.deleted': WebhookData
  'webhook.disabled': WebhookData & { why: 'person' | 'failing' | 'gone' }
  'webhook.edited': WebhookData & { fields: string[] }
  'webhook.enabled': WebhookData
  'webhook.resent': WebhookData & { type: string }
  'webhook.secret_rotated': WebhookData
  'webhook.tested': WebhookData
}

interface ServiceRequestData {
  /** The day by which it was promised. */
  promisedOn: string | null
  reason: string
}

interface PhoneData {
  station: string
  /** Of what was asked with, as the station's slip has it. */
  instrument: string
}

interface WebhookData {
  name: string
  /** Of its address; the rest may hold what only the receiver knows. */
  host: string
}

interface SubstitutionData {
  /** The one that is served. */
  product: ProductCode
  insteadOf: ProductCode
  /** Null: every station. */
  station: string | null
  startsAt: string
  endsAt: string
}

export type AuditAction = keyof AuditActions

/** The entry by which stock and signals know that somebody has seen the code of a coupon. */
export const CODE_SHOWN = 'coupon.qr_shown' satisfies AuditAction

/** What `record` takes after the subject: the action's data, and nothing where it has none. */
export type RecordedData<Action extends AuditAction> = keyof AuditActions[Action] extends never
  ? []
  : [data: AuditActions[Action] & AuditData]
