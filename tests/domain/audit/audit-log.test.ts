import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { record } from '#app/domain/audit/audit.server.ts'
import { AuditLogFilter, lastAuditEntries, listAuditLog } from '#app/domain/audit/audit-log.server.ts'
import type { CompanyId } from '#app/domain/kernel/context.ts'
import { type Cabinet, createCabinet, type Person } from '#tests/support/fixtures.ts'
import { numbersBelow } from '#tests/support/numbers-below.ts'

let cabinet: Cabinet
let auditor: Person
let companyId: CompanyId

beforeAll(async () => {
  cabinet = await createCabinet()
  auditor = await cabinet.staff('auditor')
  companyId = await cabinet.company({ name: 'ТОО «Жетісу»' })
  const { ctx } = await cabinet.client(companyId, 'owner', 'owner@zhetisu.kz')
  const when = [
    ['2026-11-20T18:59:59Z', 1],
    ['2026-11-20T19:00:00Z', 2],
    ['2026-11-21T18:59:59Z', 3],
    ['2026-11-21T19:00:00Z', 4],
  ] as const
  for (const [at, id] of when) {
    await record(ctx, 'card.blocked', { kind: 'card', id, companyId }, { number: '1', reason: '' })
    await sql`
      update audit_log set at = ${new Date(at)} where subject_kind = 'card' and subject_id = ${id}
    `.execute(cabinet.db)
  }
  await record(await cabinet.system(), 'sign_in.guards_overflowed', null, { forgotten: 1 })
})
afterAll(() => cabinet.destroy())

const entries = async (filter: Record<string, string>) =>
  (await listAuditLog(auditor.ctx, AuditLogFilter.parse(filter))).entries
const cards = async (filter: Record<string, string>) =>
  (await entries(filter)).flatMap(({ subject }) => (subject?.kind === 'card' ? [subject.id] : []))

describe('the audit log', () => {
  test.each<[Record<string, string>, number[]]>([
    [{ q: 'card.blocked' }, [4, 3, 2, 1]],
    [{ q: 'card' }, [4, 3, 2, 1]],
    [{ q: 'Owner@Zhetisu.kz' }, [4, 3, 2, 1]],
    [{ q: 'card #3' }, [3]],
    [{ q: 'card.unblocked' }, []],
    [{ q: 'nobody@zhetisu.kz' }, []],
    [{ q: 'REQ-1' }, []],
    // Days of Almaty, from the first moment of one to the last of the other.
    [{ from: '2026-11-21' }, [4, 3, 2]],
    [{ to: '2026-11-21' }, [3, 2, 1]],
    [{ from: '2026-11-21', to: '2026-11-21' }, [3, 2]],
    [{ from: '2026-02-30' }, [4, 3, 2, 1]],
    [{ actor: 'client' }, [4, 3, 2, 1]],
    [{ actor: 'system' }, []],
    [{ actor: 'nobody' }, [4, 3, 2, 1]],
    [{ company: '999999' }, []],
    [{ company: '0' }, [4, 3, 2, 1]],
  ])('narrowed to %j has the cards %j', async (filter, ids) => {
    expect(await cards(filter)).toEqual(ids)
  })

  test('finds what one request did', async () => {
    const [entry] = await entries({ q: 'card #1' })
    expect(await cards({ q: entry?.requestId ?? '' })).toContain(1)
    expect(await cards({ company: String(companyId) })).toEqual([4, 3, 2, 1])
  })

  test('says of what it tells, and of whose', async () => {
    expect((await entries({ q: 'card #1' }))[0]).toMatchObject({
      ...{ actor: 'owner@zhetisu.kz', actorKind: 'client', subject: { kind: 'card', id: 1, name: '' } },
      ...{ company: { id: companyId, name: 'ТОО «Жетісу»' }, data: { number: '1' } },
    })
    expect((await entries({ q: 'sign_in.guards_overflowed' }))[0]).toMatchObject({
      ...{ subject: null, company: null, actorKind: 'system' },
    })
  })

  test('has a hundred entries on a page, the newest first', async () => {
    await sql`
      insert into audit_log (action, actor_kind, actor_label, ip, request_id, data)
      select 'many.made', 'system', 'cli', '', n, '{}' from (${numbersBelow(101)}) counted
    `.execute(cabinet.db)
    const first = await listAuditLog(auditor.ctx, AuditLogFilter.parse({ q: 'many.made' }))
    const second = await listAuditLog(
      auditor.ctx,
      AuditLogFilter.parse({ q: 'many.made', cursor: first.nextCursor ?? '' }),
    )
    expect([first.entries.length, second.entries.length]).toEqual([100, 1])
    expect((await lastAuditEntries(auditor.ctx, 3)).map(({ id }) => id)).toEqual(
      first.entries.slice(0, 3).map(({ id }) => id),
    )
  })
})

describe('what an entry is about', () => {
  const subjectOf = async (action: string) => (await entries({ q: action }))[0]?.subject

  test('a person is called by name, and by address while there is none', async () => {
    const { userId, email, ctx } = await cabinet.client(companyId, 'viewer')
    await record(ctx, 'password.changed', { kind: 'user', id: userId })
    expect(await subjectOf('password.changed')).toEqual({ kind: 'user', id: userId, name: email })
    await cabinet.db.updateTable('users').set({ name: 'Айгүл' }).where('id', '=', userId).execute()
    expect(await subjectOf('password.changed')).toEqual({ kind: 'user', id: userId, name: 'Айгүл' })
  })

  test('a company, an invitation and a station are called by what they are called today', async () => {
    const { ctx } = auditor
    await record(ctx, 'company.closed', { kind: 'company', id: companyId })
    expect(await subjectOf('company.closed')).toMatchObject({ name: 'ТОО «Жетісу»' })
    const { invitationId, email } = await cabinet.invited(companyId)
    await record(ctx, 'invitation.accepted', { kind: 'invitation', id: invitationId }, { newAccount: true })
    expect(await subjectOf('invitation.accepted')).toMatchObject({ name: email })
    const code = await cabinet.station()
    const station = await cabinet.db.selectFrom('stations').select('id').where('code', '=', code)
    const { id } = await station.executeTakeFirstOrThrow()
    await record(ctx, 'station.reopened', { kind: 'station', id }, { code })
    expect(await subjectOf('station.reopened')).toMatchObject({ name: `АЗС ${code}` })
  })

  test('what has no name of its own has none of another with the same number', async () => {
    await record(auditor.ctx, 'product.activated', { kind: 'product', id: companyId }, { name: 'АИ-100' })
    expect(await subjectOf('product.activated')).toMatchObject({ name: '' })
  })
})
