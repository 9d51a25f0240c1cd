import type { ColumnType, Generated } from 'kysely'
import type { CreatedAt, Day } from './columns.ts'

export type CardScheme = 'wallet_money' | 'wallet_litres' | 'limits'

export type CardStatus = 'active' | 'blocked_by_client' | 'blocked_by_issuer' | 'expired' | 'lost'

/** What the issuer's register last said. */
export type CardIssuerStatus = 'active' | 'blocked' | 'expired' | 'lost'

export interface CardsTable {
  id: Generated<number>
  company_id: number
  number: string
  number_reversed: string
  holder: string
  plate: string
  /** Product ids joined by commas. */
  products: string
  scheme: CardScheme
  daily_limit: number | null
  weekly_limit: number | null
  monthly_limit: number | null
  limit_unit: 'ml' | 'tiyn'
  balance: number | null
  /** Effective, but for expiry, which valid_until decides. */
  status: CardStatus
  issuer_status: CardIssuerStatus
  client_blocked_at: Date | null
  client_blocked_by: number | null
  /** When the client's own block ends by itself; null: when somebody lifts it. */
  client_blocked_until: Date | null
  /** When the client reported it as lost or stolen: for good. */
  client_lost_at: Date | null
  valid_until: Day | null
  replaced_by: string | null
  /** Counts what was held and completed with it. */
  ledger_version: Generated<number>
  created_at: CreatedAt
  updated_at: ColumnType<Date, Date | undefined, Date>
}

export interface CardPinsTable {
  card_id: number
  /** Who set it: a card that came to another company has none. */
  company_id: number
  pin_hash: string
  /** Wrong ones in a row. */
  failures: Generated<number>
  blocked_at: Date | null
  set_at: Date
}

export interface CardOdometersTable {
  card_id: number
  /** Whose the card was then: a card that came to another company begins anew. */
  company_id: number
  km: number | null
  read_at: Date | null
  /** When an unlikely one was refused. */
  asked_at: Date | null
}

/** Why a client blocks a card. */
export type CardBlockCause = 'not_in_use' | 'driver_away' | 'in_repair' | 'misuse' | 'holiday' | 'other'

/** A block to come; its row goes when it has begun or was cancelled. */
export interface PlannedCardBlocksTable {
  id: Generated<number>
  card_id: number
  /** Who planned it: a card that came to another company leaves it behind. */
  company_id: number
  begins_at: Date
  /** Null: until somebody lifts it. */
  ends_at: Date | null
  cause: CardBlockCause | null
  reason: string
  /** Null: a system of the client. */
  planned_by: number | null
  created_at: CreatedAt
}

/** Told once: a limit of a card or of a group is used to so many per cent in its period. */
export interface LimitNoticesTable {
  id: Generated<number>
  company_id: number
  subject_kind: 'card' | 'group'
  subject_id: number
  whose: 'issuer' | 'client'
  period: 'day' | 'week' | 'month'
  /** The first day of the period. */
  starts_on: Day
  percent: number
  created_at: CreatedAt
}

/** Cards of which some limit may be mostly used: the list of those reads the transactions of no others. */
export interface LimitCandidatesTable {
  card_id: number
  company_id: number
  /** The last day of the period of that limit. */
  until_day: Day
}

export interface CardsTables {
  limit_candidates: LimitCandidatesTable
  limit_notices: LimitNoticesTable
  card_odometers: CardOdometersTable
  cards: CardsTable
  card_pins: CardPinsTable
  planned_card_blocks: PlannedCardBlocksTable
}
