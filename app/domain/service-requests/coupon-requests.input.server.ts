import { z } from 'zod'
import { addDays, type Day, isDay } from '#app/domain/kernel/calendar.ts'
import { rowId } from '#app/domain/kernel/id.input.server.ts'
import { day, product, productCode } from '#app/domain/kernel/list-filter.input.server.ts'
import { ticked } from '#app/domain/kernel/ticked.input.server.ts'
import { NOMINALS } from '#app/domain/orders/orders.ts'
import { comment, text } from './service-requests.input.server.ts'
import { couponRequestKinds, MAX_REQUEST_COUPONS } from './service-requests.ts'

/** Days ahead that coupons may last. */
const MAX_LAST_DAY = 1_096

const couponIds = ticked(rowId).pipe(
  z
    .array(z.number())
    .min(1, { error: 'coupons_missing' })
    .max(MAX_REQUEST_COUPONS, { error: 'coupons_too_many' }),
)

/** A last day of coupons, from tomorrow on. */
function lastDay(today: Day) {
  const furthest = addDays(today, MAX_LAST_DAY)
  return z
    .string()
    .trim()
    .min(1, { error: 'required' })
    .refine((value) => isDay(value) && value <= furthest, { error: 'invalid' })
    .refine((value) => !isDay(value) || value > today, { error: 'until_past' })
}

const nominal = z
  .string()
  .trim()
  .refine((value) => NOMINALS.some((litres) => String(litres) === value), { error: 'invalid' })
  .transform((value) => Number(value) * 1_000)

/** Null: left open, for the supplier to say. */
const orOpen = <Part extends z.ZodType>(part: Part) =>
  z.preprocess((value) => (value === '' || value === undefined ? null : value), part.nullable())

/** What a client wants for a set of coupons; of an exchange what is left open is for the supplier to say. */
export function couponRequestInput(today: Day) {
  const shared = { ids: couponIds, comment }
  return z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('extension'), until: lastDay(today), ...shared }),
    z
      .object({
        kind: z.literal('exchange'),
        until: orOpen(lastDay(today)),
        product: orOpen(productCode),
        /** Litres a coupon; comes out in millilitres. */
        volume: orOpen(nominal),
        ...shared,
      })
      .refine(({ until, product, volume, comment }) => until ?? product ?? volume ?? (comment || null), {
        error: 'exchange_for_nothing',
        path: ['product'],
      }),
  ])
}
export type CouponRequest = z.output<ReturnType<typeof couponRequestInput>>

/** What an address names: ticked coupons, or all of a product that end from a day to a day. */
export const ChosenForRequest = z.object({
  kind: z.enum(couponRequestKinds).catch('extension'),
  ids: ticked(rowId).catch([]),
  product,
  from: day,
  to: day,
})
export type ChosenForRequest = z.output<typeof ChosenForRequest>

/** Staff's decision about the ticked coupons of an extension. */
export function extendCouponsInput(today: Day) {
  return z.object({
    couponIds,
    until: lastDay(today),
    /** Days for closed stations are added to each coupon's last day. */
    withOutages: z.literal('on').optional().transform(Boolean),
    answer: text.min(1, { error: 'required' }),
  })
}
export type ExtendCoupons = z.output<ReturnType<typeof extendCouponsInput>>

/** Numbers of the coupons that are given, one a line; as registers bring them. */
const numbers = z
  .string()
  .transform((text) => [...new Set(text.split(/[\s,;]+/).filter((number) => number !== ''))])
  .pipe(
    z
      .array(z.string().regex(/^[\p{L}\d-]{4,32}$/u, { error: 'coupon_numbers_invalid' }))
      .max(MAX_REQUEST_COUPONS, { error: 'coupons_too_many' }),
  )

/** Staff's decision about the ticked coupons of an exchange. */
export const ExchangeCoupons = z.object({
  couponIds,
  numbers: numbers.default([]),
  answer: text.min(1, { error: 'required' }),
})
export type ExchangeCoupons = z.output<typeof ExchangeCoupons>
