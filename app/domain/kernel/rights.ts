import type { Actor, CompanyId } from './context.ts'
import { reject } from './errors.ts'
import { clientRoles, staffRoles } from './roles.ts'

/** Every role there is; who signed in with an account that has no open company is a `person`. */
export const roles = ['guest', ...staffRoles, ...clientRoles, 'person', 'system'] as const
export type Role = (typeof roles)[number]

/** Who reads the pages of the staff: everybody but a cashier. An auditor is in no other right. */
const readers = ['administrator', 'operator', 'support', 'auditor'] as const satisfies readonly Role[]

/** Who may do what: the one table; the role x verb matrix of the tests is stated beside it. */
export const rights = {
  // the client's own
  see_company: clientRoles,
  see_cards: clientRoles,
  see_coupons: clientRoles,
  see_transactions: clientRoles,
  export_lists: clientRoles,
  block_cards: ['owner', 'manager'],
  block_coupons: ['owner', 'manager'],
  show_coupon_qr: ['owner', 'manager'],
  manage_team: ['owner'],
  // anybody's own account
  manage_own_account: [...staffRoles, ...clientRoles, 'person'],
  // staff: reading
  see_staff_pages: readers,
  see_companies: readers,
  see_any_company_records: readers,
  see_invitations: readers,
  see_requests: readers,
  see_users: readers,
  see_imports: [...readers, 'system'],
  see_mail: [...readers, 'system'],
  see_products: [...readers, 'system'],
  see_audit: ['administrator', 'auditor', 'system'],
  // staff: acting
  edit_companies: ['administrator', 'operator'],
  close_companies: ['administrator', 'operator'],
  invite_clients: ['administrator', 'operator', 'support', 'system'],
  revoke_invitations: ['administrator', 'operator', 'support', 'system'],
  decide_requests: ['administrator', 'operator', 'support'],
  unblock_users: ['administrator', 'support', 'system'],
  disable_users: ['administrator'],
  end_user_sessions: ['administrator', 'support'],
  invite_staff: ['administrator', 'system'],
  disable_staff: ['administrator'],
  run_imports: ['administrator', 'operator', 'system'],
  edit_products: ['administrator'],
  load_demo: ['system'],
  settle_restores: ['system'],
  retry_mail: ['administrator', 'system'],
  // the till of one station
  use_till: ['cashier'],
} as const satisfies Record<string, readonly Role[]>

export type Right = keyof typeof rights

export function roleOf(actor: Actor): Role {
  switch (actor.kind) {
    case 'staff':
    case 'client':
      return actor.role
    case 'person':
    case 'system':
      return actor.kind
    default:
      return 'guest'
  }
}

export function may(actor: Actor, right: Right): boolean {
  return (rights[right] as readonly Role[]).includes(roleOf(actor))
}

/** @throws DomainError not_allowed. Every verb begins with it. */
export function requireRight(ctx: { actor: Actor }, right: Right): void {
  if (!may(ctx.actor, right)) reject('not_allowed')
}

/** For verbs about one's own account. @returns whose it is. @throws DomainError not_allowed */
export function requireOwnAccount(ctx: { actor: Actor }): number {
  requireRight(ctx, 'manage_own_account')
  return 'userId' in ctx.actor ? ctx.actor.userId : reject('not_allowed')
}

/** For verbs about the people of an owner's company. @returns the company. @throws DomainError not_allowed */
export function requireOwnTeam(ctx: { actor: Actor }): CompanyId {
  requireRight(ctx, 'manage_team')
  return ctx.actor.kind === 'client' ? ctx.actor.companyId : reject('not_allowed')
}

/** What can be done with the things of one company. */
export type CompanyRight =
  | 'see_company'
  | 'see_cards'
  | 'see_coupons'
  | 'see_transactions'
  | 'export_lists'
  | 'block_cards'
  | 'block_coupons'
  | 'show_coupon_qr'

/**
 * For verbs that take a company: a client acts in its own only (another's is not there at all), staff see any
 * company's things and do nothing more with them.
 * @throws DomainError not_found, not_allowed
 */
export function requireRightIn(ctx: { actor: Actor }, companyId: CompanyId, right: CompanyRight): void {
  const { actor } = ctx
  if (actor.kind === 'client' && actor.companyId !== companyId) reject('not_found')
  if (actor.kind === 'staff' && right.startsWith('see_')) requireRight(ctx, 'see_any_company_records')
  else requireRight(ctx, right)
}

/** For what only a client's own people do with its things. @returns who does it. @throws as requireRightIn */
export function requireClientRightIn(
  ctx: { actor: Actor },
  companyId: CompanyId,
  right: CompanyRight,
): number {
  requireRightIn(ctx, companyId, right)
  return ctx.actor.kind === 'client' ? ctx.actor.userId : reject('not_allowed')
}
