import { expect, test } from 'vitest'
import { announcementState } from '#app/domain/announcements/announcements.ts'

const at = (hour: number) => new Date(Date.UTC(2026, 10, 28, hour))
const announcement = { starts_at: at(8), ends_at: at(10) }

test.each([
  [7, 'planned'],
  [8, 'shown'],
  [9, 'shown'],
  [10, 'over'],
])('from eight until ten, at %i it is %s', (hour, state) => {
  expect(announcementState(announcement, at(hour))).toBe(state)
})
