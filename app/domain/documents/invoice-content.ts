/** What an invoice for payment says, as it is frozen. Client-safe. */

import type { Day } from '#app/domain/kernel/calendar.ts'
import type { ProductCode } from '#db/schema/index.ts'

export interface Party {
  name: string
  bin: string
  address: string
  iban: string
  kbe: string
  bank: string
  bic: string
}

export interface InvoiceLine {
  kind: 'coupon' | 'card'
  /** Of coupons: the product with its names of that day. */
  product: { code: ProductCode; ru: string; kk: string; en: string } | null
  /** Millilitres of one coupon. */
  nominal: number | null
  quantity: number
  /** Tiyn for one, with VAT; the amount is so many of them. */
  price: number
  amount: number
  /** What of the amount is VAT. */
  vat: number
}

/** Money is in tiyn. A later form of it gets another `form`, and this one stays readable. */
export interface InvoiceContent {
  form: 1
  number: number
  issuedOn: Day
  validUntil: Day
  orderId: number
  contract: { number: string; signedOn: Day }
  supplier: Party
  buyer: Party
  /** КНП, three digits. */
  paymentCode: string
  lines: InvoiceLine[]
  total: number
  vat: number
  /** In hundredths of a percent; null: without VAT. */
  vatRate: number | null
}

const DIGITS = 6

/** `000123`: as it is printed and looked for in payments. */
export function invoiceNumber(number: number): string {
  return String(number).padStart(DIGITS, '0')
}
