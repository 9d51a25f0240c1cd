import type { CreatedAt } from './columns.ts'

/** Keys that signed coupons; the private ones follow from SECRET_KEYS. */
export interface CouponKeysTable {
  /** 1 to 99, as codes name it. */
  number: number
  public_key: Buffer
  /** Of the secret that it follows from. */
  key_id: string
  created_at: CreatedAt
}

export interface OrderCouponsTable {
  order_line_id: number
  /** From 1 to the quantity of the line. */
  position: number
  order_id: number
  coupon_id: number
  created_at: CreatedAt
}

export interface IssuingTables {
  coupon_keys: CouponKeysTable
  order_coupons: OrderCouponsTable
}
