import { afterAll, beforeAll, expect, test } from 'vitest'
import { failingJobs, runLeased } from '#app/domain/jobs/jobs.server.ts'
import { databaseNow } from '#db/sql/now.ts'
import { type Cabinet, createCabinet } from '#tests/support/fixtures.ts'

let cabinet: Cabinet

beforeAll(async () => {
  cabinet = await createCabinet()
})
afterAll(() => cabinet.destroy())

const EVERY_SECONDS = 10_000
const job = (name: string) => ({ name, everySeconds: EVERY_SECONDS, leaseSeconds: 60 })
const runs = (name: string, more: boolean) => runLeased(cabinet.db, job(name), async () => more)

async function dueIn(name: string): Promise<number> {
  const row = await cabinet.db
    .selectFrom('worker_jobs')
    .select('due_at')
    .where('name', '=', name)
    .executeTakeFirstOrThrow()
  return (row.due_at.getTime() - (await databaseNow(cabinet.db)).getTime()) / 1_000
}

test('a job is due again before its interval is over, so that the next look finds it due', async () => {
  expect(await runs('steady', false)).toBe(false)
  const seconds = await dueIn('steady')
  expect(seconds).toBeLessThan(EVERY_SECONDS)
  expect(seconds).toBeGreaterThan(EVERY_SECONDS / 2)
})

test('nobody runs a job that is not due, or that another runs', async () => {
  await runs('taken', false)
  expect(await runLeased(cabinet.db, job('taken'), () => Promise.reject(new Error('it ran')))).toBe(false)
  const begun = await runLeased(cabinet.db, job('under way'), () => runs('under way', true))
  expect(begun).toBe(false)
})

test('one of which more waits is due at once', async () => {
  expect(await runs('busy', true)).toBe(true)
  expect(await dueIn('busy')).toBeLessThanOrEqual(0)
})

test('one that failed is due in a second, and its failure is kept until it succeeds', async () => {
  const fails = () => runLeased(cabinet.db, job('broken'), () => Promise.reject(new TypeError('no')))
  await expect(fails()).rejects.toThrow('no')
  expect(await dueIn('broken')).toBeLessThanOrEqual(1)
  const failing = () => failingJobs(cabinet.db)
  expect(await failing()).toEqual([{ name: 'broken', failure: 'TypeError' }])
  await cabinet.db
    .updateTable('worker_jobs')
    .set({ due_at: new Date(0) })
    .where('name', '=', 'broken')
    .execute()
  await runs('broken', false)
  expect(await failing()).toEqual([])
})
