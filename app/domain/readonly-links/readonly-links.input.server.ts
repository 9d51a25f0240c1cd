import { z } from 'zod'
import { requiredDay } from '#app/domain/kernel/day.input.server.ts'
import { cursor } from '#app/domain/kernel/list-filter.input.server.ts'
import { isUnreadable } from '#app/domain/kernel/plain-text.ts'
import { MAX_LINK_DAYS, MIN_LINK_DAYS, readLists } from './readonly-links.ts'

const MAX_NAME = 100

/** `from` and `to`: days of the period, both inclusive; `days`: how long the link lives. */
export const NewReadonlyLink = z
  .object({
    name: z
      .string()
      .trim()
      .min(1, { error: 'required' })
      .max(MAX_NAME, { error: 'too_long' })
      .refine((text) => !isUnreadable(text), { error: 'unreadable_characters' }),
    from: requiredDay,
    to: requiredDay,
    days: z
      .string()
      .trim()
      .min(1, { error: 'required' })
      .regex(/^\d{1,3}$/, { error: 'invalid' })
      .transform(Number)
      .refine((days) => days >= MIN_LINK_DAYS && days <= MAX_LINK_DAYS, { error: 'invalid' }),
  })
  .refine(({ from, to }) => from <= to, { error: 'period_invalid', path: ['to'] })
export type NewReadonlyLink = z.output<typeof NewReadonlyLink>

export const ReadFilter = z.object({ cursor })
export type ReadFilter = z.output<typeof ReadFilter>

export const ReadExport = z.object({ list: z.enum(readLists).catch('transactions') })
