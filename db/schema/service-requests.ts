import type { Generated } from 'kysely'
import type { CreatedAt, Day } from './columns.ts'

export type ServiceRequestKind = 'new_cards' | 'replacement' | 'raise_limit' | 'correction'
export type ServiceRequestStatus = 'sent' | 'in_work' | 'done' | 'refused' | 'withdrawn'
/** Why a card is to be replaced. */
export type ReplacementCause = 'lost' | 'stolen' | 'damaged' | 'expiring'
export type LimitPeriodName = 'daily' | 'weekly' | 'monthly'

/** What a client asks the issuer of its cards for. */
export interface ServiceRequestsTable {
  id: Generated<number>
  company_id: number
  kind: ServiceRequestKind
  status: ServiceRequestStatus
  /** Null: about none, or about several. */
  card_id: number | null
  /** Of a replacement. */
  cause: ReplacementCause | null
  /** Of new cards. */
  quantity: number | null
  /** Of a higher limit: which one, and how much in `limit_unit`. */
  limit_period: LimitPeriodName | null
  limit_wanted: number | null
  limit_unit: 'ml' | 'tiyn' | null
  comment: string
  /** The day by which staff promised it. */
  promised_on: Day | null
  /** What staff said when it was done, or why it was refused. */
  answer: string | null
  sent_by: number
  taken_by: number | null
  taken_at: Date | null
  settled_by: number | null
  settled_at: Date | null
  created_at: CreatedAt
}

export interface ServiceRequestsTables {
  service_requests: ServiceRequestsTable
}
