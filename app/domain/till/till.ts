/** The till of a station: a cashier's shift and what is sold in it. Client-safe. Source: docs/till.md */
import type { OperationAnswer, OperationStatus } from '#app/domain/pump-operations/operation.ts'
import type { InstrumentKind, ProductCode } from '#db/schema/index.ts'

/** A day and night with the hand-over; what is open by then ends by itself. */
export const SHIFT_HOURS = 26
/** Nobody said the end of such a fill, even if its hold is over. */
export const openFillStatuses = ['held', 'expired'] as const satisfies readonly OperationStatus[]
/** So long without work, and the till asks for the cashier's PIN. */
export const IDLE_MINUTES = 10
/** The wrong one with this number asks for the password instead. */
export const MAX_WRONG_SHIFT_PINS = 3

/**
 * `none`: no shift is open. `elsewhere`: it was opened on another phone. `locked`: the PIN is asked for. `blocked`: too many
 * wrong PINs, the password is asked for.
 */
const shiftStates = ['none', 'elsewhere', 'locked', 'blocked', 'open'] as const
export type ShiftState = (typeof shiftStates)[number]

export interface Shift {
  id: number
  station: { code: string; name: string; city: string }
  cashier: { name: string; email: string }
  openedAt: Date
  endsAt: Date
  closedAt: Date | null
  isOpen: boolean
  /** Staff who ended it; null: the cashier, or time. */
  endedBy: number | null
}

export interface OwnShift {
  state: ShiftState
  /** Null where none is open. */
  shift: Shift | null
}

/** One dispensing, as the cashier sees it. */
export type Fill = OperationAnswer & { id: number }

/** Of what was dispensed in a shift, less what was taken back. */
export interface ShiftTotal {
  product: ProductCode
  instrument: InstrumentKind
  fills: number
  /** Millilitres. */
  volume: number
}

/** What staff took back of a closed shift; its figures stay as they were. */
export interface ShiftCorrection {
  /** Of the reversal. */
  id: number
  operationId: string
  at: Date
  product: ProductCode
  /** Millilitres. */
  volume: number
  reason: string
}

/**
 * Litres that stay dispensed: null while nothing was. Of a fill that was lessened it is what the cashier said then, without
 * the little that flowed beyond what was held.
 */
export function netVolume({
  status,
  volume,
  billed,
  reversed,
}: Pick<Fill, 'status' | 'volume' | 'billed' | 'reversed'>): number | null {
  if (status !== 'completed' || volume === null) return null
  return reversed > 0 ? (billed ?? volume) - reversed : volume
}

/** In words: what was completed and taken back whole is neither dispensed nor was it never begun. */
export type FillState = OperationStatus | 'undone'

export function fillState(fill: Fill): FillState {
  return netVolume(fill) === 0 && fill.reversed > 0 ? 'undone' : fill.status
}
