import type { Actor, Context } from '#app/domain/kernel/context.ts'
import type { UserRow } from '#db/queries/accounts/users.ts'

/** For the audit log: what a person does by a password or a link, before a session says who it is. */
export function actingAs(ctx: Context, user: Pick<UserRow, 'id' | 'email' | 'staff_role'>): Context {
  const { id: userId, email, staff_role: role } = user
  const actor: Actor = role ? { kind: 'staff', userId, email, role } : { kind: 'person', userId, email }
  return { ...ctx, actor }
}
