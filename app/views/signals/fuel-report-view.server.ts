import { almatyWallClock } from '#app/domain/kernel/calendar.ts'
import type { FuelReport } from '#app/domain/signals/reports.server.ts'
import type { FuelReportView } from './fuel-report.tsx'

export function fuelReportView(report: FuelReport | null): FuelReportView | null {
  if (!report) return null
  const { at, note, answer } = report
  return {
    at: almatyWallClock(at),
    note,
    answer: answer && { at: almatyWallClock(answer.at), text: answer.text },
  }
}
