import { z } from 'zod'
import { addDays, type Day, isDay } from '#app/domain/kernel/calendar.ts'
import { pastDay } from '#app/domain/kernel/day.input.server.ts'
import { rowId } from '#app/domain/kernel/id.input.server.ts'
import { cursor, day } from '#app/domain/kernel/list-filter.input.server.ts'
import { Money, SignedMoney } from '#app/domain/kernel/money.input.server.ts'
import { enteredKinds, isSigned } from './account.ts'

const MAX_REASON = 500
/** Days ahead for which a payment may be promised. */
const MAX_PROMISE = 60

const reason = z.string().trim().max(MAX_REASON)

/** `from` and `to`: days, both inclusive. */
export const AccountFilter = z.object({ from: day, to: day, cursor })
export type AccountFilter = z.output<typeof AccountFilter>

/** Of a payment or another entry: its day, which is over or today, and the number of its paper. */
export const dayAndDocument = (today: Day) => ({
  occurredOn: pastDay(today),
  document: z.string().trim().max(64).default(''),
})

/** What staff book by hand, not later than today. */
export function bookEntryInput(today: Day) {
  return z
    .object({
      kind: z.enum(enteredKinds),
      amount: SignedMoney,
      ...dayAndDocument(today),
      reason: reason.default(''),
      /** The entry that it puts right; empty: none. */
      corrects: z.union([z.literal(''), rowId]).default(''),
    })
    .superRefine(({ kind, amount, reason }, context) => {
      const say = (field: string, message: string) =>
        context.addIssue({ code: 'custom', message, path: [field] })
      if (amount === null) say('amount', 'required')
      else if (amount === 0 || (amount < 0 && !isSigned(kind))) say('amount', 'invalid')
      if (kind === 'correction' && reason === '') say('reason', 'required')
    })
    .transform(({ amount, ...entry }) => ({ ...entry, amount: amount ?? 0 }))
}
export type BookEntry = z.output<ReturnType<typeof bookEntryInput>>

export function promiseInput(today: Day) {
  const last = addDays(today, MAX_PROMISE)
  return z.object({
    amount: Money,
    untilOn: z
      .string()
      .trim()
      .min(1, { error: 'required' })
      .refine((value) => isDay(value) && value <= last, { error: 'invalid', abort: true })
      .refine((value) => value >= today, { error: 'promise_past' }),
    reason: reason.min(1),
  })
}
export type PromisePayment = z.output<ReturnType<typeof promiseInput>>

/** A month as `2026-10`; what it closes is its last day and everything before. */
export const ClosePeriod = z.object({
  month: z
    .string()
    .trim()
    .regex(/^20\d{2}-(0[1-9]|1[0-2])$/, { error: 'invalid' }),
})
export type ClosePeriod = z.output<typeof ClosePeriod>
