import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { changeStaffRole, disableUser } from '#app/domain/accounts/user-status.server.ts'
import { applyImport } from '#app/domain/imports/apply.server.ts'
import { findImport } from '#app/domain/imports/import-lists.server.ts'
import {
  adjustImport,
  discardForgottenImports,
  discardImport,
  requestCommit,
  requestUndo,
  startImport,
} from '#app/domain/imports/imports.server.ts'
import { ImportLease } from '#app/domain/imports/lease.server.ts'
import { workOnImport, workOnNextImport } from '#app/domain/imports/work.server.ts'
import type { CompanyId, Context } from '#app/domain/kernel/context.ts'
import { createDb } from '#db/connection/client.server.ts'
import { updateImportProgress } from '#db/queries/imports/leases.ts'
import { startDatabaseProxy } from '#tests/support/database-proxy.ts'
import { type Cabinet, createCabinet, newBin, type Person } from '#tests/support/fixtures.ts'
import { bringIn, check, commit, csv, running } from '#tests/support/imports.ts'
import { NOW, newCouponNumber } from '#tests/support/registers.ts'

let cabinet: Cabinet
let staff: Person
let worker: Context
let bin: string
let companyId: CompanyId

beforeAll(async () => {
  cabinet = await createCabinet({ now: NOW })
  staff = await cabinet.staff('administrator')
  worker = await cabinet.system()
  bin = newBin()
  companyId = await cabinet.company({ bin })
})
afterAll(() => cabinet.destroy())
/** Each test leaves nothing for the next worker to find. */
afterEach(async () => {
  while (await workOnNextImport(worker, running).catch(() => true));
})

const TITLES = 'Номер талона;БИН;Вид топлива;Номинал;Цена;Действует с;Действует по;Статус'
const row = (number: string, status = 'Действует') => [
  number,
  bin,
  'ДТ',
  '20',
  '325',
  '01.09.2026',
  '28.02.2027',
  status,
]
const fresh = (count: number) => Array.from({ length: count }, () => newCouponNumber())
const file = (numbers: string[]) =>
  csv(
    TITLES,
    numbers.map((number) => row(number)),
  )

test('three rows are shown of a file whose first hundreds are faulty', async () => {
  const faulty = Array.from({ length: 998 }, () => row(newCouponNumber(), 'Неведомо'))
  const good = fresh(4).map((number) => row(number))
  const [first, ...others] = good
  const { counts, layout } = await check(
    staff.ctx,
    'coupons',
    csv(TITLES, [first ?? [], ...faulty, ...others]),
  )
  expect(counts).toMatchObject({ added: 4, faulty: 998 })
  expect(layout?.records.map(({ row }) => row)).toEqual([2, 1_001, 1_002])
})

test('an import that a database took with it goes on as soon as that is back', async () => {
  const { id } = await check(staff.ctx, 'coupons', file(fresh(3)))
  await requestCommit(staff.ctx, id)
  const proxy = await startDatabaseProxy(cabinet.url)
  const db = createDb(proxy.url, { connections: 2 })
  const sprung = proxy.trap({ statement: /^insert into `coupons`/, step: 'unsent' }).then(() => proxy.cut())
  await expect(workOnNextImport({ ...worker, db }, running)).rejects.toThrow()
  await sprung
  const lease = () =>
    cabinet.db
      .selectFrom('imports')
      .select(['status', 'lease_token'])
      .where('id', '=', id)
      .executeTakeFirstOrThrow()
  expect(await lease()).toEqual({ status: 'committing', lease_token: expect.any(Buffer) })
  await proxy.restore()
  // Not after the half minute for which a dead worker's lease stands.
  await expect.poll(lease).toEqual({ status: 'committing', lease_token: null })
  expect(await workOnNextImport(worker, running)).toBe(true)
  expect((await findImport(staff.ctx, id)).status).toBe('committed')
  await db.destroy()
  await proxy.stop()
})

async function start(bytes: Uint8Array): Promise<number> {
  return startImport(staff.ctx, { kind: 'coupons', encoding: undefined }, { name: 'a.csv', bytes })
}

async function countOf(numbers: string[]): Promise<number> {
  const found = await cabinet.db.selectFrom('coupons').select('id').where('number', 'in', numbers).execute()
  return found.length
}

