import { z } from 'zod'
import { binFault, cleanBin } from '#app/domain/companies/bin.ts'
import { cursor, searchText } from '#app/domain/kernel/list-filter.input.server.ts'
import { paymentStatuses } from './payments.ts'

const MAX_TEXT = 500
/** Of one payment; a suggestion has fewer. */
const MAX_ORDERS = 50
const MAX_TYPED = 300
/** `12, 15 № 18`: what stands between the orders' numbers as they are typed. */
const BETWEEN = /[\s,;№]+/
const ORDER = /^\d{1,12}$/

const version = z.coerce.number({ error: 'invalid' }).int().positive()
const reason = z.string().trim().min(1, { error: 'required' }).max(MAX_TEXT)

/** `rest`: what the orders leave of it becomes an advance, or waits. */
export const MatchPayment = z.object({
  version,
  bin: z
    .string()
    .transform(cleanBin)
    .refine((bin) => binFault(bin) === null, { error: 'bin_invalid' }),
  orders: z
    .string()
    .trim()
    .default('')
    .refine((text) => text.length <= MAX_TYPED, { error: 'invalid' })
    .transform((text) => text.split(BETWEEN).filter((each) => each !== ''))
    .refine((orders) => orders.every((each) => ORDER.test(each)), { error: 'invalid' })
    .transform((orders) => [...new Set(orders.map(Number))])
    .refine((ids) => ids.length <= MAX_ORDERS, { error: 'invalid' }),
  rest: z.enum(['advance', 'keep'], { error: 'required' }),
})
export type MatchPayment = z.output<typeof MatchPayment>

export const SettlePayment = z.object({ version, reason })
export type SettlePayment = z.output<typeof SettlePayment>

export const ReopenPayment = z.object({ version })
export type ReopenPayment = z.output<typeof ReopenPayment>

/** `status` left out: what waits. `q`: a payer's BIN, or a document's number. */
export const PaymentFilter = z.object({
  status: z.enum([...paymentStatuses, 'all']).catch('waiting'),
  q: searchText,
  cursor,
})
export type PaymentFilter = z.output<typeof PaymentFilter>
