import type { CompanyEventKind, InstrumentKind } from '#db/schema/index.ts'

/** Something that happened to a company's card or coupon; with neither, all its open pages are told. */
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

/** Of what happens to several at once none is named, so that the pages of all of them are told. */
export function onlyOne(couponIds: readonly number[]): number | null {
  const [couponId, ...others] = couponIds
  return couponId === undefined || others.length > 0 ? null : couponId
}

/** Pages are loaded anew when a processor has said something of a card or a coupon. */
export function processedEvent(row: {
  company_id: number
  instrument_kind: InstrumentKind
  instrument_id: number
}): NewEvent {
  const { company_id: companyId, instrument_kind: kind, instrument_id: instrumentId } = row
  const id = Number(instrumentId)
  return { kind: 'instrument.processed', companyId, ...(kind === 'card' ? { cardId: id } : { couponId: id }) }
}
