import type { Generated } from 'kysely'
import type { CreatedAt, Flag, JsonText } from './columns.ts'
import type { InstrumentKind } from './stations.ts'

/** Cards and coupons that staff suspect of fraud, while they do. */
export interface SuspicionsTable {
  instrument_kind: InstrumentKind
  instrument_id: number
  reason: string
  marked_by: number
  marked_at: CreatedAt
}

export type SignalOutcome = 'expected' | 'confirmed'

export interface FraudSignalsTable {
  id: Generated<number>
  kind: string
  /** One thing is told once. */
  identity: Buffer
  /** The refuelling, else the last one of several. */
  transaction_id: number | null
  company_id: number | null
  station_code: string
  /** Tiyn. */
  at_risk: number
  figures: JsonText
  /** What the client says. */
  note: string
  /** Null: a job found it. */
  opened_by: number | null
  created_at: CreatedAt
  settled_at: Date | null
  settled_by: number | null
  settled_as: SignalOutcome | null
  /** Why, in the words of staff; a client reads the answer to what it opened. */
  answer: string
  is_open: Flag
}

export interface SignalsTables {
  suspicions: SuspicionsTable
  fraud_signals: FraudSignalsTable
}
