import type { Actor, CompanyId } from './context.ts'
import { reject } from './errors.ts'

/** Who may do what: the one table; the role x verb matrix of the tests is generated from it and stated beside it. */
export const roles = [
  'guest',
  'administrator',
  'support',
  'owner',
  'manager',
  'viewer',
  'person',
  'system',
] as const
export type Role = (typeof roles)[number]

export const rights = {
  // the client's own
  see_company: ['owner', 'manager', 'viewer'],
  see_cards: ['owner', 'manager', 'viewer'],
  see_coupons: ['owner', 'manager', 'viewer'],
  see_transactions: ['owner', 'manager', 'viewer'],
  export_lists: ['owner', 'manager', 'viewer'],
  block_cards: ['owner', 'manager'],
  block_coupons: ['owner', 'manager'],
  show_coupon_qr: ['owner', 'manager'],
  manage_team: ['owner'],
  // anybody's own account
  manage_own_account: ['administrator', 'support', 'owner', 'manager', 'viewer', 'person'],
  // staff
  see_staff_pages: ['administrator', 'support'],
  see_companies: ['administrator', 'support'],
  see_any_company_records: ['administrator', 'support'],
  edit_companies: ['administrator'],
  close_companies: ['administrator'],
  invite_clients: ['administrator', 'support', 'system'],
  revoke_invitations: ['administrator', 'support', 'system'],
  see_invitations: ['administrator', 'support'],
  see_requests: ['administrator', 'support'],
  decide_requests: ['administrator', 'support'],
  see_users: ['administrator', 'support'],
  unblock_users: ['administrator', 'support', 'system'],
  disable_users: ['administrator'],
  end_user_sessions: ['administrator', 'support'],
  invite_staff: ['administrator', 'system'],
  disable_staff: ['administrator'],
  see_products: ['administrator', 'support', 'system'],
  edit_products: ['administrator'],
  see_imports: ['administrator', 'support', 'system'],
  run_imports: ['administrator', 'system'],
  load_demo: ['system'],
  see_mail: ['administrator', 'support', 'system'],
  retry_mail: ['administrator', 'system'],
  see_audit: ['administrator', 'system'],
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
export function authorize(ctx: { actor: Actor }, right: Right): void {
  if (!may(ctx.actor, right)) reject('not_allowed')
}

/** For verbs about one's own account. @returns whose it is. @throws DomainError not_allowed */
export function authorizeOwnAccount(ctx: { actor: Actor }): number {
  authorize(ctx, 'manage_own_account')
  return 'userId' in ctx.actor ? ctx.actor.userId : reject('not_allowed')
}

/** For verbs about the people of an owner's company. @returns the company. @throws DomainError not_allowed */
export function authorizeOwnTeam(ctx: { actor: Actor }): CompanyId {
  authorize(ctx, 'manage_team')
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
export function authorizeIn(ctx: { actor: Actor }, companyId: CompanyId, right: CompanyRight): void {
  const { actor } = ctx
  if (actor.kind === 'client' && actor.companyId !== companyId) reject('not_found')
  if (actor.kind === 'staff' && right.startsWith('see_')) authorize(ctx, 'see_any_company_records')
  else authorize(ctx, right)
}

/** For what only a client's own people do with its things. @returns who does it. @throws as authorizeIn */
export function authorizeClientIn(ctx: { actor: Actor }, companyId: CompanyId, right: CompanyRight): number {
  authorizeIn(ctx, companyId, right)
  return ctx.actor.kind === 'client' ? ctx.actor.userId : reject('not_allowed')
}
