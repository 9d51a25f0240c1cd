import { z } from 'zod'
import { BlockReason } from '#app/domain/kernel/block-reason.input.server.ts'
import { dayBounds, fromAlmatyWallClock, isClockMoment, isDay } from '#app/domain/kernel/calendar.ts'
import { blockCauses } from './card-blocks.ts'

const MAX_HOLIDAYS = 30

/** `2026-12-31T18:00` of Almaty's wall clock, as the browser's field sends it. */
const moment = z
  .string()
  .trim()
  .default('')
  .refine((text) => text === '' || isClockMoment(text), { error: 'invalid' })
  .transform((text) => (text === '' || !isClockMoment(text) ? null : fromAlmatyWallClock(`${text}:00`)))

const cause = z
  .enum(['', ...blockCauses])
  .default('')
  .transform((value) => value || null)

/** A block at once, until somebody lifts it or until a moment. */
export const BlockCard = BlockReason.extend({ cause, until: moment })
export type BlockCard = z.output<typeof BlockCard>

/** `2026-12-16` or `2026-03-21/2026-03-23` */
const holiday = z
  .string()
  .regex(/^\d{4}-\d\d-\d\d(\/\d{4}-\d\d-\d\d)?$/, { error: 'invalid' })
  .transform((text) => text.split('/'))
  .refine((days) => days.every(isDay), { error: 'invalid' })

/** Blocks to come: one from a moment until another or until it is lifted, and one for each holiday that is ticked. */
export const PlanBlocks = BlockReason.extend({
  cause,
  from: moment,
  until: moment,
  holidays: z.array(holiday).max(MAX_HOLIDAYS).default([]),
}).transform(({ from, until, holidays, ...why }, context) => {
  const say = (field: string, message: string) => {
    context.addIssue({ code: 'custom', message, path: [field] })
    return z.NEVER
  }
  if (!from && (until || holidays.length === 0)) return say('from', 'required')
  if (from && until && until <= from) return say('until', 'period_invalid')
  const ofHolidays = holidays.map(([first = '', last = first]) => ({
    begins: dayBounds(first).from,
    ends: dayBounds(last).until,
  }))
  return { ...why, spans: [...(from ? [{ begins: from, ends: until }] : []), ...ofHolidays] }
})
export type PlanBlocks = z.output<typeof PlanBlocks>

export const ReportLost = BlockReason.extend({ cause: z.enum(['lost', 'stolen']) })
export type ReportLost = z.output<typeof ReportLost>
