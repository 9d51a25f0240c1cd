import { randomBytes } from 'node:crypto'
import { comparePassword } from '#app/domain/access/sign-in-attempts.server.ts'
import { record } from '#app/domain/audit/audit.server.ts'
import type { Context } from '#app/domain/kernel/context.ts'
import { reject } from '#app/domain/kernel/errors.ts'
import { sha256 } from '#app/domain/kernel/keyring.server.ts'
import { requireRight } from '#app/domain/kernel/rights.ts'
import { transact } from '#app/domain/kernel/transact.server.ts'
import { askerOf } from '#app/domain/rate-limits/asker.ts'
import { enforceRateLimit } from '#app/domain/rate-limits/rate-limits.server.ts'
import { findOwnStation } from '#app/domain/stations/cashier-station.server.ts'
import { isDuplicateKey } from '#db/connection/client.server.ts'
import { selectUserById } from '#db/queries/accounts/users.ts'
import {
  insertShift,
  type ShiftRow,
  selectOpenShift,
  selectShift,
  selectShiftOperationIds,
  updateShiftClosed,
  updateShiftDevice,
  updateShiftPinFailures,
  updateShiftSeen,
} from '#db/queries/till/shifts.ts'
import { requireCashier, requireOwnShift, shiftOf, stateOf } from './own-shift.server.ts'
import type { OpenShift, ResumeShift } from './till.input.server.ts'
import { openFillStatuses, SHIFT_HOURS, type Shift } from './till.ts'

export interface OpenedShift {
  id: number
  /** For the cookie of this phone; nobody can read it again. */
  device: string
}

/**
 * A shift at the cashier's own station, bound to this phone. One whose time is over makes room.
 * @throws DomainError shift_already_open
 */
export async function openShift(ctx: Context, { pin }: OpenShift): Promise<OpenedShift> {
  const userId = requireCashier(ctx)
  const { code } = await findOwnStation(ctx)
  const pinHash = await ctx.hasher.hash(pin, askerOf(ctx))
  const device = newDevice()
  const row = { user_id: userId, station_code: code, device_hash: sha256(device), pin_hash: pinHash }
  try {
    return await transact(ctx, async (ctx) => {
      const earlier = await selectOpenShift(ctx.db, userId, { lock: true })
      if (earlier?.is_over === 0) reject('shift_already_open')
      if (earlier) await updateShiftClosed(ctx.db, earlier.id, null)
      const id = await insertShift(ctx.db, row, SHIFT_HOURS * 3_600)
      await record(ctx, 'shift.opened', { kind: 'shift', id }, { station: code })
      return { id, device }
    })
  } catch (error) {
    if (isDuplicateKey(error)) return reject('shift_already_open')
    throw error
  }
}

/** @throws DomainError shift_not_open, shift_locked, shift_pin_wrong */
export async function unlockShift(
  ctx: Context,
  device: string | undefined,
  { pin }: OpenShift,
): Promise<void> {
  const userId = requireCashier(ctx)
  const tried = await countPin(ctx, userId, device)
  if (!tried) return
  const { id, pin_hash } = tried
  if (!(await ctx.hasher.verify(pin_hash, pin, askerOf(ctx)))) reject('shift_pin_wrong', { field: 'pin' })
  await updateShiftSeen(ctx.db, id)
}

/**
 * Counts a PIN before it is compared: of many at once no more are told apart than may fail. Whoever is overtaken by
 * another PIN looks again, so that one button pressed twice unlocks.
 * @returns null if the till is open already
 */
async function countPin(ctx: Context, userId: number, device: string | undefined): Promise<ShiftRow | null> {
  const row = await selectOpenShift(ctx.db, userId)
  const state = stateOf(row, device)
  if (!row || state === 'none' || state === 'elsewhere') return reject('shift_not_open')
  if (state === 'open') return null
  if (state === 'blocked') reject('shift_locked')
  const isCounted = await updateShiftPinFailures(ctx.db, row.id, row.pin_failures)
  return isCounted ? row : countPin(ctx, userId, device)
}

/**
 * Goes on with the open shift on this phone under a new PIN: after too many wrong ones, or on another phone. Wrong passwords
 * count towards the block of the account.
 * @throws DomainError shift_not_open, password_wrong, address_blocked, too_many_requests
 */
export async function resumeShift(ctx: Context, { password, pin }: ResumeShift): Promise<OpenedShift> {
  const userId = requireCashier(ctx)
  await enforceRateLimit(ctx, 'sign_in')
  const user = (await selectUserById(ctx.db, userId)) ?? reject('not_signed_in')
  const verdict = await comparePassword(ctx, { email: user.email, user, password, where: 'till' })
  if (verdict === 'wrong') reject('password_wrong', { field: 'password' })
  if (verdict !== 'right') reject('address_blocked', { field: 'password' })
  const pinHash = await ctx.hasher.hash(pin, askerOf(ctx))
  const device = newDevice()
  return transact(ctx, async (ctx) => {
    const row = await selectOpenShift(ctx.db, userId, { lock: true })
    if (!row || row.is_over === 1) return reject('shift_not_open')
    await updateShiftDevice(ctx.db, row.id, { device_hash: sha256(device), pin_hash: pinHash })
    await record(ctx, 'shift.resumed', { kind: 'shift', id: row.id }, { station: row.station_code })
    return { id: row.id, device }
  })
}

/** @throws DomainError shift_not_open, shift_locked, shift_has_open_fills */
export function closeShift(ctx: Context, device: string | undefined): Promise<Shift> {
  return transact(ctx, async (ctx) => {
    const { id, station_code: station } = await requireOwnShift(ctx, device)
    // Whoever is about to hold or to complete something in this shift does it before or not at all.
    await selectShift(ctx.db, id, { lock: true })
    const held = await selectShiftOperationIds(ctx.db, id, openFillStatuses, 1)
    if (held.length > 0) reject('shift_has_open_fills')
    await close(ctx, id, null)
    await record(ctx, 'shift.closed', { kind: 'shift', id }, { station })
    return shiftOf((await selectShift(ctx.db, id)) ?? reject('not_found'))
  })
}

/**
 * By staff, for a phone that was lost: at once, whatever is open at its pumps; holds end by their time.
 * @throws DomainError not_found, conflict_try_again
 */
export function endShift(ctx: Context, id: number): Promise<Shift> {
  requireRight(ctx, 'end_shifts')
  const staff = 'userId' in ctx.actor ? ctx.actor.userId : reject('not_allowed')
  return transact(ctx, async (ctx) => {
    const row = (await selectShift(ctx.db, id, { lock: true })) ?? reject('not_found')
    if (row.open_user_id === null) reject('conflict_try_again')
    await close(ctx, id, staff)
    const data = { station: row.station_code, email: row.cashier_email }
    await record(ctx, 'shift.ended', { kind: 'shift', id }, data)
    return shiftOf(row)
  })
}

async function close(ctx: Context, id: number, closedBy: number | null): Promise<void> {
  if (!(await updateShiftClosed(ctx.db, id, closedBy))) reject('conflict_try_again')
}

function newDevice(): string {
  return randomBytes(32).toString('base64url')
}
