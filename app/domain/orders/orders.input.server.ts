import { z } from 'zod'
import { dayAndDocument } from '#app/domain/contract-account/account.input.server.ts'
import type { Day } from '#app/domain/kernel/calendar.ts'
import { cursor, productCode } from '#app/domain/kernel/list-filter.input.server.ts'
import { Money } from '#app/domain/kernel/money.input.server.ts'
import { LINES, NOMINALS, orderStatuses } from './orders.ts'

const MAX_QUANTITY = 10_000
const MAX_CARDS = 500
const MAX_TEXT = 500

const quantity = (max: number) =>
  z
    .string()
    .trim()
    .default('')
    .refine((text) => /^\d{0,5}$/.test(text) && Number(text) <= max, { error: 'invalid' })
    .transform(Number)

const product = z.union([z.literal(''), productCode]).default('')
const nominal = z
  .string()
  .default('')
  .refine((text) => text === '' || NOMINALS.some((litres) => String(litres) === text), { error: 'invalid' })
const count = quantity(MAX_QUANTITY)

const typed = z.object({
  ...{ product1: product, product2: product, product3: product },
  ...{ product4: product, product5: product, product6: product },
  ...{ nominal1: nominal, nominal2: nominal, nominal3: nominal },
  ...{ nominal4: nominal, nominal5: nominal, nominal6: nominal },
  ...{ quantity1: count, quantity2: count, quantity3: count },
  ...{ quantity4: count, quantity5: count, quantity6: count },
  cards: quantity(MAX_CARDS),
  comment: z.string().trim().max(MAX_TEXT).default(''),
  version: z
    .union([z.literal('').transform(() => null), z.coerce.number().int().positive()])
    .nullable()
    .default(null),
})

/** One line of coupons; `field`: of the form, for what is wrong with its product. */
export interface CouponLine {
  field: string
  product: string
  /** Millilitres. */
  nominal: number
  quantity: number
}

/** A line without a product is no line. */
export const SaveOrder = typed
  .superRefine((input, context) => {
    const say = (field: string) => context.addIssue({ code: 'custom', message: 'required', path: [field] })
    for (const at of LINES) {
      if (input[`product${at}`] === '') continue
      if (input[`nominal${at}`] === '') say(`nominal${at}`)
      if (input[`quantity${at}`] === 0) say(`quantity${at}`)
    }
    if (LINES.every((at) => input[`product${at}`] === '') && input.cards === 0) say('product1')
  })
  .transform(({ cards, comment, version, ...input }) => ({
    ...{ cards, comment, version },
    coupons: LINES.flatMap((at): CouponLine[] => {
      const code = input[`product${at}`]
      const litres = Number(input[`nominal${at}`])
      const line = { product: code, nominal: litres * 1_000, quantity: input[`quantity${at}`] }
      return code === '' ? [] : [{ field: `product${at}`, ...line }]
    }),
  }))
export type SaveOrder = z.output<typeof SaveOrder>

/** The version and the total that the person saw. */
export const SendOrder = z.object({
  version: z.coerce.number({ error: 'invalid' }).int().positive(),
  total: z.coerce.number({ error: 'invalid' }).int().min(0),
})
export type SendOrder = z.output<typeof SendOrder>

export const CancelOrder = z.object({ reason: z.string().trim().max(MAX_TEXT).default('') })
export type CancelOrder = z.output<typeof CancelOrder>

export const RefuseOrder = z.object({ reason: z.string().trim().min(1).max(MAX_TEXT) })
export type RefuseOrder = z.output<typeof RefuseOrder>

export function payOrderInput(today: Day) {
  return z.object({
    amount: Money,
    ...dayAndDocument(today),
  })
}
export type PayOrder = z.output<ReturnType<typeof payOrderInput>>

/** `status` left out: all of them. */
export const OrderFilter = z.object({ status: z.enum(orderStatuses).optional().catch(undefined), cursor })
export type OrderFilter = z.output<typeof OrderFilter>

export const OrderQueue = z.object({ status: z.enum(orderStatuses).catch('sent'), cursor })
export type OrderQueue = z.output<typeof OrderQueue>
