import { record } from '#app/domain/audit/audit.server.ts'
import { type ContractRow, contractOn } from '#app/domain/contracts/contracts.server.ts'
import { businessDay, type Day } from '#app/domain/kernel/calendar.ts'
import type { CompanyId, Context } from '#app/domain/kernel/context.ts'
import { reject } from '#app/domain/kernel/errors.ts'
import { type Page, readPageById } from '#app/domain/kernel/page.server.ts'
import { requireClientRightIn, requireRight, requireRightIn } from '#app/domain/kernel/rights.ts'
import { transact } from '#app/domain/kernel/transact.server.ts'
import {
  countOrders,
  insertOrder,
  type NewLineRow,
  type OrderLineRow,
  type OrderRow,
  selectCompanyOfOrder,
  selectLastOrder,
  selectOrder,
  selectOrderForUpdate,
  selectOrderLines,
  selectOrders,
  selectOrdersAcrossCompanies,
  updateOrder,
  updateOrderLines,
} from '#db/queries/orders/orders.ts'
import type { CancelOrder, OrderFilter, OrderQueue, SaveOrder, SendOrder } from './orders.input.server.ts'
import { canCancel, lastDayOfCoupons, openOrderStatuses, sentOrderStatuses } from './orders.ts'
import { pricedIfAll, pricedLines, totalOf } from './pricing.server.ts'

export type { OrderRow }

/** Drafts and sent ones that a company may have at once. */
const MAX_OPEN = 50

/** A company's, the newest first. */
export function listOrders(
  ctx: Context,
  companyId: CompanyId,
  { status, cursor }: OrderFilter,
): Promise<Page<OrderRow>> {
  requireRightIn(ctx, companyId, 'see_orders')
  return readPageById({ cursor, read: (request) => selectOrders(ctx.db, companyId, status, request) })
}

/** For staff, of every company in one status, the newest first. */
export function listOrdersAcrossCompanies(
  ctx: Context,
  { status, cursor }: OrderQueue,
): Promise<Page<OrderRow>> {
  requireRight(ctx, 'see_any_company_records')
  return readPageById({ cursor, read: (request) => selectOrdersAcrossCompanies(ctx.db, status, request) })
}

export interface FoundOrder {
  order: OrderRow
  lines: (OrderLineRow | NewLineRow)[]
  /** Tiyn; of a draft at today's prices. */
  total: number
  /** The last day of its coupons; of a draft as it would be today. */
  validUntil: Day | null
  /** Tiyn: less cannot be sent. */
  least: number
}

/** With its lines, a draft's at today's prices where all of them have one. @throws DomainError order_not_found */
export async function findOrder(ctx: Context, companyId: CompanyId, id: number): Promise<FoundOrder> {
  requireRightIn(ctx, companyId, 'see_orders')
  const order = (await selectOrder(ctx.db, companyId, id)) ?? reject('order_not_found')
  const lines = await selectOrderLines(ctx.db, id)
  if (order.status !== 'draft')
    return { order, lines, total: order.total, validUntil: order.valid_until, least: 0 }
  const day = businessDay(ctx.now)
  const contract = await contractOn(ctx, companyId, day)
  const now = contract && (await pricedIfAll(ctx, companyId, contract, { lines, day }))
  if (!now) return { order, lines, total: order.total, validUntil: null, least: 0 }
  const validUntil = lastDayOfCoupons(contract, day)
  return { order, lines: now, total: totalOf(now), validUntil, least: contract.min_order }
}

/** What an earlier order asked for; a product that has no price now is left to the form. @throws DomainError order_not_found */
export async function findOrderToRepeat(
  ctx: Context,
  companyId: CompanyId,
  id: number,
): Promise<Pick<FoundOrder, 'order' | 'lines'>> {
  requireRightIn(ctx, companyId, 'see_orders')
  const order = (await selectOrder(ctx.db, companyId, id)) ?? reject('order_not_found')
  return { order: { ...order, comment: '' }, lines: await selectOrderLines(ctx.db, id) }
}

/** For staff: whose it is. @throws DomainError order_not_found */
export async function findAnyOrder(ctx: Context, id: number): Promise<OrderRow> {
  requireRight(ctx, 'see_any_company_records')
  return (await selectOrder(ctx.db, null, id)) ?? reject('order_not_found')
}

/** The last order that was sent; null: there is none yet. */
export async function lastOrder(ctx: Context, companyId: CompanyId): Promise<number | null> {
  requireRightIn(ctx, companyId, 'see_orders')
  return (await selectLastOrder(ctx.db, companyId, sentOrderStatuses))?.id ?? null
}

/** Which of the person's companies an order belongs to: a link to any of them opens it. */
export function companyOfOrder(
  ctx: Context,
  companyIds: readonly CompanyId[],
  id: number,
): Promise<CompanyId | undefined> {
  return selectCompanyOfOrder(ctx.db, companyIds, id)
}

