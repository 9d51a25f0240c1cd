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

export interface CardsTables {
  card_odometers: CardOdometersTable
  cards: CardsTable
  card_pins: CardPinsTable
}
