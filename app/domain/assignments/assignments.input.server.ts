import { z } from 'zod'
import { fromAlmatyWallClock } from '#app/domain/kernel/calendar.ts'
import { optionalDay, optionalTime } from '#app/domain/kernel/day.input.server.ts'
import { rowIdOrNone } from '#app/domain/kernel/id.input.server.ts'

/** Of a driver or a vehicle; empty: nobody's. */
const subject = rowIdOrNone.optional()

/**
 * Whose a card or a coupon is from a moment on: a driver's, a vehicle's or both. A field that is not sent changes nothing.
 * Without a day from now; a day without a time from its beginning.
 */
export const Assign = z
  .object({
    driver: subject,
    vehicle: subject,
    date: optionalDay,
    time: optionalTime,
    /** The newest period of this kind that the form knew; 0: none. */
    seen: z.coerce.number().int().min(0).optional(),
  })
  .superRefine(({ date, time }, context) => {
    if (time !== '' && date === '') context.addIssue({ code: 'custom', message: 'required', path: ['date'] })
  })
  .transform(({ date, time, ...rest }) => ({
    ...rest,
    date,
    from: date === '' ? null : fromAlmatyWallClock(`${date}T${time || '00:00'}:00`),
    hasTime: time !== '',
  }))
export type Assign = z.output<typeof Assign>
