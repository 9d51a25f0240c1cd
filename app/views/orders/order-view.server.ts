import { almatyWallClock } from '#app/domain/kernel/calendar.ts'
import type { FoundOrder, OrderRow } from '#app/domain/orders/orders.server.ts'
import type { OrderRowView, OrderView } from './order-view.ts'

export function orderRowView(row: OrderRow): OrderRowView {
  return {
    id: row.id,
    status: row.status,
    company: { id: row.company_id, name: row.company_name },
    total: row.total,
    at: almatyWallClock(row.sent_at ?? row.created_at),
  }
}

export function orderView({ order, lines, total, validUntil, least }: FoundOrder): OrderView {
  const { paid, version, comment, reason } = order
  return {
    ...orderRowView(order),
    ...{ paid, version, comment, reason, total, validUntil, least },
    hasCoupons: order.coupons_issued_at !== null,
    contract: order.contract_number,
    vat: lines.reduce((sum, line) => sum + line.vat, 0),
    createdBy: order.created_by_email,
    sentBy: order.sent_by_email,
    sentAt: order.sent_at && almatyWallClock(order.sent_at),
    lines: lines.map(({ kind, product, nominal, quantity, price, amount }) => {
      return { kind, product: product ?? null, nominal: nominal ?? null, quantity, price, amount }
    }),
  }
}

/** What the form holds of an order that is changed or repeated. */
export function orderFields({ order, lines }: Pick<FoundOrder, 'order' | 'lines'>): Record<string, string> {
  const coupons = lines.filter(({ kind }) => kind === 'coupon')
  const cards = lines.find(({ kind }) => kind === 'card')
  const fields = coupons.flatMap(({ product, nominal, quantity }, at) => [
    [`product${at + 1}`, product ?? ''],
    [`nominal${at + 1}`, String((nominal ?? 0) / 1_000)],
    [`quantity${at + 1}`, String(quantity)],
  ])
  return { ...Object.fromEntries(fields), cards: cards ? String(cards.quantity) : '', comment: order.comment }
}
