import type { Context } from '#app/domain/kernel/context.ts'
import { reject } from '#app/domain/kernel/errors.ts'
import { sha256 } from '#app/domain/kernel/keyring.server.ts'
import { requireRight } from '#app/domain/kernel/rights.ts'
import { type ShiftRow, selectOpenShift, updateShiftSeen } from '#db/queries/till/shifts.ts'
import { IDLE_MINUTES, MAX_WRONG_SHIFT_PINS, type OwnShift, type Shift, type ShiftState } from './till.ts'

/** What a busy till notes of its cashier: not every press. */
const SEEN_EVERY_SECONDS = 20

/** What the cashier's phone shows. @param device the cookie of the phone; undefined: it has none */
export async function findOwnShift(ctx: Context, device: string | undefined): Promise<OwnShift> {
  const row = await selectOpenShift(ctx.db, requireCashier(ctx))
  const state = stateOf(row, device)
  return { state, shift: row && state !== 'none' ? shiftOf(row) : null }
}

/** The shift in which the cashier works now; working keeps it unlocked. @throws DomainError shift_not_open, shift_locked */
export async function requireOwnShift(ctx: Context, device: string | undefined): Promise<ShiftRow> {
  const row = await selectOpenShift(ctx.db, requireCashier(ctx))
  const state = stateOf(row, device)
  if (!row || state === 'none' || state === 'elsewhere') reject('shift_not_open')
  if (state !== 'open') reject('shift_locked')
  if (row.idle_seconds >= SEEN_EVERY_SECONDS) await updateShiftSeen(ctx.db, row.id)
  return row
}

/** @returns whose shift it is. @throws DomainError not_allowed */
export function requireCashier(ctx: Context): number {
  requireRight(ctx, 'use_till')
  return 'userId' in ctx.actor ? ctx.actor.userId : reject('not_allowed')
}

export function stateOf(row: ShiftRow | undefined, device: string | undefined): ShiftState {
  if (!row || row.is_over === 1 || row.open_user_id === null) return 'none'
  if (device === undefined || !row.device_hash.equals(sha256(device))) return 'elsewhere'
  if (row.pin_failures >= MAX_WRONG_SHIFT_PINS) return 'blocked'
  return row.idle_seconds >= IDLE_MINUTES * 60 || row.pin_failures > 0 ? 'locked' : 'open'
}

export function shiftOf(row: ShiftRow): Shift {
  const { station_code: code, station_name: name, station_city: city } = row
  return {
    id: row.id,
    station: { code, name: name ?? code, city: city ?? '' },
    cashier: { name: row.cashier_name, email: row.cashier_email },
    openedAt: row.opened_at,
    endsAt: row.ends_at,
    closedAt: row.closed_at ?? (row.is_over === 1 ? row.ends_at : null),
    isOpen: row.open_user_id !== null && row.is_over === 0,
    endedBy: row.closed_by,
  }
}
