import { type RawBuilder, sql } from 'kysely'
import type { CouponRemainder } from '#db/schema/index.ts'

/** The contract of a coupon `k`: that of the order that it was issued by, else the one in force on the coupon's first day. */
export const contractOfCoupon: RawBuilder<number | null> = sql`coalesce(
    (select o.contract_id from order_coupons oc join orders o on o.id = oc.order_id
      where oc.coupon_id = k.id and o.company_id = k.company_id),
    (select f.id from contracts f where f.company_id = k.company_id and f.starts_on <= k.valid_from
      and (f.ends_on is null or f.ends_on >= k.valid_from) order by f.starts_on desc limit 1))`

/** What the contract of a coupon `k` says of litres that a fill leaves; null: there is none, or it says nothing. */
export const contractRemainder: RawBuilder<CouponRemainder | null> = sql`(
  select n.coupon_remainder from contracts n where n.company_id = k.company_id and n.id = ${contractOfCoupon})`
