/** Which last days a company is to be told of today. Client-safe. */

import { type Day, daysBetween } from '#app/domain/kernel/calendar.ts'

/** A letter goes so many days before the last day, once each. */
export const NOTICE_DAYS = [30, 7, 1] as const
export type NoticeDays = (typeof NOTICE_DAYS)[number]

export interface Notice {
  last_day: Day
  days_before: NoticeDays
}

/**
 * The nearest threshold that a last day has reached. If nobody could send on its own day it is still sent on a later one,
 * until the next threshold is reached: that one takes its place. A day that was told of at this threshold or a nearer
 * one, and one that is over, is no more told of.
 */
export function dueNotices(
  lastDays: readonly Day[],
  told: readonly { last_day: Day; days_before: number }[],
  today: Day,
): Notice[] {
  return [...new Set(lastDays)].sort().flatMap((lastDay) => {
    const left = daysBetween(today, lastDay)
    const reached = left < 0 ? undefined : NOTICE_DAYS.findLast((days) => left <= days)
    if (reached === undefined) return []
    const isTold = told.some((notice) => notice.last_day === lastDay && notice.days_before <= reached)
    return isTold ? [] : [{ last_day: lastDay, days_before: reached }]
  })
}
