import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { record } from '#app/domain/audit/audit.server.ts'
import { sealAuditLog, verifyAuditLog } from '#app/domain/audit/seal.server.ts'
import { transact } from '#app/domain/kernel/transact.server.ts'
import { type Cabinet, createCabinet } from '#tests/support/fixtures.ts'

describe('the sealed audit log', () => {
  let cabinet: Cabinet

  beforeAll(async () => {
    cabinet = await createCabinet()
  })
  afterEach(async () => {
    await cabinet.db.deleteFrom('audit_log').execute()
    await cabinet.db.deleteFrom('audit_batches').execute()
    await cabinet.db.deleteFrom('facts').execute()
  })
  afterAll(() => cabinet.destroy())

  async function happen(times: number): Promise<void> {
    const ctx = await cabinet.system()
    for (let n = 0; n < times; n++) {
      await record(
        ctx,
        'card.blocked',
        { kind: 'card', id: n + 1 },
        { number: '1', reason: 'lost, "қала" \\ 1' },
      )
    }
  }

  const verify = async () => verifyAuditLog(await cabinet.system())
  const seal = async () => sealAuditLog(await cabinet.system())

  test('an empty log is intact', async () => {
    expect(await seal()).toBe(0)
    expect(await verify()).toMatchObject({ intact: true, batches: 0, entries: 0, unsealed: 0, faults: [] })
  })

  test('every row is sealed once, in batches that hang together', async () => {
    await happen(3)
    expect(await seal()).toBe(3)
    expect(await seal()).toBe(0)
    await happen(2)
    expect(await verify()).toMatchObject({ intact: true, batches: 1, entries: 3, unsealed: 2 })
    expect(await seal()).toBe(2)
    const verified = await verify()
    expect(verified).toMatchObject({ intact: true, batches: 2, entries: 5, unsealed: 0 })
    expect(verified.head).toMatch(/^[0-9a-f]{64}$/)
  })

  test('more than a batch at once', async () => {
    const row = {
      action: 'card.blocked',
      actor_kind: 'system',
      actor_label: 'cli',
      ip: '',
      request_id: '',
      data: '{}',
    } as const
    await cabinet.db
      .insertInto('audit_log')
      .values(Array.from({ length: 2_300 }, () => row))
      .execute()
    expect(await seal()).toBe(2_300)
    expect(await verify()).toMatchObject({ intact: true, batches: 3, entries: 2_300 })
  })

  test('several workers at once make one chain', async () => {
    for (let round = 0; round < 15; round++) {
      await happen(4)
      const sealed = await Promise.all([seal(), seal(), seal(), seal()])
      expect(sealed.reduce((sum, rows) => sum + rows, 0)).toBe(4)
    }
    expect(await verify()).toMatchObject({ intact: true, entries: 60, unsealed: 0 })
  })

  test('a row whose transaction ends late goes into a later batch', async () => {
    const ctx = await cabinet.system()
    const late = signal()
    const begun = signal()
    const writing = transact(ctx, async (ctx) => {
      await record(ctx, 'card.blocked', { kind: 'card', id: 1 }, { number: '1', reason: '' })
      begun.give()
      await late.given
    })
    await begun.given
    await happen(2)
    expect(await seal()).toBe(2)
    late.give()
    await writing
    expect(await seal()).toBe(1)
    expect(await verify()).toMatchObject({ intact: true, batches: 2, entries: 3 })
  })

  describe('tampering shows', () => {
    async function sealedLog(): Promise<void> {
      for (let batch = 0; batch < 3; batch++) {
        await happen(3)
        await seal()
      }
      expect(await verify()).toMatchObject({ intact: true, batches: 3 })
    }
    const rowOf = async (nth: number) => {
      const rows = await cabinet.db.selectFrom('audit_log').selectAll().orderBy('id').execute()
      return rows[nth]?.id ?? 0
    }

    test('a changed row', async () => {
      await sealedLog()
      await cabinet.db
        .updateTable('audit_log')
        .set({ actor_label: 'nobody' })
        .where('id', '=', await rowOf(4))
        .execute()
      const { intact, faults } = await verify()
      expect(intact).toBe(false)
      expect(faults).toEqual([
        {
          code: 'entries_changed',
          batch: expect.any(Number),
          first: expect.any(Number),
          last: expect.any(Number),
        },
      ])
    })

    test('a moment moved by a microsecond', async () => {
      await sealedLog()
      await sql`update audit_log set at = at + interval 1 microsecond where id = ${await rowOf(0)}`.execute(
        cabinet.db,
      )
      expect(await verify()).toMatchObject({ intact: false })
    })

    test('a row taken away', async () => {
      await sealedLog()
      await cabinet.db
        .deleteFrom('audit_log')
        .where('id', '=', await rowOf(7))
        .execute()
      expect((await verify()).faults).toContainEqual(
        expect.objectContaining({ code: 'entries_differ', sealed: 3, found: 2 }),
      )
    })

    test('a row slipped into a batch', async () => {
      await sealedLog()
      const { batch_id } = await cabinet.db
        .selectFrom('audit_log')
        .select('batch_id')
        .where('id', '=', await rowOf(0))
        .executeTakeFirstOrThrow()
      const forged = {
        action: 'x.y',
        actor_kind: 'system',
        actor_label: '',
        ip: '',
        request_id: '',
        data: '{}',
        batch_id,
      } as const
      await cabinet.db.insertInto('audit_log').values(forged).execute()
      expect((await verify()).faults).toContainEqual(
        expect.objectContaining({ code: 'entries_differ', sealed: 3, found: 4 }),
      )
    })

    test('a batch taken out of the middle, with its rows or without', async () => {
      await sealedLog()
      const [, middle] = await cabinet.db.selectFrom('audit_batches').selectAll().orderBy('id').execute()
      await cabinet.db
        .deleteFrom('audit_batches')
        .where('id', '=', middle?.id ?? 0)
        .execute()
      const { faults } = await verify()
      expect(faults).toContainEqual({ code: 'batches_outside', count: 1 })
      expect(faults).toContainEqual({ code: 'entries_orphaned', count: 3 })
      expect(faults).toContainEqual({ code: 'end_missing' })
    })

    test('a single row whose batch is no more', async () => {
      await happen(1)
      await seal()
      await cabinet.db.deleteFrom('audit_batches').execute()
      expect((await verify()).faults).toContainEqual({ code: 'entries_orphaned', count: 1 })
    })

    test('the end cut off', async () => {
      await sealedLog()
      const last = await cabinet.db
        .selectFrom('audit_batches')
        .selectAll()
        .orderBy('id', 'desc')
        .executeTakeFirstOrThrow()
      await cabinet.db.deleteFrom('audit_log').where('batch_id', '=', last.id).execute()
      await cabinet.db.deleteFrom('audit_batches').where('id', '=', last.id).execute()
      expect((await verify()).faults).toEqual([{ code: 'end_missing' }])
    })

    test('a chain bent into a ring does not trap who verifies it', async () => {
      await sealedLog()
      await cabinet.db
        .updateTable('audit_batches')
        .set({ hash: Buffer.alloc(32) })
        .execute()
      expect(await verify()).toMatchObject({ intact: false })
    })
  })

  test('clients do not verify', async () => {
    await expect(verifyAuditLog(await cabinet.guest())).rejects.toMatchObject({ code: 'not_allowed' })
  })
})

function signal(): { given: Promise<void>; give: () => void } {
  let give = () => {}
  const given = new Promise<void>((resolve) => {
    give = resolve
  })
  return { given, give: () => give() }
}
