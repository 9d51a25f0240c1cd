import { HOUR_MS, MINUTE_MS } from '#app/domain/kernel/calendar.ts'
import type { Context } from '#app/domain/kernel/context.ts'
import { MAX_HOLD_MINUTES } from '#app/domain/pump-operations/hold-time.ts'
import { MAX_AGE_MS } from '#app/domain/pump-operations/moments.ts'
import {
  type ShiftFillRow,
  selectFillsByOperation,
  selectFillsInPeriod,
} from '#db/queries/reconciliation/shift-fills.ts'
import type { StationShiftRow } from '#db/queries/reconciliation/station-shifts.ts'
import { compareShift, type Difference, type OwnFill, type StationReport } from './reconciliation.ts'

/** Held for the station, and nobody has said yet whether the fuel flowed. */
export interface OpenFill {
  operationId: string
  volume: number
  expiresAt: Date | null
}

export interface Comparison {
  differences: Difference[]
  open: OpenFill[]
  fills: OwnFill[]
  rows: ShiftFillRow[]
}

/** A station without connection tells of a fill as late as it is believed, and takes a while to tell of all. */
const SLACK_MS = 4 * HOUR_MS

/** What a station said of its shift beside what the cabinet has now. */
export async function compareWithFills(ctx: Context, shift: StationShiftRow): Promise<Comparison> {
  const report = reportIn(shift.reported)
  const { integration_id: integrationId, station_code: station } = shift
  const { opened_at: from, closed_at: until } = shift
  const begun = {
    from: new Date(from.getTime() - MAX_HOLD_MINUTES * MINUTE_MS),
    until: new Date(until.getTime() + MAX_AGE_MS + SLACK_MS),
  }
  const period = { integrationId, station, from, until, begun }
  const [inPeriod, named] = [
    await selectFillsInPeriod(ctx.db, period),
    await selectFillsByOperation(
      ctx.db,
      integrationId,
      (report.operations ?? []).map(({ operationId }) => operationId),
    ),
  ]
  const ids = new Set(inPeriod.map(({ id }) => id))
  const rows = [...inPeriod, ...named.filter(({ id }) => !ids.has(id))]
  const fills = rows.map((row) => fillOf(row, ids.has(row.id)))
  const open = rows.filter(({ status, is_over }) => status === 'held' && is_over === 0)
  return {
    differences: compareShift(report, fills),
    open: open.map(({ operation_id: operationId, approved, expires_at: expiresAt }) => ({
      ...{ operationId, expiresAt },
      volume: approved ?? 0,
    })),
    ...{ fills, rows },
  }
}

/** As a column holds it. */
export function reportIn(json: string): StationReport {
  const report: StationReport = JSON.parse(json)
  return report
}

function fillOf(row: ShiftFillRow, isInPeriod: boolean): OwnFill {
  const isCompleted = row.status === 'completed'
  return {
    ...{ id: row.id, operationId: row.operation_id, isCompleted, isInPeriod },
    ...{ product: row.product, instrument: row.instrument_kind },
    volume: isCompleted ? Number(row.net) : 0,
  }
}
