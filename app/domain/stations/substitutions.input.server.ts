import { z } from 'zod'
import { addDays, dayBounds, isDay } from '#app/domain/kernel/calendar.ts'
import { requiredDay } from '#app/domain/kernel/day.input.server.ts'
import { productCode } from '#app/domain/kernel/list-filter.input.server.ts'

const MAX_STATION = 64
/** Longer than any season: what stays is another product of the contract. */
const MAX_DAYS = 366

const product = z.string().trim().min(1, { error: 'required' }).pipe(productCode)

/** Of days that are none each is refused by itself. */
function isPeriod({ startsOn, endsOn }: { startsOn: string; endsOn: string }): boolean {
  if (!isDay(startsOn) || !isDay(endsOn)) return true
  return startsOn <= endsOn && endsOn < addDays(startsOn, MAX_DAYS)
}

export const NewSubstitution = z
  .object({
    served: product,
    insteadOf: product,
    /** A code; empty: every station. */
    station: z.string().trim().max(MAX_STATION).default(''),
    startsOn: requiredDay,
    endsOn: requiredDay,
  })
  .refine(({ served, insteadOf }) => served !== insteadOf, { error: 'invalid', path: ['insteadOf'] })
  .refine(isPeriod, {
    error: 'period_invalid',
    path: ['endsOn'],
  })
  .transform(({ startsOn, endsOn, station, ...products }) => ({
    ...products,
    station: station === '' ? null : station,
    startsAt: dayBounds(startsOn).from,
    endsAt: dayBounds(endsOn).until,
  }))
export type NewSubstitution = z.output<typeof NewSubstitution>
