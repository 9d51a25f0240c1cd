import type { OrderStatus } from '#app/domain/orders/orders.ts'
import type { ProductCode } from '#app/domain/products/products.ts'

/** Money is in tiyn, volumes in millilitres. */
export interface OrderRowView {
  id: number
  status: OrderStatus
  company: { id: number; name: string }
  total: number
  at: string
}

export interface OrderView extends OrderRowView {
  contract: string
  paid: number
  vat: number
  version: number
  /** The cabinet issued its coupons. */
  hasCoupons: boolean
  comment: string
  reason: string
  validUntil: string | null
  /** Less cannot be sent. */
  least: number
  createdBy: string
  sentBy: string | null
  sentAt: string | null
  lines: OrderLineView[]
}

export interface OrderLineView {
  kind: 'coupon' | 'card'
  product: ProductCode | null
  nominal: number | null
  quantity: number
  price: number
  amount: number
}

/** What is free has no minimum. */
export function isBelowMinimum({ total, least }: Pick<OrderView, 'total' | 'least'>): boolean {
  return total > 0 && total < least
}
