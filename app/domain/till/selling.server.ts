import { randomBytes } from 'node:crypto'
import { isUnproved } from '#app/domain/authorizations/presented.ts'
import type { Context } from '#app/domain/kernel/context.ts'
import { reject } from '#app/domain/kernel/errors.ts'
import { productsInText } from '#app/domain/products/products.ts'
import { answersById } from '#app/domain/pump-operations/answers.server.ts'
import { readOwnIntegration } from '#app/domain/pump-operations/integration.server.ts'
import { recognise } from '#app/domain/pump-operations/presented.server.ts'
import { namePump } from '#app/domain/pump-operations/pump-naming.server.ts'
import {
  authorize,
  completeAuthorization,
  lessenOperation,
  voidAuthorization,
} from '#app/domain/pump-operations/pump-operations.server.ts'
import { checkRateLimit, countHit } from '#app/domain/rate-limits/rate-limits.server.ts'
import { type ShiftRow, selectShiftOperationId, selectShiftOperationIds } from '#db/queries/till/shifts.ts'
import { requireOwnShift } from './own-shift.server.ts'
import type { FillVolume, LesserVolume, NewFill } from './till.input.server.ts'
import { type Fill, openFillStatuses } from './till.ts'

/** As many as are looked through at the pump; the report of the shift has all. */
const MAX_RECENT = 50

/**
 * Asks for what is presented, by the same decision as a station's system, and holds what is approved.
 * @throws DomainError shift_not_open, shift_locked, too_many_requests, required (product)
 */
export async function presentAtTill(
  ctx: Context,
  device: string | undefined,
  { code, couponCode, pin, odometer, pump, volume, product }: NewFill,
): Promise<Fill> {
  const shift = await requireOwnShift(ctx, device)
  await checkRateLimit(ctx, 'till_miss')
  const found = await recognise(ctx, code, { couponCode, pin })
  const wanted = found.product ?? product ?? onlyOf(productsInText(found.products))
  if (!wanted) reject('required', { field: 'product' })
  const answer = await authorize(await askingFrom(ctx, shift), {
    operationId: `till-${randomBytes(16).toString('base64url')}`,
    station: shift.station_code,
    product: wanted,
    instrument: found.presented,
    ...(pump === undefined ? {} : { pump }),
    ...(odometer === undefined ? {} : { odometerKm: odometer }),
    ...(volume === undefined ? {} : { volume }),
  })
  if (answer.code && isUnproved(answer.code)) await countHit(ctx, 'till_miss')
  const id = await selectShiftOperationId(ctx.db, shift.id, answer.operationId)
  return fillInShift(ctx, shift, id ?? reject('unexpected'))
}

/** @throws DomainError shift_not_open, shift_locked, operation_unknown, operation_running */
export async function completeFill(
  ctx: Context,
  device: string | undefined,
  id: number,
  { volume }: FillVolume,
): Promise<Fill> {
  const shift = await requireOwnShift(ctx, device)
  const { operationId } = await fillInShift(ctx, shift, id)
  await completeAuthorization(await askingFrom(ctx, shift), operationId, { volume })
  return fillInShift(ctx, shift, id)
}

/** Where what is held will flow. @throws DomainError shift_not_open, shift_locked, operation_unknown, conflict_try_again */
export async function choosePump(
  ctx: Context,
  device: string | undefined,
  id: number,
  pump: string,
): Promise<Fill> {
  const shift = await requireOwnShift(ctx, device)
  const { operationId } = await fillInShift(ctx, shift, id)
  await namePump(await askingFrom(ctx, shift), operationId, pump)
  return fillInShift(ctx, shift, id)
}

/** Nothing was dispensed. @throws DomainError shift_not_open, shift_locked, operation_unknown, operation_completed */
export async function voidFill(ctx: Context, device: string | undefined, id: number): Promise<Fill> {
  const shift = await requireOwnShift(ctx, device)
  const { operationId } = await fillInShift(ctx, shift, id)
  await voidAuthorization(await askingFrom(ctx, shift), operationId)
  return fillInShift(ctx, shift, id)
}

/**
 * Less was dispensed than was said, down to nothing: the rest goes back, in the shift in which it was sold.
 * @throws DomainError shift_not_open, shift_locked, operation_unknown, operation_not_completed, invalid
 */
export async function lessenFill(
  ctx: Context,
  device: string | undefined,
  id: number,
  { volume }: LesserVolume,
): Promise<Fill> {
  const shift = await requireOwnShift(ctx, device)
  const { operationId } = await fillInShift(ctx, shift, id)
  const reason = volume === 0 ? 'undone at the till' : 'less was dispensed'
  await lessenOperation(await askingFrom(ctx, shift), operationId, { reason, leaves: volume })
  return fillInShift(ctx, shift, id)
}

/** @throws DomainError shift_not_open, shift_locked, operation_unknown */
export async function findFill(ctx: Context, device: string | undefined, id: number): Promise<Fill> {
  return fillInShift(ctx, await requireOwnShift(ctx, device), id)
}

/** Of the shift at hand, the newest first: what is still open, and what was asked for last. */
export async function listFills(
  ctx: Context,
  device: string | undefined,
): Promise<{ open: Fill[]; recent: Fill[] }> {
  const shift = await requireOwnShift(ctx, device)
  const openIds = await selectShiftOperationIds(ctx.db, shift.id, openFillStatuses, MAX_RECENT)
  const recentIds = await selectShiftOperationIds(ctx.db, shift.id, [], MAX_RECENT)
  const fills = await answersById(ctx, [...new Set([...openIds, ...recentIds])])
  const isOpen = ({ id }: Fill) => openIds.includes(id)
  return { open: fills.filter(isOpen), recent: fills.filter((fill) => !isOpen(fill)) }
}

export async function fillInShift(ctx: Context, shift: ShiftRow, id: number): Promise<Fill> {
  const [fill] = await answersById(ctx, [id], { shiftId: shift.id })
  return fill ?? reject('operation_unknown')
}

/** The till asks as a station's system does: nobody decides beside it. */
export async function askingFrom(ctx: Context, shift: ShiftRow): Promise<Context> {
  const integrationId = await readOwnIntegration(ctx, 'till')
  return {
    ...ctx,
    actor: {
      kind: 'integration',
      integrationId,
      name: 'Till',
      scopes: ['pump'],
      stations: [shift.station_code],
      companyId: null,
      isTest: false,
      shiftId: shift.id,
    },
  }
}

function onlyOf<One>(all: readonly One[]): One | undefined {
  return all.length === 1 ? all[0] : undefined
}
