import { z } from 'zod'
import { cursor } from '#app/domain/kernel/list-filter.input.server.ts'

export const DiscrepancyFilter = z.object({
  status: z.enum(['open', 'settled']).catch('open'),
  cursor,
})
export type DiscrepancyFilter = z.output<typeof DiscrepancyFilter>

export const SettleDiscrepancy = z.object({
  reason: z.string().trim().min(1).max(500),
  /** Millilitres that the client is charged for, as they were shown; none: the client pays nothing more. */
  charge: z.coerce.number().int().min(0).default(0),
  /** `again`: the processor, for what the cabinet wants. */
  ask: z.enum(['stay', 'again']).optional(),
})
export type SettleDiscrepancy = z.output<typeof SettleDiscrepancy>
