import { afterAll, beforeAll, expect, test } from 'vitest'
import { endSessionsOf, resumeSession } from '#app/domain/access/sessions.server.ts'
import { CompanyFilter } from '#app/domain/companies/companies.input.server.ts'
import { closeCompany, listCompaniesAcross } from '#app/domain/companies/companies.server.ts'
import { addDays, businessDay } from '#app/domain/kernel/calendar.ts'
import type { Context } from '#app/domain/kernel/context.ts'
import { type Cabinet, createCabinet } from '#tests/support/fixtures.ts'
import { bringCards, bringCoupons } from '#tests/support/registers.ts'

let cabinet: Cabinet
let staff: Context

beforeAll(async () => {
  cabinet = await createCabinet()
  staff = (await cabinet.staff('administrator')).ctx
})
afterAll(() => cabinet.destroy())

async function listed(id: number) {
  const { companies } = await listCompaniesAcross(staff, CompanyFilter.parse({}))
  const found = companies.find((company) => company.id === id)
  if (!found) throw new Error(`${id} is not in the list`)
  return found
}

test('cards and coupons that can be used today are counted apart', async () => {
  const id = await cabinet.company()
  const ctx = await cabinet.system()
  const today = businessDay(ctx.now)
  const yesterday = addDays(today, -1)
  await bringCards(ctx, id, [
    { validUntil: null },
    { validUntil: today },
    { validUntil: yesterday },
    { issuerStatus: 'blocked' },
  ])
  await bringCoupons(ctx, id, [
    { validUntil: today },
    { validUntil: addDays(today, 40), product: 'ai92' },
    { validUntil: addDays(today, 40) },
    { validUntil: yesterday },
    { issuerStatus: 'redeemed' },
  ])
  const { cards, coupons } = await listed(id)
  expect([Number(cards), Number(coupons)]).toEqual([2, 3])
  const other = await listed(await cabinet.company())
  expect([Number(other.cards), Number(other.coupons)]).toEqual([0, 0])
})

test('the last visit is that of anybody of the company, and stays when the session is over', async () => {
  const [id, other] = [await cabinet.company(), await cabinet.company()]
  expect((await listed(id)).visited_at).toBeNull()
  const viewer = await cabinet.client(id, 'viewer')
  const owner = await cabinet.client(id, 'owner')
  const longAgo = new Date('2026-01-05T06:00:00Z')
  await cabinet.db
    .updateTable('memberships')
    .set({ visited_at: longAgo })
    .where('company_id', '=', id)
    .execute()
  expect((await listed(id)).visited_at).toEqual(longAgo)

  await resumeSession(cabinet.db, viewer.token)
  for (const { userId } of [viewer, owner]) await endSessionsOf(cabinet.db, userId)
  const { visited_at } = await listed(id)
  expect(visited_at?.getTime()).toBeGreaterThan(Date.now() - 3_600_000)
  expect((await listed(other)).visited_at).toBeNull()
})

test('a visit is written down once a minute', async () => {
  const id = await cabinet.company()
  const { token } = await cabinet.client(id)
  await resumeSession(cabinet.db, token)
  const { visited_at } = await listed(id)
  await resumeSession(cabinet.db, token)
  expect((await listed(id)).visited_at).toEqual(visited_at)
})

test('the contact is an owner before others, and only one with a name', async () => {
  const id = await cabinet.company()
  expect((await listed(id)).person).toBeNull()
  const name = (userId: number, to: string) =>
    cabinet.db.updateTable('users').set({ name: to }).where('id', '=', userId).execute()
  const viewer = await cabinet.client(id, 'viewer')
  const owner = await cabinet.client(id, 'owner')
  await name(viewer.userId, 'Асель')
  await name(owner.userId, '')
  expect((await listed(id)).person).toBe('Асель')
  await name(owner.userId, 'Болат')
  expect((await listed(id)).person).toBe('Болат')
})

test('the total is that of all pages, under the filters in force', async () => {
  const all = await cabinet.db.selectFrom('companies').select('id').execute()
  await closeCompany(staff, all[0]?.id ?? 0)
  const total = async (query: object) => (await listCompaniesAcross(staff, CompanyFilter.parse(query))).total
  expect(await total({})).toEqual({ count: all.length, capped: false })
  expect(await total({ status: 'closed' })).toEqual({ count: 1, capped: false })
  expect(await total({ q: 'nobody-is-called-so' })).toEqual({ count: 0, capped: false })
})
