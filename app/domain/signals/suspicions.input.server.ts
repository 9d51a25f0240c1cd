import { z } from 'zod'

/** Staff suspect a card or a coupon, or no longer do; the reason is for staff. */
export const SetSuspicion = z.object({
  to: z.enum(['suspected', 'cleared']),
  reason: z.string().trim().min(1, { error: 'required' }).max(200, { error: 'too_long' }),
})
export type SetSuspicion = z.output<typeof SetSuspicion>
