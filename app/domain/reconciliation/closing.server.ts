import { productsByCode } from '#app/domain/integrations/product-codes.server.ts'
import type { Context, IntegrationActor } from '#app/domain/kernel/context.ts'
import { reject } from '#app/domain/kernel/errors.ts'
import { sha256 } from '#app/domain/kernel/keyring.server.ts'
import { transact } from '#app/domain/kernel/transact.server.ts'
import { requireIntegration } from '#app/domain/pump-operations/integration.server.ts'
import { lockStationShifts } from '#app/domain/pump-operations/locked-operation.server.ts'
import { isTooFarAhead } from '#app/domain/pump-operations/moments.ts'
import { recordDiscrepancy } from '#app/domain/pump-operations/recorded-discrepancies.server.ts'
import { recordSignal } from '#app/domain/signals/recording.server.ts'
import type { ShiftFillRow } from '#db/queries/reconciliation/shift-fills.ts'
import {
  insertStationShift,
  type StationShiftRow,
  selectStationShift,
} from '#db/queries/reconciliation/station-shifts.ts'
import { type Comparison, compareWithFills } from './comparing.server.ts'
import type { NewStationShift } from './reconciliation.input.server.ts'
import { beyondMeters, type Difference, type StationReport } from './reconciliation.ts'

export interface Reconciliation extends Comparison {
  shift: StationShiftRow
  /** It was told before: nothing was done anew. */
  isReplay: boolean
}

/**
 * Keeps what a station's system says of a shift, and what does not agree with the operations here as discrepancies for staff. The
 * same report again answers with what the cabinet has by then.
 * @throws DomainError not_allowed, operation_differs (422), invalid (closed_at more than five minutes in the future)
 */
export async function closeStationShift(ctx: Context, input: NewStationShift): Promise<Reconciliation> {
  const integration = requireIntegration(ctx, 'use_pump', input.station)
  if (isTooFarAhead(ctx, input.closedAt)) reject('invalid', { field: 'closed_at' })
  const report = await reportOf(ctx, integration, input)
  const hash = sha256(JSON.stringify([input.station, input.openedAt, input.closedAt, report]))
  return transact(ctx, async (ctx) => {
    const { integrationId } = integration
    // Before anything is read: what is taken back meanwhile is in the comparison, or finds the shift closed.
    await lockStationShifts(ctx, { integrationId, station: input.station })
    const id = await insertStationShift(ctx.db, {
      integration_id: integrationId,
      shift_id: input.shiftId,
      station_code: input.station,
      opened_at: input.openedAt,
      closed_at: input.closedAt,
      content_hash: hash,
      reported: JSON.stringify(report),
    })
    const shift = (await selectStationShift(ctx.db, integrationId, input.shiftId)) ?? reject('unexpected')
    if (!shift.content_hash.equals(hash)) reject('operation_differs')
    const comparison = await compareWithFills(ctx, shift)
    // What a test key reports concerns nobody.
    if (id !== undefined && !integration.isTest) await tellStaff(ctx, shift, report, comparison)
    return { ...comparison, shift, isReplay: id === undefined }
  })
}

/** @throws DomainError not_allowed, not_found */
export async function readStationShift(ctx: Context, shiftId: string): Promise<Reconciliation> {
  const { integrationId, stations } = requireIntegration(ctx, 'use_pump')
  const shift = await selectStationShift(ctx.db, integrationId, shiftId)
  if (!shift || (stations !== 'all' && !stations.includes(shift.station_code))) return reject('not_found')
  return { ...(await compareWithFills(ctx, shift)), shift, isReplay: false }
}

/** With our codes of products; one that nobody has told the meaning of stays the system's own. */
async function reportOf(
  ctx: Context,
  { integrationId }: IntegrationActor,
  { totals, operations, metered }: NewStationShift,
): Promise<StationReport> {
  const codes = await productsByCode(ctx, integrationId)
  const ours = <Line extends { product: string }>(line: Line) => ({
    ...line,
    product: codes.get(line.product) ?? line.product,
  })
  // In one order, so that the same report is known again.
  return {
    totals: totals
      .map(ours)
      .toSorted((a, b) => compareText(`${a.product} ${a.instrument}`, `${b.product} ${b.instrument}`)),
    operations: operations?.toSorted((a, b) => compareText(a.operationId, b.operationId)) ?? null,
    metered: (metered ?? []).map(ours).toSorted((a, b) => compareText(a.product, b.product)),
  }
}

async function tellStaff(
  ctx: Context,
  shift: StationShiftRow,
  report: StationReport,
  { differences, fills, rows }: Comparison,
): Promise<void> {
  const companies = new Map(rows.map(({ id, company_id: company }) => [id, company]))
  for (const difference of differences) {
    const { authorizationId } = difference
    await recordDiscrepancy(ctx, {
      kind: 'shift_differs',
      authorizationId,
      // A total is of many clients.
      companyId: authorizationId === null ? null : (companies.get(authorizationId) ?? null),
      station: shift.station_code,
      stationShiftId: shift.id,
      ours: figuresOf(difference, 'ours', shift),
      theirs: figuresOf(difference, 'theirs', shift),
    })
  }
  for (const { product, volume, metered } of beyondMeters(report, fills)) {
    await recordSignal(ctx, {
      kind: 'beyond_meters',
      identity: [shift.integration_id, shift.shift_id, product],
      transactionId: null,
      companyId: null,
      station: shift.station_code,
      atRisk: atRiskOf(rows, product, volume - metered),
      figures: { product, volume, metered, shift: shift.shift_id },
    })
  }
}

function figuresOf(
  { operationId, product, instrument, kind, ...sides }: Difference,
  side: 'ours' | 'theirs',
  shift: StationShiftRow,
) {
  const figures = sides[side]
  return {
    shift: shift.shift_id,
    // Each line is known by it: two of one shift are two discrepancies.
    ...(side === 'theirs' ? { operation: operationId, line: kind } : {}),
    ...{ product, instrument },
    operations: figures?.operations ?? 0,
    volume: figures?.volume ?? 0,
  }
}

/** Tiyn, at the average price of the product in the shift. */
function atRiskOf(rows: readonly ShiftFillRow[], product: string, volume: number): number {
  const own = rows.filter((row) => row.product === product && row.status === 'completed')
  const litres = own.reduce((sum, { net }) => sum + Number(net), 0)
  const charged = own.reduce((sum, row) => sum + Number(row.charged), 0)
  return litres === 0 ? 0 : Math.round((charged / litres) * volume)
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
