import type { Context } from '#app/domain/kernel/context.ts'
import { reject } from '#app/domain/kernel/errors.ts'
import { selectMembership } from '#db/queries/accounts/memberships.ts'
import { selectUserByEmail } from '#db/queries/accounts/users.ts'
import type { InvitationRow } from '#db/queries/invitations/invitations.ts'

/**
 * Whether an address can be invited to a company, now and at each resend. An owner learns nothing of what an address is
 * outside of the own company: one of the staff gets a letter that says why it cannot join (`sendInvitationLetter`).
 *
 * @throws DomainError already_member; to staff also email_is_staff and account_disabled.
 */
export async function assertInvitable(ctx: Context, email: string, companyId: number): Promise<void> {
  const account = await selectUserByEmail(ctx.db, email)
  const isStaff = ctx.actor.kind !== 'client'
  if (account?.staff_role && isStaff) reject('email_is_staff', { field: 'email' })
  if (account && (await selectMembership(ctx.db, companyId, account.id)))
    reject('already_member', { field: 'email' })
  if (account?.disabled_at && isStaff) reject('account_disabled', { field: 'email' })
}

/** @throws DomainError email_is_staff, email_is_client: one address is a client's or a member of staff's. */
export async function assertNewToStaff(ctx: Context, email: string): Promise<void> {
  const account = await selectUserByEmail(ctx.db, email)
  if (account) reject(account.staff_role ? 'email_is_staff' : 'email_is_client', { field: 'email' })
}

/** What an invitation offers is there already: its letter would be false. */
export async function isFulfilled(
  ctx: Context,
  { email, company_id: companyId }: Pick<InvitationRow, 'email' | 'company_id'>,
): Promise<boolean> {
  const account = await selectUserByEmail(ctx.db, email)
  if (!account) return false
  return companyId === null || (await selectMembership(ctx.db, companyId, account.id)) !== undefined
}
