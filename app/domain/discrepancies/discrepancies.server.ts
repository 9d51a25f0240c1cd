import { record } from '#app/domain/audit/audit.server.ts'
import type { Context } from '#app/domain/kernel/context.ts'
import { reject } from '#app/domain/kernel/errors.ts'
import { cursorsOf, type PageCursors, readPageById } from '#app/domain/kernel/page.server.ts'
import { requireRight } from '#app/domain/kernel/rights.ts'
import { transact } from '#app/domain/kernel/transact.server.ts'
import { type Chargeable, chargeClient, readChargeable } from '#app/domain/pump-operations/charging.server.ts'
import { readLateReversal, takeBackLate } from '#app/domain/pump-operations/late-reversals.server.ts'
import { type ExceptionKind, exceptionKinds } from '#app/domain/pump-operations/operation.ts'
import { figuresIn, type SideFigures } from '#app/domain/pump-operations/recorded-discrepancies.server.ts'
import {
  readRegisterFigures,
  takeRegisterFigures,
} from '#app/domain/pump-operations/register-figures.server.ts'
import {
  countOpenExceptions,
  type ExceptionRow,
  selectException,
  selectExceptions,
  selectExceptionsOfOperations,
  selectExceptionsOfShift,
  updateExceptionSettled,
} from '#db/queries/discrepancies/discrepancies.ts'
import type { InstrumentKind } from '#db/schema/index.ts'
import type { ExceptionFilter, SettleException } from './discrepancies.input.server.ts'
import { askAgain, isAskable } from './processor-discrepancies.server.ts'

export interface FuelException {
  id: number
  /** Null: a later release knows more of them. */
  kind: ExceptionKind | null
  at: Date
  station: string
  operationId: string | null
  /** Where a processor sees it otherwise. */
  instrument: { kind: InstrumentKind; number: string | null } | null
  /** Of a coupon that was presented by its number, without its code. */
  numberOnly: boolean
  /** The shift that it is about or in, of a station's system or of a till. */
  shift: { of: 'station' | 'till'; id: number } | null
  company: { id: number; name: string } | null
  /** What the cabinet and what the station or the register say. */
  ours: SideFigures
  theirs: SideFigures
  /** `agrees`: by itself. */
  settled: { at: Date; by: string; reason: string; as: 'reason' | 'asked' | 'agrees' } | null
}

/** The newest first. */
export async function listExceptions(
  ctx: Context,
  { status, cursor }: ExceptionFilter,
): Promise<PageCursors & { exceptions: FuelException[] }> {
  requireRight(ctx, 'see_exceptions')
  const page = await readPageById({
    cursor,
    read: (request) => selectExceptions(ctx.db, status === 'open', request),
  })
  return { exceptions: page.rows.map(exceptionOf), ...cursorsOf(page) }
}

/** Of a shift that a station's system closed, in the order in which they were found. */
export async function listShiftExceptions(ctx: Context, stationShiftId: number): Promise<FuelException[]> {
  requireRight(ctx, 'see_exceptions')
  return (await selectExceptionsOfShift(ctx.db, stationShiftId)).map(exceptionOf)
}

/** Of these operations, in their order. */
export async function listExceptionsOf(
  ctx: Context,
  authorizationIds: readonly number[],
): Promise<(FuelException & { authorizationId: number | null })[]> {
  requireRight(ctx, 'see_exceptions')
  const rows = await selectExceptionsOfOperations(ctx.db, authorizationIds)
  return rows.map((row) => ({ ...exceptionOf(row), authorizationId: row.authorization_id }))
}

/**
 * `chargeable`: what the client can be charged for when it is settled; where the register differs, what it says in all;
 * where a reversal came late, what it would take back.
 * `askable`: a processor can be asked once more.
 * @throws DomainError exception_not_found
 */
export async function findException(
  ctx: Context,
  id: number,
): Promise<FuelException & { chargeable: Chargeable | null; askable: boolean }> {
  requireRight(ctx, 'see_exceptions')
  const row = (await selectException(ctx.db, id)) ?? reject('exception_not_found')
  const isOpen = row.settled_at === null
  return {
    ...exceptionOf(row),
    chargeable: isOpen ? await readChoice(ctx, row) : null,
    askable: isOpen && isAskable(ctx, row),
  }
}

async function readChoice(ctx: Context, row: ExceptionRow): Promise<Chargeable | null> {
  if (row.kind === 'register_differs') return readRegisterFigures(ctx, row)
  if (row.kind !== 'reversal_after_close') return readChargeable(ctx, row)
  const late = await readLateReversal(ctx, row)
  return late && { volume: late.volume, amount: late.amount }
}

/** What staff may decide beside closing it, by kind. */
function choiceOf(kind: string) {
  if (kind === 'register_differs') return takeRegisterFigures
  return kind === 'reversal_after_close' ? takeBackLate : chargeClient
}

/**
 * Staff have looked at it and say what became of it. The transaction stays as it is unless they charge the client for what
 * was dispensed, take the register's figures, or take back what a station asked for after its shift. A processor may be
 * asked again for what the cabinet wants.
 * @throws DomainError exception_not_found, exception_settled, charge_changed, invalid
 */
export function settleException(ctx: Context, id: number, input: SettleException): Promise<void> {
  const { reason, charge, ask } = input
  requireRight(ctx, 'settle_exceptions')
  const userId = 'userId' in ctx.actor ? ctx.actor.userId : reject('not_allowed')
  return transact(ctx, async (ctx) => {
    const row = (await selectException(ctx.db, id)) ?? reject('exception_not_found')
    if (row.settled_at) reject('exception_settled')
    // First the operation's row, as a report from the station locks them.
    const charged = charge > 0 ? await choiceOf(row.kind)(ctx, row, charge) : null
    if (ask === 'again') await askAgain(ctx, row, reason)
    const as = ask === 'again' ? 'asked' : 'reason'
    if (!(await updateExceptionSettled(ctx.db, id, { userId, reason, as }))) reject('exception_settled')
    const subject = { kind: 'exception' as const, id, companyId: row.company_id }
    await record(ctx, 'exception.settled', subject, {
      ...{ station: row.station_code, reason },
      ...{ chargedVolume: charged?.volume ?? null, chargedAmount: charged?.amount ?? null },
    })
  })
}

/** For the menu and the overview of staff. */
export function countUnsettled(ctx: Context): Promise<number> {
  requireRight(ctx, 'see_exceptions')
  return countOpenExceptions(ctx.db)
}

function shiftOf({ station_shift_id: station, till_shift_id: till }: ExceptionRow): FuelException['shift'] {
  if (station !== null) return { of: 'station', id: station }
  return till === null ? null : { of: 'till', id: till }
}

function exceptionOf(row: ExceptionRow): FuelException {
  const { id, kind, company_id: companyId, company_name: companyName } = row
  return {
    id,
    kind: exceptionKinds.find((known) => known === kind) ?? null,
    at: row.created_at,
    station: row.station_code,
    operationId: row.operation_id,
    instrument: row.instrument_kind && { kind: row.instrument_kind, number: row.instrument_number },
    numberOnly: row.presented === 'number',
    shift: shiftOf(row),
    company: companyId === null ? null : { id: companyId, name: companyName ?? '' },
    ours: figuresIn(row.ours),
    theirs: figuresIn(row.theirs),
    settled: row.settled_at && {
      at: row.settled_at,
      by: row.settled_by_email ?? '',
      reason: row.settled_reason ?? '',
      as: row.settled_as ?? 'reason',
    },
  }
}
