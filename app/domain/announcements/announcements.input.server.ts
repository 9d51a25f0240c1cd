import { z } from 'zod'
import { Bin } from '#app/domain/companies/companies.input.server.ts'
import { dayBounds, isDay } from '#app/domain/kernel/calendar.ts'
import { requiredDay } from '#app/domain/kernel/day.input.server.ts'
import { cursor } from '#app/domain/kernel/list-filter.input.server.ts'

const MAX_TITLE = 200
const MAX_TEXT = 2_000
const MAX_COMPANIES = 500

const title = z.string().trim().min(1).max(MAX_TITLE)
const text = z.string().trim().min(1).max(MAX_TEXT)

/** One a line, or divided by spaces, commas or semicolons; none: every company. */
const bins = z
  .string()
  .default('')
  .transform((value) => [...new Set(value.split(/[\s,;]/).filter(Boolean))])
  .pipe(z.array(Bin).max(MAX_COMPANIES))

export const NewAnnouncement = z
  .object({
    titleEn: title,
    titleRu: title,
    titleKk: title,
    textEn: text,
    textRu: text,
    textKk: text,
    startsOn: requiredDay,
    endsOn: requiredDay,
    bins,
  })
  .refine(({ startsOn, endsOn }) => !isDay(startsOn) || !isDay(endsOn) || startsOn <= endsOn, {
    error: 'period_invalid',
    path: ['endsOn'],
  })
  .transform(({ startsOn, endsOn, ...words }) => ({
    ...words,
    startsAt: dayBounds(startsOn).from,
    endsAt: dayBounds(endsOn).until,
  }))
export type NewAnnouncement = z.output<typeof NewAnnouncement>

export const AnnouncementFilter = z.object({ cursor })
export type AnnouncementFilter = z.output<typeof AnnouncementFilter>
