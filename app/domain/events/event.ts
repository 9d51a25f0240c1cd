import type { CompanyEventKind } from '#db/schema/index.ts'

/** Something that happened to a company's card or coupon. */
export interface NewEvent {
  companyId: number
  kind: CompanyEventKind
  cardId?: number | null
  couponId?: number | null
  authorizationId?: number | null
}
