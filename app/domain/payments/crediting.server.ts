import { record } from '#app/domain/audit/audit.server.ts'
import { bookPayment } from '#app/domain/contract-account/booked-payments.server.ts'
import { asCompanyId, type CompanyId, type Context } from '#app/domain/kernel/context.ts'
import { reject } from '#app/domain/kernel/errors.ts'
import { creditOrder, lockUnpaidOrder } from '#app/domain/orders/order-payments.server.ts'
import type { OrderRow } from '#db/queries/orders/orders.ts'
import { insertCredits } from '#db/queries/payments/credits.ts'
import { type PaymentRow, selectPaymentForUpdate, updatePayment } from '#db/queries/payments/payments.ts'
import type { MatchedBy, PaymentReason } from '#db/schema/index.ts'
import { isOpen } from './payments.ts'

/** Whom a payment is credited to. */
export interface Target {
  companyId: CompanyId
  /** Paid in this order, each as far as the money goes. */
  orderIds: readonly number[]
  /** What they leave of it: an advance on the contract, or it waits. */
  rest: 'advance' | 'keep'
  /** Orders that the caller holds already; what they say must still be so. */
  held?: ReadonlyMap<number, OrderRow>
}

interface Credit {
  orderId: number | null
  entryId: number | null
  amount: number
}

/** Held until the transaction ends. @throws DomainError payment_not_found, payment_settled, conflict_try_again */
export async function lockPayment(ctx: Context, id: number, version?: number): Promise<PaymentRow> {
  const payment = (await selectPaymentForUpdate(ctx.db, id)) ?? reject('payment_not_found')
  if (version !== undefined && payment.version !== version) reject('conflict_try_again')
  return payment
}

/**
 * Credits what is left of a payment that the caller holds, in the caller's transaction: the orders, the account and the
 * payment change together.
 * @throws DomainError payment_settled, payment_order_other, payment_not_whole, order_not_found, order_not_ready,
 * account_not_kept, conflict_try_again
 */
export async function creditPayment(
  ctx: Context,
  payment: PaymentRow,
  { companyId, orderIds, rest, held }: Target,
  how: { by: MatchedBy; reason: PaymentReason },
): Promise<void> {
  if (!isOpen(payment.status)) reject('payment_settled')
  const { occurred_on: occurredOn, document_number: document } = payment
  let left = payment.amount - payment.credited
  const credits: Credit[] = []
  for (const orderId of orderIds) {
    const order = held?.get(orderId) ?? (await lockUnpaidOrder(ctx, orderId))
    if (order.company_id !== companyId) reject('payment_order_other', { field: 'orders' })
    const amount = Math.min(left, order.total - order.paid)
    if (amount <= 0) reject('payment_not_whole', { field: 'orders' })
    const entryId = await creditOrder(ctx, order, { amount, occurredOn, document })
    credits.push({ orderId, entryId, amount })
    left -= amount
  }
  if (left > 0 && rest === 'advance') {
    const comment = `№ ${document}`
    const entryId = await bookPayment(ctx, companyId, { amount: left, occurredOn, document, comment })
    if (entryId === null) reject('account_not_kept')
    credits.push({ orderId: null, entryId, amount: left })
    left = 0
  }
  if (credits.length === 0) reject('payment_not_whole', { field: 'orders' })
  await write(ctx, payment, { companyId, credits, left, ...how })
}

interface Written {
  companyId: CompanyId
  credits: readonly Credit[]
  left: number
  by: MatchedBy
  reason: PaymentReason
}

async function write(
  ctx: Context,
  payment: PaymentRow,
  { companyId, credits, left, by, reason }: Written,
): Promise<void> {
  const rows = credits.map(({ orderId, entryId, amount }) => ({
    ...{ payment_id: payment.id, company_id: companyId, order_id: orderId, entry_id: entryId, amount },
    ...{ matched_by: by, reverses_id: null, created_by: 'userId' in ctx.actor ? ctx.actor.userId : null },
  }))
  await insertCredits(ctx.db, rows)
  const credited = payment.amount - left
  const status = left === 0 ? ('credited' as const) : ('in_part' as const)
  if (!(await updatePayment(ctx.db, payment, { status, credited, reason }))) reject('conflict_try_again')
  const orders = credits.flatMap(({ orderId }) => (orderId === null ? [] : [String(orderId)]))
  const data = { matchedBy: by, chargedAmount: credited - payment.credited, orders }
  await record(ctx, 'payment.credited', subjectOf(payment, companyId), data)
}

export function subjectOf({ id }: { id: number }, companyId: number | null) {
  return { kind: 'payment', id, companyId: companyId === null ? null : asCompanyId(companyId) } as const
}
