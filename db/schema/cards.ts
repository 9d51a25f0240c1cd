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
  created_at: CreatedAt
  updated_at: ColumnType<Date, Date | undefined, Date>
}

export interface CardsTables {
  cards: CardsTable
}
