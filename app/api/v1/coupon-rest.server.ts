import { z } from 'zod'
import { remainderOf } from '#app/domain/coupons/coupon-fuel.ts'
import { millilitres } from './schemas.server.ts'

/** What becomes of litres that fills leave on a coupon, and what became of them. */
export const couponRest = {
  divisible: z.boolean().describe('As its register says'),
  remainder: z
    .enum(['kept', 'returned', 'lapsed', 'refused'])
    .describe(
      'What becomes of litres that one fill leaves: they stay on the coupon, go back to the client, or lapse; `refused`: the whole coupon or nothing',
    ),
  returned_ml: millilitres.describe('Went back to the client'),
  lapsed_ml: millilitres,
}

type Row = Parameters<typeof remainderOf>[0] & { returned: number; lapsed: number }

export function couponRestOf(row: Row) {
  return {
    divisible: row.divisible === 1,
    remainder: remainderOf(row),
    returned_ml: row.returned,
    lapsed_ml: row.lapsed,
  }
}
