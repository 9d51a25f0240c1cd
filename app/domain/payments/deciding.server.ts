import { record } from '#app/domain/audit/audit.server.ts'
import { companyWithBin } from '#app/domain/companies/company-register.server.ts'
import { reversePayment } from '#app/domain/contract-account/booked-payments.server.ts'
import { asCompanyId, type Context } from '#app/domain/kernel/context.ts'
import { reject } from '#app/domain/kernel/errors.ts'
import { requireRight } from '#app/domain/kernel/rights.ts'
import { transact } from '#app/domain/kernel/transact.server.ts'
import { uncreditOrder } from '#app/domain/orders/order-payments.server.ts'
import { type CreditRow, insertCredits, selectLiveCredits } from '#db/queries/payments/credits.ts'
import { updatePayment } from '#db/queries/payments/payments.ts'
import { creditPayment, lockPayment, subjectOf } from './crediting.server.ts'
import type { MatchPayment, ReopenPayment, SettlePayment } from './payments.input.server.ts'
import { canSetAside, isCredited } from './payments.ts'

/**
 * Credits a payment as a person says: to a client's orders, in their order, and the rest as an advance or not yet.
 * @throws DomainError payment_not_found, payment_settled, conflict_try_again, company_not_found and as creditPayment
 */
export function matchPayment(
  ctx: Context,
  id: number,
  { version, bin, orders: orderIds, rest }: MatchPayment,
): Promise<void> {
  requireRight(ctx, 'manage_payments')
  return transact(ctx, async (ctx) => {
    const payment = await lockPayment(ctx, id, version)
    const company = (await companyWithBin(ctx.db, bin)) ?? reject('company_not_found', { field: 'bin' })
    const target = { companyId: asCompanyId(company.id), orderIds, rest }
    await creditPayment(ctx, payment, target, { by: 'person', reason: '' })
  })
}

/**
 * Takes back all that a payment was credited to: each row gets one that reverses it, in an open month, and the orders
 * wait for money again. Nothing is deleted.
 * @throws DomainError payment_not_found, payment_settled, payment_used, conflict_try_again
 */
export function undoPayment(ctx: Context, id: number, { version, reason }: SettlePayment): Promise<void> {
  requireRight(ctx, 'manage_payments')
  return transact(ctx, async (ctx) => {
    const payment = await lockPayment(ctx, id, version)
    if (!isCredited(payment.status)) reject('payment_settled')
    const live = await selectLiveCredits(ctx.db, id)
    const rows = []
    for (const credit of live) rows.push(await reversed(ctx, credit, reason))
    await insertCredits(ctx.db, rows)
    const change = { status: 'waiting' as const, reason: '' as const, credited: 0 }
    if (!(await updatePayment(ctx.db, payment, change))) reject('conflict_try_again')
    const data = { chargedAmount: payment.credited, reason }
    await record(ctx, 'payment.reversed', subjectOf(payment, live[0]?.company_id ?? null), data)
  })
}

async function reversed(ctx: Context, credit: CreditRow, reason: string) {
  const { id, payment_id, company_id, order_id, entry_id, amount, matched_by } = credit
  if (order_id !== null) await uncreditOrder(ctx, order_id, amount)
  const companyId = asCompanyId(company_id)
  const entryId = entry_id === null ? null : await reversePayment(ctx, companyId, entry_id, reason)
  return {
    ...{ payment_id, company_id, order_id, entry_id: entryId, amount: -amount, matched_by, reverses_id: id },
    created_by: 'userId' in ctx.actor ? ctx.actor.userId : null,
  }
}

/** No client's payment: a loan, the bank's interest. @throws DomainError payment_not_found, payment_settled */
export function setPaymentAside(ctx: Context, id: number, { version, reason }: SettlePayment): Promise<void> {
  requireRight(ctx, 'manage_payments')
  return transact(ctx, async (ctx) => {
    const payment = await lockPayment(ctx, id, version)
    if (!canSetAside(payment.status)) reject('payment_settled')
    const change = { status: 'set_aside' as const, note: reason }
    if (!(await updatePayment(ctx.db, payment, change))) reject('conflict_try_again')
    await record(ctx, 'payment.set_aside', subjectOf(payment, null), { reason })
  })
}

/** It is a client's after all. @throws DomainError payment_not_found, payment_settled */
export function reopenPayment(ctx: Context, id: number, { version }: ReopenPayment): Promise<void> {
  requireRight(ctx, 'manage_payments')
  return transact(ctx, async (ctx) => {
    const payment = await lockPayment(ctx, id, version)
    if (payment.status !== 'set_aside') reject('payment_settled')
    const change = { status: 'waiting' as const, note: '' }
    if (!(await updatePayment(ctx.db, payment, change))) reject('conflict_try_again')
    await record(ctx, 'payment.reopened', subjectOf(payment, null))
  })
}
