import { record } from '#app/domain/audit/audit.server.ts'
import type { CompanyId, Context } from '#app/domain/kernel/context.ts'
import { reject } from '#app/domain/kernel/errors.ts'
import { requireOwnTeam, requireRight } from '#app/domain/kernel/rights.ts'
import { transact } from '#app/domain/kernel/transact.server.ts'
import {
  countOwners,
  deleteMembership,
  selectMembership,
  selectMembersOf,
  updateMembershipRole,
  upsertRoleChangeLock,
} from '#db/queries/accounts/memberships.ts'
import type { ClientRole } from '#db/schema/index.ts'

export interface Colleague {
  userId: number
  email: string
  name: string
  role: ClientRole
  disabled: boolean
  memberSince: Date
}

/** The people of the owner's company, by name. */
export function listColleagues(ctx: Context): Promise<Colleague[]> {
  return listPeople(ctx, requireOwnTeam(ctx))
}

/** The same for staff, of any company. */
export function listPeopleOfCompany(ctx: Context, companyId: number): Promise<Colleague[]> {
  requireRight(ctx, 'see_companies')
  return listPeople(ctx, companyId)
}

/** Acts on the colleague's next request. @throws DomainError user_not_found, last_owner */
export function changeColleagueRole(ctx: Context, userId: number, role: ClientRole): Promise<void> {
  const companyId = requireOwnTeam(ctx)
  return transact(ctx, async (ctx) => {
    await upsertRoleChangeLock(ctx.db, `company ${companyId}`)
    const membership = (await selectMembership(ctx.db, companyId, userId)) ?? reject('user_not_found')
    if (membership.role === role) return
    await keepAnotherOwner(ctx, companyId, userId)
    await updateMembershipRole(ctx.db, companyId, userId, role)
    const change = { from: membership.role, to: role }
    await record(ctx, 'member.role_changed', { kind: 'user', id: userId, companyId }, change)
  })
}

/** Ends the colleague's access to this company; the account and other companies stay. @throws as above */
export function removeColleague(ctx: Context, userId: number): Promise<void> {
  const companyId = requireOwnTeam(ctx)
  return transact(ctx, async (ctx) => {
    await upsertRoleChangeLock(ctx.db, `company ${companyId}`)
    const membership = (await selectMembership(ctx.db, companyId, userId)) ?? reject('user_not_found')
    await keepAnotherOwner(ctx, companyId, userId)
    await deleteMembership(ctx.db, companyId, userId)
    await record(ctx, 'member.removed', { kind: 'user', id: userId, companyId }, { role: membership.role })
  })
}

/** Whoever leads the team is an owner, so that nobody else than the last one can fail it. */
async function keepAnotherOwner(ctx: Context, companyId: CompanyId, userId: number): Promise<void> {
  if ((await countOwners(ctx.db, companyId, userId)) === 0) reject('last_owner')
}

async function listPeople(ctx: Context, companyId: number): Promise<Colleague[]> {
  const rows = await selectMembersOf(ctx.db, companyId)
  return rows.map((row) => ({
    userId: row.id,
    email: row.email,
    name: row.name,
    role: row.role,
    disabled: row.disabled_at !== null,
    memberSince: row.created_at,
  }))
}
