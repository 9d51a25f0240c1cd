import type { CouponRemainder } from '#app/domain/contracts/contracts.ts'
import type { ProductCode } from '#app/domain/products/products.ts'
import type { DeclineText } from '#app/ui/feedback/decline-text.ts'
import type { HelpLink } from './declines-view.ts'

export interface InstrumentChoice {
  kind: 'card' | 'coupon'
  id: number
  name: string
  /** Holder and plate of a card. */
  about: string
  product: ProductCode | null
  /** Its odometer is known, so a reading is compared with it. */
  asksOdometer: boolean
  /** Its page. */
  href: string
}

export interface CheckView {
  isStaff: boolean
  values: {
    instrument?: string
    station?: string
    product?: string
    volume?: string
    price?: string
    odometer?: string
    at?: string
  }
  /** `YYYY-MM-DDTHH:MM` in Almaty: no earlier moment can be asked about. */
  earliest: string
  /** Named by the address: its form asks for no other. */
  instrument: InstrumentChoice | null
  /** What a search found, where it is not one. */
  choices: InstrumentChoice[]
  stations: { value: string; label: string }[]
  /** What the pump would be told of the number that was asked for; null: it was found, or none was. */
  notFound: 'card_not_found' | 'coupon_not_found' | null
  answer: AnswerView | null
}

export interface AnswerView {
  /** A processor decides: this is as far as the cabinet knows. */
  isProbable: boolean
  /** `approved`, or that of the decline. */
  code: string
  station: string
  product: string
  /** A moment to come, in Almaty; null: now. */
  at: string | null
  /** Millilitres that would be given; null: as much as is wished. */
  volume: number | null
  /** The product that is allowed, where another one is served in its stead. */
  insteadOf: ProductCode | null
  /** What so much leaves on a coupon, and what becomes of it. Millilitres. */
  remainder: { volume: number; becomes: CouponRemainder } | null
  decline: (DeclineText & { owner: string; help: HelpLink | null; raise: RaisedLimit | null }) | null
  coupons: { href: string; name: string }[]
  stations: { href: string; name: string }[]
  /** The same question at the moment, in Almaty, from which on the answer is yes; null: nobody knows one. */
  later: { href: string; at: string } | null
}

/** The least limit that would do. */
export interface RaisedLimit {
  value: number
  unit: 'ml' | 'tiyn'
}