/** A worker that was killed: it holds the import, and its lease has run out. */
async function abandon(id: number): Promise<ImportLease | undefined> {
  const abandoned = await ImportLease.claim(cabinet.db, running)
  await cabinet.db
    .updateTable('imports')
    .set({ lease_until: sql<Date>`utc_timestamp(6) - interval 1 second` })
    .where('id', '=', id)
    .execute()
  return abandoned
}

test('one of many workers gets an import', async () => {
  const id = await start(file(fresh(3)))
  const leases = await Promise.all(Array.from({ length: 8 }, () => ImportLease.claim(cabinet.db, running)))
  expect(leases.filter((lease) => lease?.row.id === id)).toHaveLength(1)
  await leases.find((lease) => lease)?.release()
})

test('what a killed worker left in the middle of a check is checked anew', async () => {
  const id = await start(file(fresh(5)))
  const dead = await abandon(id)
  expect(await workOnNextImport(worker, running)).toBe(true)
  expect(await findImport(staff.ctx, id)).toMatchObject({ status: 'checked', counts: { added: 5 } })
  await expect(dead?.finish(cabinet.db, { status: 'failed' })).rejects.toThrow('another worker')
})

test('what a killed worker left in the middle of a commit comes in once', async () => {
  const numbers = fresh(5)
  const { id } = await check(staff.ctx, 'coupons', file(numbers))
  await requestCommit(staff.ctx, id)
  const dead = await abandon(id)
  expect(await countOf(numbers)).toBe(0)
  expect(await workOnNextImport(worker, running)).toBe(true)
  expect((await findImport(staff.ctx, id)).status).toBe('committed')
  expect(await countOf(numbers)).toBe(5)
  expect(await cabinet.actions({ kind: 'import', id })).toEqual(['import.uploaded', 'import.committed'])
  const late = updateImportProgress(cabinet.db, id, Buffer.alloc(16), { rows_done: 1, rows_total: 1 }, 30)
  expect(await late).toBe(false)
  expect(dead?.row.id).toBe(id)
})

test('a worker that lost its lease brings nothing in', async () => {
  const numbers = fresh(4)
  const { id } = await check(staff.ctx, 'coupons', file(numbers))
  await requestCommit(staff.ctx, id)
  const slow = await abandon(id)
  const quick = await ImportLease.claim(cabinet.db, running)
  expect(quick?.row.id).toBe(id)
  if (!slow || !quick) throw new Error('no leases')
  await expect(applyImport(worker, slow)).rejects.toThrow('another worker')
  expect(await countOf(numbers)).toBe(0)
  await applyImport(worker, quick)
  expect(await countOf(numbers)).toBe(4)
})

test('a worker that is asked to stop gives the import back at once', async () => {
  const id = await start(file(fresh(2)))
  const stopping = new AbortController()
  stopping.abort()
  await workOnNextImport(worker, stopping.signal)
  const { status, lease_until, attempts } = await cabinet.db
    .selectFrom('imports')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  expect({ status, lease_until, attempts }).toEqual({ status: 'checking', lease_until: null, attempts: 0 })
  await workOnNextImport(worker, running)
  expect((await findImport(staff.ctx, id)).status).toBe('checked')
})

test('a file that kills every worker is given up', async () => {
  const id = await start(file(fresh(2)))
  for (let kill = 0; kill < 5; kill++) await abandon(id)
  await workOnNextImport(worker, running)
  expect(await findImport(staff.ctx, id)).toMatchObject({ status: 'failed', failure: 'unexpected' })
  expect(await cabinet.actions({ kind: 'import', id })).toEqual(['import.uploaded', 'import.failed'])
})

