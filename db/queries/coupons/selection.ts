import { type RawBuilder, sql } from 'kysely'
import type { CouponStatus, ProductCode } from '#db/schema/index.ts'

/** Coupons of one stored status whose last day lies between the two days, both inclusive; `open`: of any open one. */
export interface CouponSlice {
  status: CouponStatus | 'open'
  from?: string | undefined
  to?: string | undefined
}

/** What a list shows; left out means any. */
export interface CouponSelection {
  slices?: readonly CouponSlice[] | undefined
  products?: readonly ProductCode[] | undefined
  from?: string | undefined
  to?: string | undefined
  /** Beginning or last characters of the number. */
  q?: string | undefined
  /** Only those with fuel in them. */
  withFuel?: boolean | undefined
}

/** The last day, as a condition on the rows of an index. */
export function days(from: string | undefined, to: string | undefined): RawBuilder<unknown> {
  return sql`${from ? sql`and valid_until >= ${from}` : sql``} ${to ? sql`and valid_until <= ${to}` : sql``}`
}

/** The same selection as a condition on rows, for what a search has found. */
export function matches({ slices, products, from, to, q, withFuel }: CouponSelection): RawBuilder<unknown> {
  if (!q) return sql`true`
  const parts: RawBuilder<unknown>[] = [sql`true`]
  if (products) parts.push(sql`c.product in (${sql.join(products)})`)
  if (from) parts.push(sql`c.valid_until >= ${from}`)
  if (to) parts.push(sql`c.valid_until <= ${to}`)
  if (withFuel) parts.push(sql`c.remaining > 0`)
  if (slices) parts.push(sql`(${sql.join(slices.map(sliceCondition), sql` or `)})`)
  return sql.join(parts, sql` and `)
}

function sliceCondition({ status, from, to }: CouponSlice): RawBuilder<unknown> {
  return sql`(${status === 'open' ? sql`c.open = 1` : sql`c.status = ${status}`}
    ${from ? sql`and c.valid_until >= ${from}` : sql``} ${to ? sql`and c.valid_until <= ${to}` : sql``})`
}