/** What can be ordered now. @throws DomainError contract_not_found */
export async function orderingContract(ctx: Context, companyId: CompanyId): Promise<ContractRow> {
  requireRightIn(ctx, companyId, 'see_orders')
  return (await contractOn(ctx, companyId, businessDay(ctx.now))) ?? reject('contract_not_found')
}

/** A basket that somebody of the company proposes. @throws DomainError contract_not_found, order_price_missing, orders_too_many */
export function createOrder(ctx: Context, companyId: CompanyId, input: SaveOrder): Promise<number> {
  const userId = requireClientRightIn(ctx, companyId, 'propose_orders') ?? reject('not_allowed')
  return transact(ctx, async (ctx) => {
    const contract = await orderingContract(ctx, companyId)
    if ((await countOrders(ctx.db, companyId, openOrderStatuses)) >= MAX_OPEN) reject('orders_too_many')
    const lines = await linesOf(ctx, companyId, contract, input)
    const id = await insertOrder(ctx.db, {
      ...{ company_id: companyId, contract_id: contract.id, status: 'draft' },
      ...{ total: totalOf(lines), comment: input.comment, created_by: userId },
    })
    await updateOrderLines(ctx.db, id, lines)
    await record(ctx, 'order.drafted', { kind: 'order', id, companyId })
    return id
  })
}

/** @throws DomainError order_not_found, order_not_draft, conflict_try_again, order_price_missing */
export function editOrder(ctx: Context, companyId: CompanyId, id: number, input: SaveOrder): Promise<void> {
  requireClientRightIn(ctx, companyId, 'propose_orders')
  return transact(ctx, async (ctx) => {
    const order = (await selectOrderForUpdate(ctx.db, companyId, id)) ?? reject('order_not_found')
    if (order.status !== 'draft') reject('order_not_draft')
    if (order.version !== input.version) reject('conflict_try_again')
    const lines = await linesOf(ctx, companyId, await orderingContract(ctx, companyId), input)
    await updateOrderLines(ctx.db, id, lines)
    await change(ctx, order, { total: totalOf(lines), comment: input.comment })
    await record(ctx, 'order.changed', { kind: 'order', id, companyId })
  })
}

/**
 * Sends a draft at today's prices, which are fixed with it.
 * @throws DomainError order_not_found, order_not_draft, order_price_changed, order_below_minimum
 */
export function sendOrder(
  ctx: Context,
  companyId: CompanyId,
  id: number,
  { version, total: seen }: SendOrder,
): Promise<void> {
  const userId = requireClientRightIn(ctx, companyId, 'send_orders') ?? reject('not_allowed')
  return transact(ctx, async (ctx) => {
    const order = (await selectOrderForUpdate(ctx.db, companyId, id)) ?? reject('order_not_found')
    if (order.status !== 'draft') reject('order_not_draft')
    const day = businessDay(ctx.now)
    const contract = await orderingContract(ctx, companyId)
    const asked = await selectOrderLines(ctx.db, id)
    const lines = await pricedLines(ctx, companyId, contract, { lines: asked, day })
    const total = totalOf(lines)
    if (order.version !== version || total !== seen) reject('order_price_changed')
    if (total > 0 && total < contract.min_order) reject('order_below_minimum')
    await updateOrderLines(ctx.db, id, lines)
    const fixed = { total, contract_id: contract.id, valid_until: lastDayOfCoupons(contract, day) }
    await change(ctx, order, { status: 'sent', sent_by: userId, isSent: true, ...fixed })
    await record(ctx, 'order.sent', { kind: 'order', id, companyId }, { chargedAmount: total })
  })
}

/** The client takes it back before anything is paid. @throws DomainError order_not_found, order_not_cancellable */
export function cancelOrder(
  ctx: Context,
  companyId: CompanyId,
  id: number,
  { reason }: CancelOrder,
): Promise<void> {
  requireClientRightIn(ctx, companyId, 'send_orders')
  return transact(ctx, async (ctx) => {
    const order = (await selectOrderForUpdate(ctx.db, companyId, id)) ?? reject('order_not_found')
    if (!canCancel(order.status)) reject('order_not_cancellable')
    await change(ctx, order, { status: 'cancelled', reason, isSettled: true })
    await record(ctx, 'order.cancelled', { kind: 'order', id, companyId }, { reason })
  })
}

function linesOf(ctx: Context, companyId: CompanyId, contract: ContractRow, input: SaveOrder) {
  const coupons = input.coupons.map((line) => ({ kind: 'coupon' as const, ...line }))
  const cards = { kind: 'card' as const, product: null, nominal: null, quantity: input.cards }
  const lines = input.cards > 0 ? [...coupons, cards] : coupons
  return pricedLines(ctx, companyId, contract, { lines, day: businessDay(ctx.now) })
}

async function change(ctx: Context, order: OrderRow, to: Parameters<typeof updateOrder>[2]): Promise<void> {
  if (!(await updateOrder(ctx.db, order, to))) reject('conflict_try_again')
}
