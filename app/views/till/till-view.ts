import type { DeclineCode } from '#app/domain/authorizations/decline-codes.ts'
import type { OperationStatus, Remainder } from '#app/domain/pump-operations/operation.ts'
import type { FillState, ShiftState, ShiftTotal } from '#app/domain/till/till.ts'

/** One fill as the till shows it; times are Almaty's wall clock. */
export interface FillView {
  id: number
  status: OperationStatus
  state: FillState
  code: DeclineCode | null
  product: string | null
  volume: number | null
  /** What stays dispensed; null: nothing was. */
  net: number | null
  reversed: number
  operationId: string
  at: string
  until: string | null
  pump: string | null
  kind: 'card' | 'coupon' | null
  masked: string
  plate: string
  driver: string
  remainder: Remainder | null
  /** How many. */
  discrepancies: number
  decline: { text: string; owner: string } | null
}

/** What a page that stays open is told of what it asked. */
export type TillAnswer =
  | { kind: 'fill'; fill: FillView }
  | { kind: 'refused'; errors: { field: string; code: string; text: string }[] }
  | { kind: 'away'; to: string }
  | { kind: 'offline' }

export interface TillView {
  open: FillView[]
  recent: FillView[]
}

export interface ShiftView {
  id: number
  station: string
  cashier: string
  openedAt: string
  endsAt: string
  closedAt: string | null
  isOpen: boolean
  endedByStaff: boolean
}

/** Of a fill whose figures do not fit what was approved; millilitres. */
export interface DifferenceView {
  /** Of the discrepancy. */
  id: number
  operationId: string
  approved: number | null
  dispensed: number | null
  settledReason: string | null
}

export interface ReportView {
  shift: ShiftView
  totals: ShiftTotal[]
  fills: FillView[]
  /** What was taken back after the shift was closed. */
  corrections: {
    id: number
    /** Of the fill. */
    operationId: string
    /** Wall clock of Almaty. */
    at: string
    instrument: string
    product: string
    /** Millilitres. */
    volume: number
    reason: string
  }[]
}

export function isOpenFill({ status }: Pick<FillView, 'status'>): boolean {
  return status === 'held' || status === 'expired'
}

export interface ShiftPageView {
  state: ShiftState
  /** The cashier's own. */
  station: string
  /** While it is open here. */
  report: ReportView | null
}
