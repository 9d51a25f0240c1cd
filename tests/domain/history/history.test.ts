import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { record } from '#app/domain/audit/audit.server.ts'
import { historyOf } from '#app/domain/history/history.server.ts'
import { recordStatusChanges } from '#app/domain/history/status-changes.server.ts'
import type { CompanyId, Context } from '#app/domain/kernel/context.ts'
import { type Cabinet, createCabinet } from '#tests/support/fixtures.ts'

let cabinet: Cabinet
let companyId: CompanyId
let owner: Context

beforeAll(async () => {
  cabinet = await createCabinet()
  companyId = await cabinet.company()
  owner = (await cabinet.client(companyId)).ctx
})
afterAll(() => cabinet.destroy())

let cards = 0
const at = (minute: number) => new Date(Date.UTC(2026, 10, 28, 7, minute))
const card = (id: number) => ({
  ...{ kind: 'card' as const, id, state: 'active', validUntil: null, redeemed: null },
  createdAt: at(0),
})
const historyOfCard = (id: number) => historyOf(owner, companyId, card(id))

const changed = (id: number, minute: number, to: string, importId: number | null) => ({
  subject_kind: 'card' as const,
  subject_id: id,
  company_id: companyId,
  import_id: importId,
  from_status: 'active',
  to_status: to,
  at: at(minute),
})

async function blocked(id: number, minute: number, reason: string, company = companyId) {
  await record(owner, 'card.blocked', { kind: 'card', id, companyId: company }, { number: '1', reason })
  await sql`
    update audit_log set at = ${at(minute)} where action = 'card.blocked' order by id desc limit 1
  `.execute(cabinet.db)
}

test('what people did and what data and stations changed stand in the order of time, the newest first', async () => {
  const id = ++cards
  await recordStatusChanges(cabinet.db, [
    changed(id, 1, 'blocked_by_issuer', null),
    changed(id, 5, 'lost', 3),
  ])
  await blocked(id, 3, 'Украдена')
  await blocked(id, 2, '')
  const owners = { what: 'blocked', by: { kind: 'person', name: emailOf(owner) }, from: null, to: null }
  expect(await historyOfCard(id)).toEqual([
    {
      ...{ at: at(5), what: 'lost', from: 'active', to: 'lost', reason: null },
      by: { kind: 'import', id: 3, isUndo: false },
    },
    { ...owners, at: at(3), reason: 'Украдена' },
    { ...owners, at: at(2), reason: null },
    {
      ...{ at: at(1), what: 'status_changed', from: 'active', to: 'blocked_by_issuer', reason: null },
      by: { kind: 'station', station: null },
    },
  ])
})

function emailOf({ actor }: Context): string {
  return 'email' in actor ? actor.email : ''
}

test('what another company did with it stays with that company', async () => {
  const id = ++cards
  await blocked(id, 1, '', await cabinet.company())
  expect(await historyOfCard(id)).toEqual([])
})

test('fifty entries are shown', async () => {
  const id = ++cards
  await recordStatusChanges(
    cabinet.db,
    Array.from({ length: 51 }, (_, minute) => changed(id, minute, 'lost', 3)),
  )
  const history = await historyOfCard(id)
  expect(history).toHaveLength(50)
  expect(history.at(-1)?.at).toEqual(at(1))
})
