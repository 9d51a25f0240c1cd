import { z } from 'zod'
import { cursor } from '#app/domain/kernel/list-filter.input.server.ts'
import { isUnreadableInLines } from '#app/domain/kernel/plain-text.ts'

/** `settled`: those that the company has looked at. */
export const UnusualFilter = z.object({
  show: z.enum(['settled']).optional().catch(undefined),
  cursor,
})
export type UnusualFilter = z.output<typeof UnusualFilter>

export const SettleUnusual = z.object({
  outcome: z.enum(['expected', 'handled']),
  comment: z
    .string()
    .trim()
    .max(500)
    .default('')
    .refine((text) => !isUnreadableInLines(text), { error: 'unreadable_characters' }),
})
export type SettleUnusual = z.output<typeof SettleUnusual>
