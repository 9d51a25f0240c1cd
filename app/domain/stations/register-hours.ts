/** What registers write about the hours of a station, as far as it can only mean one thing. Client-safe. */

import { DAY_MINUTES } from '#app/domain/kernel/calendar.ts'
import { type DaySpan, ROUND_THE_CLOCK, storedWeek } from './week.ts'

const ALWAYS =
  /^(?:ежедневно,? ?|күн сайын,? ?)?(?:24 ?\/ ?7|24 ?(?:ч|час|часа|сағат|h|hours)\.?|круглосуточно|тәулік бойы|around the clock)$/u
const DAILY =
  /^(?:ежедневно|без выходных|күн сайын|daily|every day)?[:,]? ?(?:с |from )?(\d{1,2})[:.](\d{2}) ?(?:[-–—]|до|to) ?(\d{1,2})[:.](\d{2})$/u

/** As it is stored; empty for hours that cannot be told for certain. */
export function weekInText(text: string): string {
  const line = text.toLowerCase().replace(/\s+/g, ' ').trim()
  if (ALWAYS.test(line)) return ROUND_THE_CLOCK
  const span = spanOf(DAILY.exec(line))
  return span ? storedWeek(() => span) : ''
}

function spanOf(parts: RegExpExecArray | null): DaySpan | null {
  if (!parts) return null
  const [fromHour = 0, fromMinute = 0, untilHour = 0, untilMinute = 0] = parts.slice(1).map(Number)
  const from = fromHour * 60 + fromMinute
  const until = untilHour * 60 + untilMinute
  if (fromMinute > 59 || untilMinute > 59 || from >= DAY_MINUTES || until > DAY_MINUTES) return null
  return { from, until: until === 0 ? DAY_MINUTES : until }
}
