import { endSessionsOf } from '#app/domain/access/sessions.server.ts'
import { liftBlockOf } from '#app/domain/access/sign-in-attempts.server.ts'
import { record } from '#app/domain/audit/audit.server.ts'
import type { Context } from '#app/domain/kernel/context.ts'
import { reject } from '#app/domain/kernel/errors.ts'
import { requireRight } from '#app/domain/kernel/rights.ts'
import { transact } from '#app/domain/kernel/transact.server.ts'
import { stationForRole } from '#app/domain/stations/cashier-station.server.ts'
import { upsertRoleChangeLock } from '#db/queries/accounts/memberships.ts'
import {
  countActiveAdministrators,
  selectUserByEmail,
  selectUserById,
  type UserRow,
  updateDisabled,
  updateStaffRole,
} from '#db/queries/accounts/users.ts'
import type { StaffRole } from '#db/schema/index.ts'

/**
 * Shuts an account: its sessions end at once, and no reset revives it.
 * @throws DomainError user_not_found, cannot_disable_self, last_administrator
 */
export function disableUser(ctx: Context, id: number): Promise<void> {
  requireRight(ctx, 'disable_users')
  return transact(ctx, async (ctx) => {
    const user = await findTarget(ctx, id)
    if ('userId' in ctx.actor && ctx.actor.userId === id) reject('cannot_disable_self')
    if (user.staff_role === 'administrator') await keepAnAdministrator(ctx, id)
    if (!(await updateDisabled(ctx.db, id, true))) return
    await endSessionsOf(ctx.db, id)
    await record(ctx, 'user.disabled', { kind: 'user', id }, { email: user.email })
  })
}

/** @throws DomainError user_not_found */
export function enableUser(ctx: Context, id: number): Promise<void> {
  requireRight(ctx, 'disable_users')
  return transact(ctx, async (ctx) => {
    const user = await findTarget(ctx, id)
    if (!(await updateDisabled(ctx.db, id, false))) return
    await record(ctx, 'user.enabled', { kind: 'user', id }, { email: user.email })
  })
}

/** Lifts the block that bad passwords brought. @throws DomainError user_not_found */
export function unblockUser(ctx: Context, id: number): Promise<void> {
  requireRight(ctx, 'unblock_users')
  return transact(ctx, async (ctx) => {
    const user = (await selectUserById(ctx.db, id)) ?? reject('user_not_found')
    await unblock(ctx, user)
  })
}

/** The operator's way, by address. @throws DomainError user_not_found */
export function unblockAddress(ctx: Context, email: string): Promise<void> {
  requireRight(ctx, 'unblock_users')
  return transact(ctx, async (ctx) => {
    const user = (await selectUserByEmail(ctx.db, email)) ?? reject('user_not_found')
    await unblock(ctx, user)
  })
}

/** @returns how many ended. @throws DomainError user_not_found */
export function endUserSessions(ctx: Context, id: number): Promise<number> {
  requireRight(ctx, 'end_user_sessions')
  return transact(ctx, async (ctx) => {
    const user = await findTarget(ctx, id, 'end_user_sessions')
    const ended = await endSessionsOf(ctx.db, id)
    if (ended > 0)
      await record(
        ctx,
        'session.ended',
        { kind: 'user', id },
        { email: user.email, by: 'staff', sessions: ended },
      )
    return ended
  })
}

/**
 * Acts on the colleague's next request. A cashier needs the code of a station.
 * @throws DomainError user_not_found, last_administrator, station_required, station_needless, station_not_found
 */
export function changeStaffRole(ctx: Context, id: number, role: StaffRole, station?: string): Promise<void> {
  requireRight(ctx, 'disable_staff')
  return transact(ctx, async (ctx) => {
    const user = (await selectUserById(ctx.db, id)) ?? reject('user_not_found')
    if (!user.staff_role) reject('user_not_found')
    const stationId = await stationForRole(ctx, role, station)
    if (user.staff_role === role && user.station_id === stationId) return
    if (user.staff_role === 'administrator') await keepAnAdministrator(ctx, id)
    await updateStaffRole(ctx.db, id, role, stationId)
    const change = { from: user.staff_role, to: role, ...(station && { station }) }
    await record(ctx, 'user.role_changed', { kind: 'user', id }, change)
  })
}

/** The status of staff is the administrators' business. */
async function findTarget(
  ctx: Context,
  id: number,
  right: 'disable_users' | 'end_user_sessions' = 'disable_users',
): Promise<UserRow> {
  const user = (await selectUserById(ctx.db, id)) ?? reject('user_not_found')
  requireRight(ctx, user.staff_role ? 'disable_staff' : right)
  return user
}

async function keepAnAdministrator(ctx: Context, id: number): Promise<void> {
  await upsertRoleChangeLock(ctx.db, 'administrators')
  if ((await countActiveAdministrators(ctx.db, id)) === 0) reject('last_administrator')
}

async function unblock(ctx: Context, user: UserRow): Promise<void> {
  if (!(await liftBlockOf(ctx, user.email))) return
  await record(ctx, 'user.unblocked', { kind: 'user', id: user.id }, { email: user.email })
}
