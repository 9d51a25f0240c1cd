/** Failures about orders, payments and the coupons that are issued for them; see errors.ts. */
export const moneyErrors = {
  payment_not_found: 404,
  payment_settled: 409,
  payment_used: 409,
  entry_corrected: 409,
  payment_not_whole: 400,
  payment_order_other: 400,
  coupon_stock_not_ready: 409,
  coupon_stock_too_few: 409,
  coupon_keys_full: 409,
  coupon_codes_full: 409,
  coupon_code_not_ours: 409,
  coupon_code_not_extendable: 409,
  product_not_signable: 409,
  order_not_found: 404,
  order_not_draft: 409,
  order_not_ready: 409,
  order_not_cancellable: 409,
} as const

/** What keeps coupons from being issued and is no fault of the payment: staff mend it and issue them by hand. */
export const obstacles = [
  'coupon_stock_not_ready',
  'coupon_stock_too_few',
  'coupon_keys_full',
  'product_not_signable',
] as const satisfies (keyof typeof moneyErrors)[]
export type Obstacle = (typeof obstacles)[number]
