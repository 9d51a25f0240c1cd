import { afterAll, beforeAll, expect, test } from 'vitest'
import { record } from '#app/domain/audit/audit.server.ts'
import { staffOverview } from '#app/domain/overview/staff-overview.server.ts'
import { type Cabinet, createCabinet, newBin, type Person } from '#tests/support/fixtures.ts'
import { bringIn, csv } from '#tests/support/imports.ts'

const PAUSE = { reason: 'provider_refused', requeued: 0 } as const

let cabinet: Cabinet
let administrator: Person

beforeAll(async () => {
  cabinet = await createCabinet()
  administrator = await cabinet.staff('administrator')
  await bringIn(administrator.ctx, 'companies', csv('БИН;Наименование', [[newBin(), 'ТОО «Жетісу»']]))
})
afterAll(() => cabinet.destroy())

test.each([
  [29, false],
  [31, true],
])('a companies register of %d days ago is late: %s; one that never came is not', async (days, late) => {
  const { now } = await cabinet.system()
  const committed = new Date(now.getTime() - days * 86_400_000)
  await cabinet.db.updateTable('imports').set({ committed_at: committed }).execute()

  const { registers } = await staffOverview(administrator.ctx)

  expect(registers).toContainEqual({ kind: 'companies', at: committed, stale: late })
  expect(registers).toContainEqual({ kind: 'transactions', at: null, stale: false })
})

test('recent entries of the audit log are for those who may see it', async () => {
  const support = await cabinet.staff('support')
  for (let index = 0; index < 9; index++) await record(administrator.ctx, 'mail.resumed', null, PAUSE)
  const { acts } = await staffOverview(administrator.ctx)
  expect(acts.map(({ action }) => action)).toEqual(Array(8).fill('mail.resumed'))
  expect((await staffOverview(support.ctx)).acts).toEqual([])
})
