import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { NewAnnouncement } from '#app/domain/announcements/announcements.input.server.ts'
import {
  findAnnouncement,
  listAnnouncements,
  publishAnnouncement,
  readAnnouncement,
  unreadAnnouncements,
  withdrawAnnouncement,
} from '#app/domain/announcements/announcements.server.ts'
import { addDays, businessDay } from '#app/domain/kernel/calendar.ts'
import { announcementFor, announcementTyped } from '#tests/support/announcements.ts'
import { type Cabinet, createCabinet, newBin, type Person } from '#tests/support/fixtures.ts'

let cabinet: Cabinet
let staff: Person
let one: Person
let colleague: Person
let other: Person
const bin = newBin()

beforeAll(async () => {
  cabinet = await createCabinet()
  staff = await cabinet.staff('operator')
  const companyId = await cabinet.company({ bin })
  one = await cabinet.client(companyId)
  colleague = await cabinet.client(companyId, 'viewer')
  other = await cabinet.client(await cabinet.company())
})
afterAll(() => cabinet.destroy())

const unreadOf = async ({ ctx }: Person) => (await unreadAnnouncements(ctx)).map(({ id }) => id)

describe('an announcement', () => {
  test('for all is shown to everybody until each has read it', async () => {
    const id = await announcementFor(staff)
    for (const person of [one, colleague, other]) expect(await unreadOf(person)).toContain(id)
    await readAnnouncement(one.ctx, id)
    await readAnnouncement(one.ctx, id)
    expect(await unreadOf(one)).not.toContain(id)
    expect(await unreadOf(colleague)).toContain(id)
    expect(await findAnnouncement(staff.ctx, id)).toMatchObject({ reads: 1, companies: [], state: 'shown' })
  })

  test('for chosen companies is not there for others', async () => {
    const id = await announcementFor(staff, { bins: `${bin}\n${bin}` })
    expect(await unreadOf(one)).toContain(id)
    expect(await unreadOf(other)).not.toContain(id)
    await expect(readAnnouncement(other.ctx, id)).rejects.toThrow('not_found')
    expect((await findAnnouncement(staff.ctx, id)).companies).toHaveLength(1)
  })

  test('is shown on its days only', async () => {
    const today = businessDay(staff.ctx.now)
    const planned = await announcementFor(staff, { startsOn: addDays(today, 1) })
    const past = { startsOn: addDays(today, -3), endsOn: addDays(today, -1) }
    const over = await announcementFor(staff, past)
    const lastDay = await announcementFor(staff, { ...past, endsOn: today })
    const shown = await unreadOf(one)
    expect([planned, over, lastDay].map((id) => shown.includes(id))).toEqual([false, false, true])
    await expect(readAnnouncement(one.ctx, planned)).rejects.toThrow('not_found')
    const { rows } = await listAnnouncements(staff.ctx, {})
    expect(rows.slice(0, 3).map(({ id, state }) => [id, state])).toEqual([
      [lastDay, 'shown'],
      [over, 'over'],
      [planned, 'planned'],
    ])
  })

  test('a withdrawn one is shown to nobody, and is withdrawn once', async () => {
    const id = await announcementFor(staff)
    await withdrawAnnouncement(staff.ctx, id)
    expect(await unreadOf(one)).not.toContain(id)
    await expect(withdrawAnnouncement(staff.ctx, id)).rejects.toThrow('outage_over')
    expect(await cabinet.actions({ kind: 'announcement', id })).toEqual([
      'announcement.published',
      'announcement.withdrawn',
    ])
  })

  test('for a company that is not there is not published', async () => {
    const input = NewAnnouncement.parse(announcementTyped({ bins: newBin() }))
    await expect(publishAnnouncement(staff.ctx, input)).rejects.toMatchObject({
      code: 'company_not_found',
      field: 'bins',
    })
  })
})

describe('the form', () => {
  test.each<[string, Record<string, string>, string]>([
    ['without a text in one language', { textKk: ' ' }, 'textKk'],
    ['with a wrong BIN among others', { bins: `${bin} 123456789012` }, 'bins'],
    ['that ends before it begins', { startsOn: '2026-12-02', endsOn: '2026-12-01' }, 'endsOn'],
    ['with a day that is none', { startsOn: '2026-02-30' }, 'startsOn'],
  ])('is refused %s', (_, fields, field) => {
    const { error } = NewAnnouncement.safeParse(announcementTyped(fields))
    expect(error?.issues.map(({ path }) => path[0])).toEqual([field])
  })
})
