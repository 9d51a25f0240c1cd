import { isKept } from '#app/domain/contract-account/balances.server.ts'
import { contractOn } from '#app/domain/contracts/contracts.server.ts'
import { businessDay, type Day } from '#app/domain/kernel/calendar.ts'
import type { CompanyId, Context } from '#app/domain/kernel/context.ts'
import { selectEntriesByHand, selectOrdersPaidByHand } from '#db/queries/payments/booked-by-hand.ts'
import type { PaymentRow } from '#db/queries/payments/payments.ts'
import { documentKey } from './payment-register.server.ts'

type Paid = Pick<PaymentRow, 'amount' | 'occurred_on' | 'document_number'>

/**
 * A step of matching: the entries of a company's account that staff booked by hand and that may be this very payment.
 * They have its amount, and its day or its document's number.
 */
export async function entriesByHand(
  ctx: Context,
  companyId: CompanyId,
  { amount, occurred_on: day, document_number: number }: Paid,
): Promise<number[]> {
  const key = documentKey(number)
  const rows = await selectEntriesByHand(ctx.db, companyId, amount)
  return rows
    .filter(
      ({ occurred_on, document }) => occurred_on === day || (key !== '' && documentKey(document) === key),
    )
    .map(({ id }) => id)
}

/**
 * A step of matching: whether staff have noted money by hand that may be this payment. Where no account is kept there is
 * no entry to compare with: then money by hand for one of these orders, or as much of it for another one, is enough.
 */
export async function mayBeBookedByHand(
  ctx: Context,
  companyId: CompanyId,
  orderIds: readonly number[],
  payment: Paid,
): Promise<boolean> {
  if ((await entriesByHand(ctx, companyId, payment)).length > 0) return true
  if (await keptSince(ctx, companyId, payment.occurred_on)) return false
  const byHand = await selectOrdersPaidByHand(ctx.db, companyId)
  return byHand.some(
    ({ order_id: id, amount_by_hand: amount }) => orderIds.includes(id) || Number(amount) === payment.amount,
  )
}

/** Whether whatever is paid on this day or later has its entry. */
async function keptSince(ctx: Context, companyId: CompanyId, day: Day): Promise<boolean> {
  for (const each of new Set([day, businessDay(ctx.now)])) {
    const contract = await contractOn(ctx, companyId, each)
    if (!contract || !isKept(contract, each)) return false
  }
  return true
}
