import type { Generated } from 'kysely'
import type { CreatedAt, Day } from './columns.ts'

/**
 * `new`: nobody looked at it yet. `waiting`: a person decides. `in_part`: the rest of it waits. `outgoing`: we paid it.
 * `set_aside`: no client's payment.
 */
export type PaymentStatus = 'new' | 'waiting' | 'in_part' | 'credited' | 'outgoing' | 'set_aside'

/** Why it waits, or by what it was credited. */
export type PaymentReason =
  | ''
  | 'number'
  | 'exact'
  | 'third_party'
  | 'sum_differs'
  | 'several'
  | 'payer'
  | 'nothing'
  | 'failed'
  | 'booked'
  | 'account'

/** By what somebody knew whose it is: an invoice's number, the payer and the amount, or a person. */
export type MatchedBy = 'number' | 'exact' | 'person'

export interface PaymentsTable {
  id: Generated<number>
  import_id: number
  /** SHA-256 of the account, number, day, amount and payer. */
  digest: Buffer
  /** From 1, among those with the same digest. */
  ordinal: number
  /** Ours, an IBAN. */
  account: string
  document_number: string
  occurred_on: Day
  /** Tiyn; less than nothing was paid out. */
  amount: number
  payer_name: string
  payer_bin: string | null
  payer_account: string
  recipient_name: string
  recipient_bin: string | null
  recipient_account: string
  purpose: string
  /** КНП. */
  payment_code: string | null
  status: PaymentStatus
  reason: Generated<PaymentReason>
  /** Tiyn of it that clients were credited with. */
  credited: Generated<number>
  /** Of a person who set it aside. */
  note: Generated<string>
  version: Generated<number>
  created_at: CreatedAt
}

/** Rows are added, never changed. */
export interface PaymentCreditsTable {
  id: Generated<number>
  payment_id: number
  company_id: number
  /** Null: an advance. */
  order_id: number | null
  /** Of the contract account; null: none is kept. */
  entry_id: number | null
  /** Tiyn; less than nothing in a row that takes another back. */
  amount: number
  matched_by: MatchedBy
  reverses_id: number | null
  created_by: number | null
  created_at: CreatedAt
}

export interface PaymentsTables {
  payment_credits: PaymentCreditsTable
  payments: PaymentsTable
}
