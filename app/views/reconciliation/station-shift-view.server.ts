import { almatyWallClock } from '#app/domain/kernel/calendar.ts'
import type { SideFigures } from '#app/domain/pump-operations/recorded-discrepancies.server.ts'
import { differenceKinds } from '#app/domain/reconciliation/reconciliation.ts'
import type { StationShift, StationShiftReport } from '#app/domain/reconciliation/station-shifts.server.ts'
import { stationText } from '#app/ui/list/station-text.ts'
import type { DifferenceView, StationShiftReportView, StationShiftView } from './station-shift-view.ts'

export function stationShiftView({ station, openedAt, closedAt, ...shift }: StationShift): StationShiftView {
  return {
    ...shift,
    station: stationText(station),
    openedAt: almatyWallClock(openedAt),
    closedAt: almatyWallClock(closedAt),
  }
}

export function stationShiftReportView(report: StationShiftReport): StationShiftReportView {
  const { shift, totals, lines, open } = report
  return {
    ...{ shift: stationShiftView(shift), totals },
    lines: lines.map(differenceView),
    open: open.map(({ operationId, volume, expiresAt }) => ({
      ...{ operationId, volume },
      until: expiresAt && almatyWallClock(expiresAt),
    })),
  }
}

function differenceView({ discrepancy, isResolved }: StationShiftReport['lines'][number]): DifferenceView {
  const { id, ours, theirs, settled } = discrepancy
  const { instrument } = theirs
  return {
    ...{ id, isResolved },
    line: differenceKinds.find((kind) => kind === theirs.line) ?? 'total',
    operation: textOf(theirs.operation),
    product: textOf(theirs.product),
    instrument: instrument === 'card' || instrument === 'coupon' ? instrument : null,
    ours: sideOf(ours),
    theirs: sideOf(theirs),
    settledReason: settled?.reason ?? null,
  }
}

function textOf(value: SideFigures[string] | undefined): string | null {
  return typeof value === 'string' ? value : null
}

function sideOf({ operations, volume }: SideFigures) {
  return { operations: Number(operations ?? 0), volume: Number(volume ?? 0) }
}
