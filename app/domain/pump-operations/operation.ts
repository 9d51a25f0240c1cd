/**
 * An operation at a pump, as its answer tells of it. Client-safe. Volumes are millilitres, money tiyn. Source:
 * docs/authorizations.md
 */

import type { Figures, Limiter } from '#app/domain/authorizations/decision.ts'
import type { DeclineCode, RuleOwner } from '#app/domain/authorizations/decline-codes.ts'
import type { CouponRemainder } from '#app/domain/contracts/contracts.ts'
import type { ProductCode } from '#app/domain/products/products.ts'
import type { InstrumentKind } from '#db/schema/index.ts'

/** A hold whose time is over is `expired`, whatever is stored. */
export const operationStatuses = ['declined', 'held', 'completed', 'voided', 'expired'] as const
export type OperationStatus = (typeof operationStatuses)[number]

/** What a station and the cabinet say differently, or what was dispensed without having been approved. */
export const discrepancyKinds = [
  'more_than_held',
  'litres_gone',
  'completed_twice',
  'completed_otherwise',
  'completed_after_decline',
  'completed_after_void',
  'not_approved',
  'pump_transaction_repeated',
  'clock_suspect',
  'register_differs',
  'shift_differs',
  'processor_differs',
  'state_register_late',
  'reversal_after_close',
  'remainder_uncredited',
] as const
export type DiscrepancyKind = (typeof discrepancyKinds)[number]

export interface Remainder {
  /** Millilitres. */
  volume: number
  becomes: CouponRemainder
}

export interface OperationAnswer {
  operationId: string
  status: OperationStatus
  /** Of a declined one. */
  code: DeclineCode | null
  whose: RuleOwner | null
  figures: Figures
  /** Its code, as the station's system sent it. */
  station: string
  /** Null: the code that was sent means no product here. */
  product: ProductCode | null
  /** What may be dispensed while it is held, what was dispensed once it is completed. */
  volume: number | null
  limitedBy: Limiter | null
  /** What the client pays; null: no price is known, or nothing was dispensed. */
  charged: number | null
  /** What becomes of the litres that are left on a coupon. */
  remainder: Remainder | null
  expiresAt: Date | null
  /** Completed when its hold was over already. */
  isLate: boolean
  /** Of what was dispensed, what counts against the client: a little more may have flowed. Null: not completed. */
  billed: number | null
  /** Taken back of what is billed. */
  reversed: number
  discrepancies: DiscrepancyKind[]
  /** What the attendant sees and the slip says. Null: nothing that was presented is known. */
  instrument: {
    kind: InstrumentKind
    /** A card's last four digits, a coupon's number but for its middle. */
    masked: string
    companyName: string
    plate: string
    driver: string
  } | null
  receipt: string | null
  pump: string | null
  fillId: string | null
  /** The odometer does not fit the earlier ones. */
  isOdometerUnlikely: boolean
  createdAt: Date
  /** When it was told that the fuel had flowed. */
  completedAt: Date | null
  /** When the fuel flowed: by the station's clock if it told, else by ours. Null: not completed. */
  occurredAt: Date | null
  /** The call was sent before: nothing was done anew. */
  isReplay: boolean
}
