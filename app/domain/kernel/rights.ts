import type { Actor, CompanyId } from './context.ts'
import { reject } from './errors.ts'
import { type CompanyRight, type KeyRole, type Right, type Role, rights } from './rights-table.ts'

/** One; of an integration as many as scopes. @internal the matrix proves that its people have their roles */
export function rolesOf(actor: Actor): Role[] {
  switch (actor.kind) {
    case 'staff':
    case 'client':
      return [actor.role]
    case 'person':
    case 'system':
    case 'guest':
      return [actor.kind]
    case 'integration':
      return actor.scopes.map((scope): KeyRole => `key:${scope}`)
  }
}

export function may(actor: Actor, right: Right): boolean {
  return rolesOf(actor).some((role) => (rights[right] as readonly Role[]).includes(role))
}

/** Those of these roles that have it. */
export function rolesWith<R extends Role>(of: readonly R[], right: Right): R[] {
  return of.filter((role) => (rights[right] as readonly Role[]).includes(role))
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

/** For verbs about the keys of an owner's company. @returns the company. @throws DomainError not_allowed */
export function requireOwnKeys(ctx: { actor: Actor }): CompanyId {
  requireRight(ctx, 'manage_own_api_keys')
  return ctx.actor.kind === 'client' ? ctx.actor.companyId : reject('not_allowed')
}

/**
 * For verbs that take a company: a client acts in its own only (another's is not there at all), as does an integration
 * that belongs to a company; one that belongs to none has no company's things. Staff see any
 * company's things; what they do with them at a client's request has rights of its own.
 * @throws DomainError not_found, not_allowed
 */
export function requireRightIn(ctx: { actor: Actor }, companyId: CompanyId, right: CompanyRight): void {
  const { actor } = ctx
  const isOutside = actor.kind === 'client' || actor.kind === 'integration'
  if (isOutside && actor.companyId !== companyId) reject('not_found')
  if (actor.kind === 'staff' && right.startsWith('see_')) requireRight(ctx, 'see_any_company_records')
  else requireRight(ctx, right)
}

/**
 * For what only a client's own people and systems do with its things.
 * @returns who does it; null for a system. @throws as requireRightIn
 */
export function requireClientRightIn(
  ctx: { actor: Actor },
  companyId: CompanyId,
  right: CompanyRight,
): number | null {
  requireRightIn(ctx, companyId, right)
  if (ctx.actor.kind === 'integration') return null
  return ctx.actor.kind === 'client' ? ctx.actor.userId : reject('not_allowed')
}

/**
 * For the client's own block of a card or a coupon: the client sets and lifts it, and so do staff for a client who calls.
 * @returns who does it; null for a system. @throws as requireRightIn
 */
export function requireBlockRightIn(
  ctx: { actor: Actor },
  companyId: CompanyId,
  right: 'block_cards' | 'block_coupons',
): number | null {
  if (ctx.actor.kind !== 'staff') return requireClientRightIn(ctx, companyId, right)
  requireRight(ctx, 'block_for_clients')
  return ctx.actor.userId
}
