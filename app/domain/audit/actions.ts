import type { ClientRole, Locale, RegisterKind, StaffRole } from '#db/schema/index.ts'
import type { AuditData } from './audit-data.ts'

/** Nothing beside who did it to what. */
type NoData = Record<never, never>

/**
 * Everything that is recorded, as `noun.past_tense`, with what its entry holds. The words of an action are
 * `audit:actions.<noun>.<past_tense>`; those of its data are in views/audit/audit-details.tsx.
 */
export interface AuditActions {
  'backup.restored': { takenAt: string; sessions: number; parked: number }
  'card.blocked': { number: string; reason: string }
  'card.unblocked': { number: string }
  'company.closed': NoData
  'company.created': { bin: string; name: string }
  'company.edited': { fields: string[] }
  'company.reopened': NoData
  'coupon.blocked': { number: string; reason: string }
  'coupon.qr_shown': { number: string }
  'coupon.unblocked': { number: string }
  'import.adjusted': { register: RegisterKind }
  'import.committed': { register: RegisterKind; file: string; added: number; changed: number; same: number }
  'import.discarded': { register: RegisterKind; file: string }
  'import.failed': { register: RegisterKind; file: string }
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
  'product.activated': { name: string }
  'product.created': { name: string; code: string }
  'product.deactivated': { name: string }
  'product.updated': { name: string; fields: string[] }
  'profile.updated': { locale: Locale }
  'request.approved': { invitationId: number }
  'request.declined': { reason: string }
  'request.received': { bin: string }
  'session.ended': { by: 'sign_out' | 'owner' | 'staff'; email?: string; sessions?: number }
  'session.started': { remembered: boolean }
  'sign_in.blocked': NoData
  'sign_in.guards_overflowed': { forgotten: number }
  'sign_in.refused': { reason: 'password_wrong'; door: 'sign_in' | 'password_change' | 'invitation' }
  'sign_in.spray_suspected': NoData
  'user.disabled': { email: string }
  'user.enabled': { email: string }
  'user.role_changed': { from: StaffRole; to: StaffRole; station?: string }
  'user.unblocked': { email: string }
}

export type AuditAction = keyof AuditActions

/** What `record` takes after the subject: the action's data, and nothing where it has none. */
export type RecordedData<Action extends AuditAction> = keyof AuditActions[Action] extends never
  ? []
  : [data: AuditActions[Action] & AuditData]
