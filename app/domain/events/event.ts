import type { CompanyEventKind } from '#db/schema/index.ts'

/** Something that happened to a company's card or coupon. */
export interface NewEvent {
  companyId: number
  kind: CompanyEventKind
  cardId?: number | null
  couponId?: number | null
  authorizationId?: number | null
  /** Of `limit.used`. */
  limit?: {
    period: 'day' | 'week' | 'month'
    percent: 80 | 100
    whose: 'issuer' | 'client'
    /** The card's own, or its group's. */
    of: 'card' | 'group'
  }
}
