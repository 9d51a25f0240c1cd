import { createHash } from 'node:crypto'
import type { Day } from '#app/domain/kernel/calendar.ts'
import type { Context } from '#app/domain/kernel/context.ts'
import { selectPaymentsWithCredits } from '#db/queries/payments/credits.ts'
import {
  deletePayments,
  insertPayments,
  type PaymentRow,
  selectPaymentsByDigests,
  selectPaymentsForUpdate,
  selectPaymentsLike,
} from '#db/queries/payments/payments.ts'

export type { PaymentRow }

// For imports: the caller has authorized and works inside a transaction of its own.

/** What a statement says of a payment. */
export interface PaymentFacts {
  account: string
  documentNumber: string
  occurredOn: Day
  /** Tiyn; less than nothing was paid out. */
  amount: number
  payerName: string | null
  payerBin: string | null
  payerAccount: string | null
  recipientName: string | null
  recipientBin: string | null
  recipientAccount: string | null
  purpose: string
  paymentCode: string | null
}

/**
 * What a payment is known by, beside its place among its equals. The payer is a BIN, else an account, else a name:
 * names are written in many ways.
 */
export function digestOf(facts: PaymentFacts): Buffer {
  const payer = facts.payerBin ?? facts.payerAccount ?? facts.payerName?.toUpperCase() ?? ''
  const parts = [facts.account, documentKey(facts.documentNumber), facts.occurredOn, facts.amount, payer]
  return createHash('sha256').update(parts.join('\n')).digest()
}

/** Excel takes the zeros off a number. */
export function documentKey(number: string): string {
  return number
    .replace(/\s/g, '')
    .replace(/^0+(?=\d)/, '')
    .toUpperCase()
}

export function findPaymentsByDigests(ctx: Context, digests: readonly Buffer[]): Promise<PaymentRow[]> {
  return selectPaymentsByDigests(ctx.db, digests)
}

/**
 * Payments that are here under another payer and may be the same: one of the two files, or both, does not say the payer's
 * BIN, and an account or a name is spelled in many ways.
 * Two lines of one file are two payments.
 * @param importId the file's
 * @returns by the fact that each is like
 */
export async function findPaymentsLike(
  ctx: Context,
  facts: readonly PaymentFacts[],
  importId: number,
): Promise<Map<PaymentFacts, PaymentRow>> {
  const rows = await selectPaymentsLike(
    ctx.db,
    facts.map(({ occurredOn, amount }) => ({ occurred_on: occurredOn, amount })),
  )
  const others = rows.filter((row) => row.import_id !== importId)
  const here = Map.groupBy(others, ({ occurred_on, amount }) => `${occurred_on} ${amount}`)
  const found = new Map<PaymentFacts, PaymentRow>()
  for (const each of facts) {
    const like = here.get(`${each.occurredOn} ${each.amount}`)?.find((row) => isLike(row, each))
    if (like) found.set(each, like)
  }
  return found
}

function isLike(row: PaymentRow, facts: PaymentFacts): boolean {
  const isSamePaper =
    row.account === facts.account && documentKey(row.document_number) === documentKey(facts.documentNumber)
  return (
    isSamePaper && (row.payer_bin === null || facts.payerBin === null) && !row.digest.equals(digestOf(facts))
  )
}

export async function addPayments(
  ctx: Context,
  importId: number,
  payments: readonly { facts: PaymentFacts; ordinal: number }[],
): Promise<void> {
  const rows = payments.map(({ facts, ordinal }) => ({
    ...{ import_id: importId, digest: digestOf(facts), ordinal, account: facts.account },
    ...{ document_number: facts.documentNumber, occurred_on: facts.occurredOn, amount: facts.amount },
    ...{
      payer_name: facts.payerName ?? '',
      payer_bin: facts.payerBin,
      payer_account: facts.payerAccount ?? '',
    },
    ...{ recipient_name: facts.recipientName ?? '', recipient_bin: facts.recipientBin },
    ...{ recipient_account: facts.recipientAccount ?? '', purpose: facts.purpose },
    ...{
      payment_code: facts.paymentCode,
      status: facts.amount < 0 ? ('outgoing' as const) : ('new' as const),
    },
  }))
  await insertPayments(ctx.db, rows)
}

/** Held until the transaction ends. */
export function lockPayments(ctx: Context, ids: readonly number[]): Promise<PaymentRow[]> {
  return selectPaymentsForUpdate(ctx.db, ids)
}

/** Payments that nobody was ever credited with. @returns those that somebody was, and that stay */
export async function removePayments(ctx: Context, ids: readonly number[]): Promise<number[]> {
  const used = await selectPaymentsWithCredits(ctx.db, ids)
  if (used.length === 0) await deletePayments(ctx.db, ids)
  return used
}
