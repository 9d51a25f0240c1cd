import { record } from '#app/domain/audit/audit.server.ts'
import { issueInvoice } from '#app/domain/documents/invoices.server.ts'
import { activateCoupons } from '#app/domain/issuing/activation.server.ts'
import { businessDay } from '#app/domain/kernel/calendar.ts'
import { asCompanyId, type Context } from '#app/domain/kernel/context.ts'
import { reject } from '#app/domain/kernel/errors.ts'
import { requireRight } from '#app/domain/kernel/rights.ts'
import { transact } from '#app/domain/kernel/transact.server.ts'
import {
  type OrderRow,
  selectOrderForUpdate,
  selectOrderLines,
  updateOrder,
} from '#db/queries/orders/orders.ts'
import { closeIssue, issuePaidOrder } from './issuing-step.server.ts'
import { creditOrder, lockUnpaidOrder } from './order-payments.server.ts'
import type { PayOrder, RefuseOrder } from './orders.input.server.ts'
import { canRefuse } from './orders.ts'

type Change = Parameters<typeof updateOrder>[2]

/**
 * The client gets its invoice; where nothing is to be paid there is none.
 * @returns the invoice's number; empty: there is none. @throws DomainError order_not_found, order_not_ready
 */
export async function invoiceOrder(ctx: Context, id: number): Promise<string> {
  let number = ''
  await step(ctx, id, async (ctx, order) => {
    if (order.status !== 'sent') reject('order_not_ready')
    number = order.total > 0 ? await invoice(ctx, order) : ''
    await record(ctx, 'order.invoiced', subjectOf(order), { invoice: number })
    return { status: 'invoiced' }
  })
  return number
}

/**
 * A payment for an order, also a part of it or more than it: it is booked on the account where one is kept, so that
 * nothing of it is lost. @throws DomainError order_not_found, order_not_ready
 */
export function payOrder(ctx: Context, id: number, payment: PayOrder): Promise<void> {
  requireRight(ctx, 'manage_orders')
  return transact(ctx, async (ctx) => {
    await creditOrder(ctx, await lockUnpaidOrder(ctx, id), payment)
  })
}

/**
 * The coupons and cards are handed over. What the cabinet issues itself is issued or activated now where it was not yet;
 * where the contract's papers go by issue, the account is debited.
 * @throws DomainError order_not_found, order_not_ready, and whatever keeps it from its coupons:
 * coupon_stock_too_few, coupon_stock_not_ready, coupon_keys_full, product_not_signable
 */
export async function issueOrder(ctx: Context, id: number): Promise<void> {
  requireRight(ctx, 'manage_orders')
  await transact(ctx, async (ctx) => {
    const order = await orderToIssue(ctx, id)
    const { order: after, obstacle } = await issuePaidOrder(ctx, order)
    if (obstacle) throw obstacle.error
    if (after.status === 'issued') return
    if (after.coupons_issued_at !== null) await activateCoupons(ctx, id)
    await closeIssue(ctx, after)
    const isUpdated = await updateOrder(ctx.db, after, { status: 'issued', isSettled: true })
    if (!isUpdated) reject('conflict_try_again')
  })
}

async function orderToIssue(ctx: Context, id: number): Promise<OrderRow> {
  const order = (await selectOrderForUpdate(ctx.db, null, id)) ?? reject('order_not_found')
  const isDue = order.status === 'paid' || (order.status === 'invoiced' && order.total === 0)
  return isDue ? order : reject('order_not_ready')
}

/** It will not be delivered, and why. @throws DomainError order_not_found, order_not_cancellable */
export function refuseOrder(ctx: Context, id: number, { reason }: RefuseOrder): Promise<void> {
  return step(ctx, id, async (ctx, order) => {
    if (!canRefuse(order.status)) reject('order_not_cancellable')
    await record(ctx, 'order.refused', subjectOf(order), { reason })
    return { status: 'cancelled', reason, isSettled: true }
  })
}

/** What staff do with an order while they hold it. */
function step(
  ctx: Context,
  id: number,
  work: (ctx: Context, order: OrderRow) => Promise<Change>,
): Promise<void> {
  requireRight(ctx, 'manage_orders')
  return transact(ctx, async (ctx) => {
    const order = (await selectOrderForUpdate(ctx.db, null, id)) ?? reject('order_not_found')
    const to = await work(ctx, order)
    if (!(await updateOrder(ctx.db, order, to))) reject('conflict_try_again')
  })
}

async function invoice(ctx: Context, order: OrderRow): Promise<string> {
  return issueInvoice(ctx, {
    ...{ id: order.id, companyId: asCompanyId(order.company_id), contractId: order.contract_id },
    pricedOn: businessDay(order.sent_at ?? ctx.now),
    lines: await selectOrderLines(ctx.db, order.id),
  })
}

function subjectOf({ id, company_id: companyId }: OrderRow) {
  return { kind: 'order', id, companyId } as const
}
