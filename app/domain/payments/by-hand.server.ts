import { companiesKeptOn } from '#app/domain/contract-account/balances.server.ts'
import { businessDay } from '#app/domain/kernel/calendar.ts'
import type { CompanyId, Context } from '#app/domain/kernel/context.ts'
import {
  type BookedEntryRow,
  selectEntriesByHand,
  selectOrdersPaidByHand,
} from '#db/queries/payments/booked-by-hand.ts'
import type { PaymentRow } from '#db/queries/payments/payments.ts'
import { documentKey } from './payment-register.server.ts'

type Paid = Pick<PaymentRow, 'amount' | 'occurred_on' | 'document_number'>

/** A step of matching: the entries of a company's account that staff booked by hand and that may be this very payment. */
export async function entriesByHand(ctx: Context, companyId: CompanyId, payment: Paid): Promise<number[]> {
  const entries = await selectEntriesByHand(ctx.db, [companyId], [payment.amount])
  return entries.filter((entry) => mayBe(entry, companyId, payment)).map(({ id }) => id)
}

/** It has the payment's amount, and its day or its document's number. */
function mayBe(entry: BookedEntryRow, companyId: CompanyId, payment: Paid): boolean {
  if (entry.company_id !== companyId || entry.amount !== payment.amount) return false
  const key = documentKey(payment.document_number)
  return entry.occurred_on === payment.occurred_on || (key !== '' && documentKey(entry.document) === key)
}

/** A payment that is about to pay a company's orders. */
export interface AboutToPay {
  companyId: CompanyId
  orderIds: readonly number[]
  payment: Paid & { id: number }
}

/**
 * A step of matching: the payments whose money staff may have noted by hand. Where no account is kept there is no entry to
 * compare with: then money by hand for one of these orders, or as much of it for another one, is enough.
 * @returns their ids
 */
export async function bookedByHand(ctx: Context, asked: readonly AboutToPay[]): Promise<ReadonlySet<number>> {
  const companyIds = [...new Set(asked.map(({ companyId }) => companyId))]
  const amounts = [...new Set(asked.map(({ payment }) => payment.amount))]
  const entries = await selectEntriesByHand(ctx.db, companyIds, amounts)
  const days = [...new Set(asked.map(({ payment }) => payment.occurred_on)), businessDay(ctx.now)]
  const kept = await companiesKeptOn(ctx, companyIds, days)
  const isKept = ({ companyId, payment }: AboutToPay) =>
    [payment.occurred_on, businessDay(ctx.now)].every((day) => kept.get(day)?.has(companyId))
  const unkept = asked.filter((each) => !isKept(each))
  const orders = await selectOrdersPaidByHand(ctx.db, [...new Set(unkept.map(({ companyId }) => companyId))])
  const found = asked.filter(
    (each) =>
      entries.some((entry) => mayBe(entry, each.companyId, each.payment)) ||
      (!isKept(each) &&
        orders.some(
          ({ company_id, order_id, amount_by_hand }) =>
            company_id === each.companyId &&
            (each.orderIds.includes(order_id) || Number(amount_by_hand) === each.payment.amount),
        )),
  )
  return new Set(found.map(({ payment }) => payment.id))
}
