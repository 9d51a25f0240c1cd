import type { ColumnType, Generated } from 'kysely'
import type { CreatedAt, Day } from './columns.ts'
import type { ProductCode } from './products.ts'

export type OrderStatus = 'draft' | 'sent' | 'invoiced' | 'paid_in_part' | 'paid' | 'issued' | 'cancelled'
export type OrderLineKind = 'coupon' | 'card'

type Later<Value> = ColumnType<Value | null, Value | null | undefined, Value | null>

export interface OrdersTable {
  id: Generated<number>
  company_id: number
  contract_id: number
  status: OrderStatus
  /** Tiyn; of a draft as it was when it was saved. */
  total: number
  /** What of it has come in. */
  paid: Generated<number>
  /** The last day of its coupons, fixed when it is sent. */
  valid_until: Later<Day>
  comment: string
  /** Why it was cancelled. */
  reason: Generated<string>
  version: Generated<number>
  created_by: number
  sent_by: Later<number>
  sent_at: Later<Date>
  settled_at: Later<Date>
  /** Since when it has its coupons; null: the cabinet issued none for it. */
  coupons_issued_at: Later<Date>
  created_at: CreatedAt
}

export interface OrderLinesTable {
  id: Generated<number>
  order_id: number
  kind: OrderLineKind
  /** Of coupons. */
  product: ProductCode | null
  /** Millilitres of one coupon. */
  nominal: number | null
  quantity: number
  /** Tiyn a litre with VAT. */
  price: number
  amount: number
  /** What of the amount is VAT. */
  vat: number
}

export interface OrderCouponsTable {
  order_line_id: number
  /** From 1 to the quantity of the line. */
  position: number
  order_id: number
  coupon_id: number
  created_at: CreatedAt
}

export interface OrdersTables {
  order_coupons: OrderCouponsTable
  order_lines: OrderLinesTable
  orders: OrdersTable
}
