import type { Generated } from 'kysely'
import type { CreatedAt } from './columns.ts'

export type CompanyEventKind =
  | 'authorization.held'
  | 'authorization.declined'
  | 'authorization.voided'
  | 'transaction.recorded'
  | 'transaction.reversed'
  | 'transaction.unusual'
  | 'limit.used'
  | 'card.blocked'
  | 'card.unblocked'
  | 'coupon.blocked'
  | 'coupon.unblocked'
  | 'coupon.changed'
  | 'handover.changed'
  | 'instrument.processed'
  | 'balance.low'

/** Rows are added, and purged after days. */
export interface CompanyEventsTable {
  id: Generated<number>
  company_id: number
  kind: CompanyEventKind
  card_id: number | null
  coupon_id: number | null
  authorization_id: number | null
  created_at: CreatedAt
}

export interface EventsTables {
  company_events: CompanyEventsTable
}
