import type { MatchedBy, PaymentReason, PaymentStatus } from '#app/domain/payments/payments.ts'

/** Money is in tiyn; what was paid out is less than nothing. */
export interface PaymentRowView {
  id: number
  status: PaymentStatus
  reason: PaymentReason
  occurredOn: string
  number: string
  amount: number
  /** The other side: who paid us, or whom we paid. */
  name: string
  bin: string
}

export interface PaymentView extends PaymentRowView {
  version: number
  account: string
  purpose: string
  code: string
  otherAccount: string
  note: string
  credited: number
  importId: number
  credits: PaymentCreditView[]
  suggestions: PaymentSuggestionView[]
  /** Entries of the account that may be this payment. */
  booked: { companyId: number; entryId: number }[]
}

export interface PaymentCreditView {
  id: number
  company: { id: number; name: string }
  orderId: number | null
  entryId: number | null
  amount: number
  by: MatchedBy
  isReversal: boolean
  author: string | null
  at: string
}

export interface PaymentSuggestionView {
  bin: string
  name: string
  /** Comma-separated, in the order in which they are paid. */
  orders: string
  invoices: { orderId: number; number: string; issuedOn: string; left: number }[]
  /** An advance beyond the invoices. */
  rest: number
  /** What the invoices are paid short of. */
  short: number
}
