import { record } from '#app/domain/audit/audit.server.ts'
import { bookPayment } from '#app/domain/contract-account/booked-payments.server.ts'
import type { Day } from '#app/domain/kernel/calendar.ts'
import { asCompanyId, type Context } from '#app/domain/kernel/context.ts'
import { reject } from '#app/domain/kernel/errors.ts'
import {
  type OrderRow,
  selectOrderForUpdate,
  selectOrdersForUpdate,
  updateOrder,
} from '#db/queries/orders/orders.ts'
import type { OrderStatus } from '#db/schema/index.ts'
import { issuePaidOrder } from './issuing-step.server.ts'
import { awaitsPayment } from './orders.ts'

/** Steps of whoever credits money to orders: the caller has authorized and works in a transaction. */

/** Held until the transaction ends. @throws DomainError order_not_found, order_not_ready */
export async function lockUnpaidOrder(ctx: Context, id: number): Promise<OrderRow> {
  const order = (await selectOrderForUpdate(ctx.db, null, id)) ?? reject('order_not_found')
  return awaitsPayment(order.status) ? order : reject('order_not_ready')
}

/** The same for several at once, by their ids. @throws DomainError order_not_found, order_not_ready */
export async function lockUnpaidOrders(
  ctx: Context,
  ids: readonly number[],
): Promise<ReadonlyMap<number, OrderRow>> {
  const orders = new Map((await selectOrdersForUpdate(ctx.db, ids)).map((order) => [order.id, order]))
  for (const id of ids) {
    const order = orders.get(id) ?? reject('order_not_found')
    if (!awaitsPayment(order.status)) reject('order_not_ready')
  }
  return orders
}

export interface OrderPayment {
  /** Tiyn: also a part of what is asked for, or more than it. */
  amount: number
  occurredOn: Day
  /** The number of the payment order. */
  document: string
}

/**
 * Notes money for an order that the caller holds, and books it on the account where one is kept, so that nothing of it
 * is lost. What is paid by it is issued with it, where the setting says so.
 * @returns the account's entry; null: none is kept. @throws DomainError conflict_try_again
 */
export async function creditOrder(
  ctx: Context,
  order: OrderRow,
  { amount, occurredOn, document }: OrderPayment,
): Promise<number | null> {
  const companyId = asCompanyId(order.company_id)
  const comment = `№ ${order.id}`
  const entryId = await bookPayment(ctx, companyId, { amount, occurredOn, document, comment })
  const paid = order.paid + amount
  const after = await change(ctx, order, paid)
  await record(ctx, 'order.paid', { kind: 'order', id: order.id, companyId }, { chargedAmount: amount })
  if (after.status === 'paid') await issueNow(ctx, after)
  return entryId
}

/** With the payment, which stays where the coupons have to wait: the log says why, and so does the button to issue them. */
async function issueNow(ctx: Context, order: OrderRow): Promise<void> {
  const { obstacle } = await issuePaidOrder(ctx, order)
  if (!obstacle) return
  const subject = { kind: 'order', id: order.id, companyId: asCompanyId(order.company_id) } as const
  await record(ctx, 'order.issue_delayed', subject, { delayedBy: obstacle.obstacle })
}

/**
 * Takes money of an order back, as long as nothing was issued for it.
 * @throws DomainError order_not_found, payment_used, conflict_try_again
 */
export async function uncreditOrder(ctx: Context, id: number, amount: number): Promise<void> {
  const order = (await selectOrderForUpdate(ctx.db, null, id)) ?? reject('order_not_found')
  const isUsed = order.status !== 'paid' && order.status !== 'paid_in_part'
  if (isUsed || order.coupons_issued_at !== null || order.paid < amount)
    reject('payment_used', { params: { number: String(id) } })
  await change(ctx, order, order.paid - amount)
  const subject = { kind: 'order', id, companyId: asCompanyId(order.company_id) } as const
  await record(ctx, 'order.payment_reversed', subject, { chargedAmount: amount })
}

async function change(ctx: Context, order: OrderRow, paid: number): Promise<OrderRow> {
  const status = statusAt(paid, order.total)
  if (!(await updateOrder(ctx.db, order, { status, paid }))) reject('conflict_try_again')
  return { ...order, status, paid, version: order.version + 1 }
}

function statusAt(paid: number, total: number): OrderStatus {
  if (paid >= total) return 'paid'
  return paid > 0 ? 'paid_in_part' : 'invoiced'
}
