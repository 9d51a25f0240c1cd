import { record } from '#app/domain/audit/audit.server.ts'
import type { Context } from '#app/domain/kernel/context.ts'
import { reject } from '#app/domain/kernel/errors.ts'
import { cursorsOf, type PageCursors, readPageById } from '#app/domain/kernel/page.server.ts'
import { requireRight } from '#app/domain/kernel/rights.ts'
import { transact } from '#app/domain/kernel/transact.server.ts'
import { type Chargeable, chargeClient, readChargeable } from '#app/domain/pump-operations/charging.server.ts'
import { readLateReversal, takeBackLate } from '#app/domain/pump-operations/late-reversals.server.ts'
import { type DiscrepancyKind, discrepancyKinds } from '#app/domain/pump-operations/operation.ts'
import { figuresIn, type SideFigures } from '#app/domain/pump-operations/recorded-discrepancies.server.ts'
import {
  readRegisterFigures,
  takeRegisterFigures,
} from '#app/domain/pump-operations/register-figures.server.ts'
import {
  countOpenDiscrepancies,
  type DiscrepancyRow,
  selectDiscrepancies,
  selectDiscrepanciesOfOperations,
  selectDiscrepanciesOfShift,
  selectDiscrepancy,
  updateDiscrepancySettled,
} from '#db/queries/discrepancies/discrepancies.ts'
import type { InstrumentKind } from '#db/schema/index.ts'
import type { DiscrepancyFilter, SettleDiscrepancy } from './discrepancies.input.server.ts'
import { askAgain, isAskable } from './processor-discrepancies.server.ts'

export interface ListedDiscrepancy {
  id: number
  /** Null: a later release knows more of them. */
  kind: DiscrepancyKind | null
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
export async function listDiscrepancies(
  ctx: Context,
  { status, cursor }: DiscrepancyFilter,
): Promise<PageCursors & { discrepancies: ListedDiscrepancy[] }> {
  requireRight(ctx, 'see_discrepancies')
  const page = await readPageById({
    cursor,
    read: (request) => selectDiscrepancies(ctx.db, status === 'open', request),
  })
  return { discrepancies: page.rows.map(discrepancyOf), ...cursorsOf(page) }
}

/** Of a shift that a station's system closed, in the order in which they were found. */
export async function listShiftDiscrepancies(
  ctx: Context,
  stationShiftId: number,
): Promise<ListedDiscrepancy[]> {
  requireRight(ctx, 'see_discrepancies')
  return (await selectDiscrepanciesOfShift(ctx.db, stationShiftId)).map(discrepancyOf)
}

/** Of these operations, in their order. */
export async function listDiscrepanciesOf(
  ctx: Context,
  authorizationIds: readonly number[],
): Promise<(ListedDiscrepancy & { authorizationId: number | null })[]> {
  requireRight(ctx, 'see_discrepancies')
  const rows = await selectDiscrepanciesOfOperations(ctx.db, authorizationIds)
  return rows.map((row) => ({ ...discrepancyOf(row), authorizationId: row.authorization_id }))
}

/**
 * `chargeable`: what the client can be charged for when it is settled; where the register differs, what it says in all;
 * where a reversal came late, what it would take back.
 * `askable`: a processor can be asked once more.
 * @throws DomainError exception_not_found
 */
export async function findDiscrepancy(
  ctx: Context,
  id: number,
): Promise<ListedDiscrepancy & { chargeable: Chargeable | null; askable: boolean }> {
  requireRight(ctx, 'see_discrepancies')
  const row = (await selectDiscrepancy(ctx.db, id)) ?? reject('exception_not_found')
  const isOpen = row.settled_at === null
  return {
    ...discrepancyOf(row),
    chargeable: isOpen ? await readChoice(ctx, row) : null,
    askable: isOpen && isAskable(ctx, row),
  }
}

async function readChoice(ctx: Context, row: DiscrepancyRow): Promise<Chargeable | null> {
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
export function settleDiscrepancy(ctx: Context, id: number, input: SettleDiscrepancy): Promise<void> {
  const { reason, charge, ask } = input
  requireRight(ctx, 'settle_discrepancies')
  const userId = 'userId' in ctx.actor ? ctx.actor.userId : reject('not_allowed')
  return transact(ctx, async (ctx) => {
    const row = (await selectDiscrepancy(ctx.db, id)) ?? reject('exception_not_found')
    if (row.settled_at) reject('exception_settled')
    // First the operation's row, as a report from the station locks them.
    const charged = charge > 0 ? await choiceOf(row.kind)(ctx, row, charge) : null
    if (ask === 'again') await askAgain(ctx, row, reason)
    const as = ask === 'again' ? 'asked' : 'reason'
    if (!(await updateDiscrepancySettled(ctx.db, id, { userId, reason, as }))) reject('exception_settled')
    const subject = { kind: 'exception' as const, id, companyId: row.company_id }
    await record(ctx, 'exception.settled', subject, {
      ...{ station: row.station_code, reason },
      ...{ chargedVolume: charged?.volume ?? null, chargedAmount: charged?.amount ?? null },
    })
  })
}

/** For the menu and the overview of staff. */
export function countUnsettled(ctx: Context): Promise<number> {
  requireRight(ctx, 'see_discrepancies')
  return countOpenDiscrepancies(ctx.db)
}

function shiftOf({
  station_shift_id: station,
  till_shift_id: till,
}: DiscrepancyRow): ListedDiscrepancy['shift'] {
  if (station !== null) return { of: 'station', id: station }
  return till === null ? null : { of: 'till', id: till }
}

function discrepancyOf(row: DiscrepancyRow): ListedDiscrepancy {
  const { id, kind, company_id: companyId, company_name: companyName } = row
  return {
    id,
    kind: discrepancyKinds.find((known) => known === kind) ?? null,
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
