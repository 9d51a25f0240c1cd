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

/** `comparing`: its rows, `seeking`: what it does not name, `closing`: what agrees by now. */
export type StateRegisterStatus = 'comparing' | 'seeking' | 'closing' | 'compared' | 'overtaken'

/** What a processor said of all its cards or coupons at one moment. */
export interface StateRegistersTable {
  id: Generated<number>
  integration_id: number
  /** Whose alone; null: everybody's but the test company's. */
  company_id: number | null
  /** A test key told it: it is compared, and staff see nothing of it. */
  is_test: Flag
  instrument_kind: InstrumentKind
  as_of: Date
  /** SHA-256 of what was told, to know a repeat from another register. */
  content_hash: Buffer
  rows_total: number
  status: StateRegisterStatus
  /** The last one of its rows that was compared. */
  read_number: Later<string>
  /** The last card or coupon that was looked for in it. */
  read_id: Generated<number>
  agreeing: Generated<number>
  in_flight: Generated<number>
  differing: Generated<number>
  missing_here: Generated<number>
  missing_there: Generated<number>
  created_at: CreatedAt
  compared_at: Later<Date>
}

export interface ProcessorStatesTable {
  register_id: number
  number: string
  state: JsonText
  /** What differed when it was compared, and when; null: nothing did. */
  differed: Later<JsonText>
}

export interface InstructionsTables {
  state_registers: StateRegistersTable
  processor_states: ProcessorStatesTable
  processor_events: ProcessorEventsTable
  processor_balances: ProcessorBalancesTable
  instructions: InstructionsTable
  instruction_feeds: InstructionFeedsTable
}
