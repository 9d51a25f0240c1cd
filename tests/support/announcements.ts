import { NewAnnouncement } from '#app/domain/announcements/announcements.input.server.ts'
import { publishAnnouncement } from '#app/domain/announcements/announcements.server.ts'
import { addDays, businessDay, type Day } from '#app/domain/kernel/calendar.ts'
import type { Person } from './fixtures.ts'

/** As the form sends it: shown from today for thirty days, to every company. */
export function announcementTyped(
  fields: Record<string, string> = {},
  today: Day = businessDay(new Date()),
): Record<string, string> {
  return {
    titleRu: 'АЗС-101 закрыта на ремонт',
    titleKk: 'АЗС-101 жөндеуге жабылды',
    titleEn: 'Station 101 is closed for repairs',
    textRu: 'С 1 по 5 декабря.\nБлижайшая: АЗС-102.',
    textKk: '1–5 желтоқсан аралығында.\nЕң жақыны: АЗС-102.',
    textEn: 'From 1 to 5 December.\nThe nearest one is station 102.',
    startsOn: today,
    endsOn: addDays(today, 30),
    bins: '',
    ...fields,
  }
}

/** Its id. */
export function announcementFor(
  { ctx }: Pick<Person, 'ctx'>,
  fields: Record<string, string> = {},
): Promise<number> {
  return publishAnnouncement(ctx, NewAnnouncement.parse(announcementTyped(fields, businessDay(ctx.now))))
}