test('all or nothing: a row that the database refuses leaves no other behind', async () => {
  const numbers = fresh(2_500)
  const { id } = await check(staff.ctx, 'coupons', file(numbers))
  await sql`alter table coupons add constraint refused check (number <> ${sql.lit(numbers.at(-1))})`.execute(
    cabinet.db,
  )
  await requestCommit(staff.ctx, id)
  await expect(workOnImport(worker, id, running)).rejects.toThrow(/refused/)
  await sql`alter table coupons drop constraint refused`.execute(cabinet.db)
  expect(await countOf(numbers)).toBe(0)
  expect(await findImport(staff.ctx, id)).toMatchObject({ status: 'failed', failure: 'unexpected' })
  const totals = await cabinet.db
    .selectFrom('coupon_totals')
    .select((eb) => eb.fn.sum<string>('coupons').as('n'))
    .where('company_id', '=', companyId)
    .where('span', '=', 'day')
    .executeTakeFirst()
  const stored = await cabinet.db
    .selectFrom('coupons')
    .select('id')
    .where('company_id', '=', companyId)
    .execute()
  expect(Number(totals?.n ?? 0)).toBe(stored.length)

  await adjustImport(staff.ctx, id, {})
  await workOnImport(worker, id, running)
  expect((await commit(staff.ctx, id)).status).toBe('committed')
  expect(await countOf(numbers)).toBe(2_500)
})

test.each([
  ['a full disk', 1114],
  ['a full disk for its log', 1026],
  ['no memory', 1041],
  ['a statement that took too long', 1969],
])('%s keeps a file waiting, and it comes in whole once that has passed', async (_, errno) => {
  const numbers = fresh(3)
  const { id } = await check(staff.ctx, 'coupons', file(numbers))
  await requestCommit(staff.ctx, id)
  await sql`
    create trigger no_room before insert on coupons for each row
    signal sqlstate 'HY000' set mysql_errno = ${sql.lit(errno)}, message_text = 'no room'`.execute(cabinet.db)
  const triesMoreThanAnyFileHas = 7
  for (let tried = 0; tried < triesMoreThanAnyFileHas; tried++)
    await expect(workOnNextImport(worker, running)).rejects.toThrow('no room')
  await sql`drop trigger no_room`.execute(cabinet.db)
  expect(await findImport(staff.ctx, id)).toMatchObject({ status: 'committing', failure: null })
  expect(await workOnNextImport(worker, running)).toBe(true)
  expect((await findImport(staff.ctx, id)).status).toBe('committed')
  expect(await countOf(numbers)).toBe(3)
})

test('what changed since the check is shown again before it is written', async () => {
  const [first, second] = [newCouponNumber(), newCouponNumber()]
  const { id } = await check(staff.ctx, 'coupons', file([first, second]))
  await bringIn(staff.ctx, 'coupons', file([first]))
  await requestCommit(staff.ctx, id)
  await workOnImport(worker, id, running)
  expect(await countOf([second])).toBe(0)
  expect(await findImport(staff.ctx, id)).toMatchObject({
    status: 'checked',
    failure: 'changed_since_check',
    counts: { added: 1, same: 1 },
  })
  expect(await commit(staff.ctx, id)).toMatchObject({ status: 'committed', failure: null })
})

test.each([
  ['was disabled', (admin: Context, id: number) => disableUser(admin, id)],
  ['became support', (admin: Context, id: number) => changeStaffRole(admin, id, 'support')],
] as const)(
  'an import whose committer %s meanwhile writes nothing and waits for another',
  async (_, change) => {
    const [number] = fresh(1)
    const committer = await cabinet.staff('administrator')
    const { id } = await check(committer.ctx, 'coupons', file([number ?? '']))
    await requestCommit(committer.ctx, id)
    await change(staff.ctx, committer.userId)
    await workOnImport(worker, id, running)
    expect(await countOf([number ?? ''])).toBe(0)
    expect(await findImport(staff.ctx, id)).toMatchObject({
      status: 'checked',
      failure: 'committer_not_allowed',
    })
    expect(await cabinet.actions({ kind: 'import', id })).toEqual(['import.uploaded'])
    expect(await commit(staff.ctx, id)).toMatchObject({ status: 'committed', failure: null })
  },
)

test('a row that cannot come in any more keeps the file out, and is shown', async () => {
  const [taken, other] = [newCouponNumber(), newCouponNumber()]
  const { id } = await check(staff.ctx, 'coupons', file([taken, other]))
  const stranger = newBin()
  await cabinet.company({ bin: stranger })
  const theirs = row(taken).map((cell) => (cell === bin ? stranger : cell))
  await bringIn(staff.ctx, 'coupons', csv(TITLES, [theirs]))
  await requestCommit(staff.ctx, id)
  await workOnImport(worker, id, running)
  expect(await countOf([other])).toBe(0)
  const failure = { status: 'checked', failure: 'changed_since_check' }
  expect(await findImport(staff.ctx, id)).toMatchObject({ ...failure, counts: { added: 1, faulty: 1 } })
  await expect(requestCommit(staff.ctx, id)).rejects.toMatchObject({ code: 'import_faulty' })
})

