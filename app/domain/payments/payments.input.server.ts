import { z } from 'zod'
import { binFault, cleanBin } from '#app/domain/companies/bin.ts'
import { cursor, searchText } from '#app/domain/kernel/list-filter.input.server.ts'
import { paymentStatuses } from './payments.ts'

const MAX_TEXT = 500
/** Of one payment; a suggestion has fewer. */
const MAX_ORDERS = 50
/** `12, 15 18`: the orders' numbers as they are typed. */
const ORDERS = /^[\d\s,;№]{0,300}$/

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
    .refine((text) => ORDERS.test(text), { error: 'invalid' })
    .transform((text) => [...new Set(text.match(/\d{1,12}/g)?.map(Number) ?? [])])
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
