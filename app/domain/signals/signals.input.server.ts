import { z } from 'zod'
import { cursor } from '#app/domain/kernel/list-filter.input.server.ts'
import { signalOutcomes } from './signals.ts'

export const SignalFilter = z.object({
  status: z.enum(['open', 'settled']).catch('open'),
  cursor,
})
export type SignalFilter = z.output<typeof SignalFilter>

const MAX_TEXT = 500

export const SettleSignal = z.object({
  outcome: z.enum(signalOutcomes, { error: 'required' }),
  /** Why; of what a client opened, the answer that the client reads. */
  answer: z.string().trim().min(1, { error: 'required' }).max(MAX_TEXT, { error: 'too_long' }),
})
export type SettleSignal = z.output<typeof SettleSignal>

export const ReportFuel = z.object({
  /** What happened, in the client's words. */
  note: z.string().trim().max(MAX_TEXT, { error: 'too_long' }).default(''),
})
export type ReportFuel = z.output<typeof ReportFuel>