test('an import that somebody who may no longer do so wants to take back stays, until another asks', async () => {
  const numbers = fresh(2)
  const { id } = await bringIn(staff.ctx, 'coupons', file(numbers))
  const asker = await cabinet.staff('administrator')
  await requestUndo(asker.ctx, id)
  await changeStaffRole(staff.ctx, asker.userId, 'support')
  await workOnImport(worker, id, running)
  const stays = { status: 'committed', failure: 'committer_not_allowed' }
  expect(await findImport(staff.ctx, id)).toMatchObject(stays)
  expect(await countOf(numbers)).toBe(2)
  expect(await cabinet.actions({ kind: 'import', id })).toEqual(['import.uploaded', 'import.committed'])
  await requestUndo(staff.ctx, id)
  await workOnImport(worker, id, running)
  expect((await findImport(staff.ctx, id)).status).toBe('undone')
  expect(await countOf(numbers)).toBe(0)
})

test('what cannot be taken back is still here, and can be asked for again', async () => {
  const numbers = fresh(2)
  const { id } = await bringIn(staff.ctx, 'coupons', file(numbers))
  await sql`
    create trigger no_way before delete on coupons for each row
    signal sqlstate '45000' set message_text = 'no way'`.execute(cabinet.db)
  await requestUndo(staff.ctx, id)
  await expect(workOnImport(worker, id, running)).rejects.toThrow('no way')
  await sql`drop trigger no_way`.execute(cabinet.db)
  expect(await findImport(staff.ctx, id)).toMatchObject({ status: 'committed', failure: 'unexpected' })
  expect(await countOf(numbers)).toBe(2)
  await requestUndo(staff.ctx, id)
  await workOnImport(worker, id, running)
  expect(await countOf(numbers)).toBe(0)
})

test('a file that comes in or has come in is not discarded', async () => {
  const { id } = await check(staff.ctx, 'coupons', file(fresh(1)))
  await requestCommit(staff.ctx, id)
  await expect(discardImport(staff.ctx, id)).rejects.toMatchObject({ code: 'import_not_ready' })
  await workOnImport(worker, id, running)
  await expect(discardImport(staff.ctx, id)).rejects.toMatchObject({ code: 'import_not_ready' })
  expect((await findImport(staff.ctx, id)).status).toBe('committed')
})

test('two who press the button at once commit once', async () => {
  const { id } = await check(staff.ctx, 'coupons', file(fresh(2)))
  const presses = await Promise.allSettled(Array.from({ length: 6 }, () => requestCommit(staff.ctx, id)))
  expect(presses.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  await workOnImport(worker, id, running)
  expect(await cabinet.actions({ kind: 'import', id })).toEqual(['import.uploaded', 'import.committed'])
})

test('a discarded file is gone, and what nobody decided about in two weeks is discarded', async () => {
  const chunks = (id: number) =>
    cabinet.db.selectFrom('import_chunks').select('position').where('import_id', '=', id).execute()
  const { id } = await check(staff.ctx, 'coupons', file(fresh(1)))
  expect(await chunks(id)).toHaveLength(1)
  await discardImport(staff.ctx, id)
  expect(await chunks(id)).toEqual([])
  await expect(requestCommit(staff.ctx, id)).rejects.toMatchObject({ code: 'import_not_ready' })

  const forgotten = await check(staff.ctx, 'coupons', file(fresh(1)))
  await sql`update imports set created_at = utc_timestamp(6) - interval 15 day where id = ${forgotten.id}`.execute(
    cabinet.db,
  )
  await discardForgottenImports(worker)
  expect((await findImport(staff.ctx, forgotten.id)).status).toBe('discarded')
  expect(await chunks(forgotten.id)).toEqual([])
})

test('the stored file is sealed', async () => {
  const numbers = fresh(1)
  const { id } = await check(staff.ctx, 'coupons', file(numbers))
  const [chunk] = await cabinet.db
    .selectFrom('import_chunks')
    .selectAll()
    .where('import_id', '=', id)
    .execute()
  expect(chunk?.ciphertext.includes(Buffer.from(numbers[0] ?? ''))).toBe(false)
})
