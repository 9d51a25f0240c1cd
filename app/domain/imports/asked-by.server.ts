import { accountOf } from '#app/domain/accounts/users.server.ts'
import type { Actor, Context } from '#app/domain/kernel/context.ts'

/**
 * The log names who decided, with the role of now, not the worker who carried it out; the system decided for itself.
 */
export async function actorWhoAsked(ctx: Context, userId: number | null): Promise<Actor> {
  if (userId === null) return ctx.actor
  const user = await accountOf(ctx.db, userId)
  if (!user?.staff_role || user.disabled_at) return { kind: 'guest' }
  return { kind: 'staff', userId: user.id, email: user.email, role: user.staff_role }
}
