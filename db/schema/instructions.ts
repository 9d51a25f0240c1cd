import type { ColumnType, Generated } from 'kysely'
import type { CreatedAt, Flag, JsonText } from './columns.ts'
import type { InstrumentKind } from './stations.ts'

/** `superseded`: a newer one of the same card or coupon came before its outcome. */
export type InstructionStatus = 'waiting' | 'delivered' | 'in_force' | 'refused' | 'superseded'

/** What whoever made the change wants of the processor; `change`: something else than a block. */
export type InstructionAsks = 'block' | 'unblock' | 'change'

type Later<Value> = ColumnType<Value | null, Value | null | undefined, Value | null>

export interface InstructionsTable {
  id: Generated<number>
  company_id: number
  instrument_kind: InstrumentKind
  instrument_id: number
  /** From 1, of one card or coupon. */
  version: number
  asks: InstructionAsks
  /** Whether the state is one in which nothing is fuelled. */
  is_blocked: Flag
  /** As it is handed out. */
  state: JsonText
  status: InstructionStatus
  /** Who was handed it last. */
  integration_id: Later<number>
  /** In the order in which this integration was handed them. */
  position: Later<number>
  /** Why it was refused. */
  reason: Later<string>
  created_at: CreatedAt
  delivered_at: Later<Date>
  settled_at: Later<Date>
}

export interface InstructionFeedsTable {
  integration_id: number
  /** The last one given. */
  position: number
}

export type ProcessorEventType = 'approval' | 'decline' | 'reversal'

/** Rows are added, never changed. */
export interface ProcessorEventsTable {
  id: Generated<number>
  integration_id: number
  /** The processor's own. */
  event_id: string
  content_hash: Buffer
  type: ProcessorEventType
  company_id: number
  instrument_kind: InstrumentKind
  instrument_id: number
  station_code: ColumnType<string, string | undefined, never>
  /** As the processor calls it. */
  product: ColumnType<string, string | undefined, never>
  /** Of a reversal null: the whole. */
  volume: number | null
  amount: number | null
  code: string | null
  /** The reason in the processor's words. */
  own_code: ColumnType<string, string | undefined, never>
  /** The event that this one takes back, whichever of the two comes first. */
  reverses: ColumnType<string, string | undefined, never>
  occurred_at: Date
  created_at: CreatedAt
}

/** The latest that a processor told of. */
export interface ProcessorBalancesTable {
  instrument_kind: InstrumentKind
  instrument_id: number
  company_id: number
  balance: number
  unit: 'ml' | 'tiyn'
  as_of: Date
}

export interface InstructionsTables {
  processor_events: ProcessorEventsTable
  processor_balances: ProcessorBalancesTable
  instructions: InstructionsTable
  instruction_feeds: InstructionFeedsTable
}
