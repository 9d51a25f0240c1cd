import { NewAnnouncement } from '#app/domain/announcements/announcements.input.server.ts'
import * as announcements from '#app/domain/announcements/announcements.server.ts'
import { clientRoles } from '#app/domain/kernel/roles.ts'
import { announcementTyped } from '#tests/support/announcements.ts'
import { type MatrixFile, NOWHERE, readers } from './row.ts'

const writers = ['administrator', 'operator'] as const
/** For a company that is not there. */
const typed = NewAnnouncement.parse(announcementTyped({ bins: '150540000017' }))

export const file: MatrixFile = {
  rows: [
    { verb: 'listAnnouncements', may: readers, call: (ctx) => announcements.listAnnouncements(ctx, {}) },
    { verb: 'findAnnouncement', may: readers, call: (ctx) => announcements.findAnnouncement(ctx, NOWHERE) },
    {
      verb: 'publishAnnouncement',
      may: writers,
      call: (ctx) => announcements.publishAnnouncement(ctx, typed),
    },
    {
      verb: 'withdrawAnnouncement',
      may: writers,
      call: (ctx) => announcements.withdrawAnnouncement(ctx, NOWHERE),
    },
    { verb: 'unreadAnnouncements', may: clientRoles, call: (ctx) => announcements.unreadAnnouncements(ctx) },
    {
      verb: 'readAnnouncement',
      may: clientRoles,
      call: (ctx) => announcements.readAnnouncement(ctx, NOWHERE),
    },
  ],
  steps: {},
}
