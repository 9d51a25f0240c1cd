import {
  type ListedDiscrepancy,
  listShiftDiscrepancies,
} from '#app/domain/discrepancies/discrepancies.server.ts'
import { dayBounds } from '#app/domain/kernel/calendar.ts'
import type { Context } from '#app/domain/kernel/context.ts'
import { reject } from '#app/domain/kernel/errors.ts'
import { type Page, readPageById } from '#app/domain/kernel/page.server.ts'
import { requireRight } from '#app/domain/kernel/rights.ts'
import {
  type ListedStationShiftRow,
  selectStationShiftById,
  selectStationShifts,
} from '#db/queries/reconciliation/station-shifts.ts'
import { compareWithFills, type OpenFill, reportIn } from './comparing.server.ts'
import type { StationShiftFilter } from './reconciliation.input.server.ts'
import type { Difference, ShiftTotal } from './reconciliation.ts'

export interface StationShift {
  id: number
  /** The station system's own. */
  shiftId: string
  system: string
  station: { code: string; name: string; city: string }
  openedAt: Date
  closedAt: Date
  /** Lines that did not agree when it was closed, and how many of them wait for staff. */
  differences: number
  unsettled: number
}

export interface StationShiftReport {
  shift: StationShift
  /** As the station told them. */
  totals: ShiftTotal[]
  /** What did not agree when it was closed; `isResolved`: by now it does. */
  lines: { discrepancy: ListedDiscrepancy; isResolved: boolean }[]
  open: OpenFill[]
}

/** For staff: the newest first. */
export async function listStationShifts(
  ctx: Context,
  { station, from, to, cursor }: StationShiftFilter,
): Promise<Page<StationShift>> {
  requireRight(ctx, 'see_shifts')
  const opened = {
    from: from ? dayBounds(from).from : undefined,
    until: to ? dayBounds(to).until : undefined,
  }
  const page = await readPageById({
    cursor,
    read: (request) => selectStationShifts(ctx.db, { station, ...opened }, request),
  })
  return { ...page, rows: page.rows.map(stationShiftOf) }
}

/** For staff. @throws DomainError not_found */
export async function findStationShift(ctx: Context, id: number): Promise<StationShiftReport> {
  requireRight(ctx, 'see_shifts')
  const row = (await selectStationShiftById(ctx.db, id)) ?? reject('not_found')
  const { differences, open } = await compareWithFills(ctx, row)
  const discrepancies = await listShiftDiscrepancies(ctx, id)
  return {
    shift: stationShiftOf(row),
    totals: reportIn(row.reported).totals,
    lines: discrepancies.map((discrepancy) => ({
      discrepancy,
      isResolved: !differences.some((difference) => isAbout(discrepancy, difference)),
    })),
    open,
  }
}

function isAbout(
  { theirs }: ListedDiscrepancy,
  { kind, operationId, product, instrument }: Difference,
): boolean {
  if (operationId !== null) return theirs.operation === operationId
  return theirs.line === kind && theirs.product === product && theirs.instrument === instrument
}

function stationShiftOf(row: ListedStationShiftRow): StationShift {
  const { station_code: code, station_name: name, station_city: city } = row
  return {
    ...{ id: row.id, shiftId: row.shift_id, system: row.system_name ?? '' },
    station: { code, name: name ?? code, city: city ?? '' },
    openedAt: row.opened_at,
    closedAt: row.closed_at,
    differences: Number(row.differences),
    unsettled: Number(row.unsettled),
  }
}
