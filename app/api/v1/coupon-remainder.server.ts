import { z } from 'zod'
import { couponRemainders } from '#app/domain/contracts/contracts.ts'
import { remainderOf } from '#app/domain/coupons/coupon-fuel.ts'
import { millilitres } from './schemas.server.ts'

/** What becomes of litres that fills leave on a coupon, and what became of them. */
export const couponRemainder = {
  divisible: z.boolean().describe('As its register says'),
  remainder_becomes: z
    .enum([...couponRemainders, 'refused'])
    .describe(
      'What becomes of litres that one fill leaves: they stay on the coupon, go back to the client, or lapse; ' +
        '`refused`: the whole coupon or nothing',
    ),
  returned_ml: millilitres.describe('Went back to the client'),
  lapsed_ml: millilitres.describe('Lapsed: no longer usable'),
}

type Row = Parameters<typeof remainderOf>[0] & { returned: number; lapsed: number }

export function couponRemainderOf(row: Row) {
  return {
    divisible: row.divisible === 1,
    remainder_becomes: remainderOf(row),
    returned_ml: row.returned,
    lapsed_ml: row.lapsed,
  }
}
