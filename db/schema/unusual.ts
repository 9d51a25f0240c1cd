import type { Generated } from 'kysely'
import type { CreatedAt, Flag, JsonText } from './columns.ts'

export type UnusualKind = 'over_tank' | 'wrong_fuel' | 'too_far' | 'twice' | 'hours' | 'area' | 'consumption'

/** `expected`: the card does so, and is not told of for it again. `handled`: the company looked into it. */
export type UnusualOutcome = 'expected' | 'handled'

/** A client's refuellings that do not look like its card's others. */
export interface UnusualFillsTable {
  id: Generated<number>
  company_id: number
  transaction_id: number
  card_id: number
  kind: UnusualKind
  /** Tiyn. */
  at_risk: number
  /** What its sentence needs, and what an expected one teaches. */
  figures: JsonText
  created_at: CreatedAt
  is_open: Flag
  settled_at: Date | null
  settled_by: number | null
  settled_as: UnusualOutcome | null
  note: string
}

export interface UnusualTables {
  unusual_fills: UnusualFillsTable
}
