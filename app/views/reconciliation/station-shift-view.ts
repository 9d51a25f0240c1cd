import type { DifferenceKind, ShiftTotal } from '#app/domain/reconciliation/reconciliation.ts'

export interface StationShiftView {
  id: number
  shiftId: string
  system: string
  station: string
  /** Wall clock of Almaty. */
  openedAt: string
  closedAt: string
  differences: number
  unsettled: number
}

export interface SideView {
  operations: number
  volume: number
}

export interface DifferenceView {
  /** Of the discrepancy. */
  id: number
  line: DifferenceKind
  operation: string | null
  product: string | null
  instrument: ShiftTotal['instrument'] | null
  ours: SideView
  theirs: SideView
  isResolved: boolean
  settledReason: string | null
}

export interface StationShiftReportView {
  shift: StationShiftView
  totals: ShiftTotal[]
  lines: DifferenceView[]
  open: { operationId: string; volume: number; until: string | null }[]
}
