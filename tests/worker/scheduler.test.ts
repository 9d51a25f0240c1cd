import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { createLog } from '#app/runtime/log.server.ts'
import type { Job, WorkerServices } from '#app/worker/job.ts'
import { jobs } from '#app/worker/jobs.ts'
import { runJobs } from '#app/worker/scheduler.server.ts'
import { createDb } from '#db/connection/client.server.ts'
import { claimJob, selectHeartbeatAge, selectJobs } from '#db/queries/jobs/jobs.ts'
import { type Cabinet, createCabinet, newAddress } from '#tests/support/fixtures.ts'
import { letterOf, letterTo } from '#tests/support/mail.ts'
import { workerServices } from '#tests/support/worker-services.ts'

describe('the scheduler', () => {
  let cabinet: Cabinet
  let services: WorkerServices
  const lines: { level: string; msg: string; job?: string }[] = []

  beforeAll(async () => {
    cabinet = await createCabinet()
    const log = createLog('info', { write: (line) => lines.push(JSON.parse(line)) })
    services = await workerServices(cabinet, log)
  })
  afterEach(async () => {
    lines.length = 0
    await cabinet.db.deleteFrom('worker_jobs').execute()
  })
  afterAll(() => cabinet.destroy())

  /** Runs until `enough`, then asks to stop and waits for the end. */
  async function runUntil(
    list: Job[],
    enough: () => boolean | Promise<boolean>,
    given = services,
  ): Promise<void> {
    const stop = new AbortController()
    const running = runJobs(list, given, stop.signal)
    await expect.poll(enough, { interval: 20 }).toBe(true)
    stop.abort()
    await running
  }

  test('runs each job again and again in its own rhythm, as the system', async () => {
    const seen: string[] = []
    const job = (name: string): Job => ({
      name,
      everySeconds: 0.01,
      run: async ({ ctx }) => {
        seen.push(`${name} ${ctx.actor.kind}`)
        return false
      },
    })
    await runUntil([job('one'), job('two')], () => seen.filter((name) => name === 'two system').length > 2)
    expect(seen).toContain('one system')
  })

  test('a job that says that more waits runs again at once', async () => {
    let runs = 0
    const run = async () => ++runs < 5
    await runUntil([{ name: 'more', everySeconds: 3_600, run }], () => runs === 5)
  })

  test('a job with a lease runs on one of several workers at a time, and not before it is due', async () => {
    let running = 0
    let most = 0
    let runs = 0
    const job: Job = {
      name: 'leased',
      everySeconds: 0.01,
      leaseSeconds: 60,
      run: async () => {
        most = Math.max(most, ++running)
        await sleep(15)
        running--
        runs++
        return false
      },
    }
    const stop = new AbortController()
    const workers = [1, 2, 3, 4].map(() => runJobs([job], services, stop.signal))
    await expect.poll(() => runs).toBeGreaterThan(3)
    stop.abort()
    await Promise.all(workers)
    expect(most).toBe(1)
    expect(await selectJobs(cabinet.db)).toMatchObject([
      { name: 'leased', lease_token: null, failure: null, finished_at: expect.any(Date) },
    ])
  })

  test('the job of a worker that died is taken over when its lease runs out', async () => {
    expect(await claimJob(cabinet.db, 'orphan', Buffer.alloc(16, 1), 60)).toBe(true)
    expect(await claimJob(cabinet.db, 'orphan', Buffer.alloc(16, 2), 60)).toBe(false)
    await sql`update worker_jobs set lease_until = utc_timestamp(6) - interval 1 second`.execute(cabinet.db)
    expect(await claimJob(cabinet.db, 'orphan', Buffer.alloc(16, 2), 60)).toBe(true)
  })

  test('a job that fails is logged, remembered and tried again; the others go on', async () => {
    let tries = 0
    let others = 0
    const failing: Job = {
      name: 'failing',
      everySeconds: 0.01,
      leaseSeconds: 60,
      run: async () => {
        if (++tries === 1) throw new TypeError('broken')
        return false
      },
    }
    const steady: Job = { name: 'steady', everySeconds: 0.01, run: async () => ++others < 0 }
    const stop = new AbortController()
    const running = runJobs([failing, steady], services, stop.signal)
    await expect.poll(() => selectJobs(cabinet.db)).toMatchObject([{ failure: 'TypeError' }])
    await expect.poll(() => tries).toBeGreaterThan(1)
    await expect.poll(() => selectJobs(cabinet.db)).toMatchObject([{ failure: null }])
    stop.abort()
    await running
    expect(others).toBeGreaterThan(2)
    expect(lines.filter(({ level }) => level === 'error')).toMatchObject([
      { msg: 'The job failed', job: 'failing' },
    ])
  })

  test('asked to stop, it waits for the run in hand and begins no other', async () => {
    let begun = 0
    let finished = 0
    const job: Job = {
      name: 'slow',
      everySeconds: 0,
      run: async ({ signal }) => {
        begun++
        await sleep(100)
        expect(signal.aborted).toBe(true)
        finished++
        return true
      },
    }
    await runUntil([job], () => begun === 1)
    expect([begun, finished]).toEqual([1, 1])
  })

  test('survives a database that is away, says so once a job, and goes on when it is back', async () => {
    // A handle whose server can be taken away: the same database behind a switch.
    const away = createDb('mysql://nobody@127.0.0.1:9/none')
    let reachable = false
    let runs = 0
    const job: Job = {
      name: 'patient',
      everySeconds: 0.01,
      run: async ({ ctx }) => {
        await sql`select 1`.execute(ctx.db)
        runs++
        return false
      },
    }
    const switched: WorkerServices = {
      ...services,
      get db() {
        return reachable ? cabinet.db : away
      },
    }
    const stop = new AbortController()
    const running = runJobs([job], switched, stop.signal)
    await expect.poll(() => lines.length).toBeGreaterThan(0)
    await sleep(600)
    reachable = true
    await expect.poll(() => runs).toBeGreaterThan(0)
    stop.abort()
    await running
    await away.destroy()
    expect(lines.map(({ msg }) => msg)).toEqual(['The database is away', 'The job works again'])
  })

  test('the worker’s own jobs: letters go out, the log is sealed, what is old goes, and it gives a sign of life', async () => {
    expect(await selectHeartbeatAge(cabinet.db)).toBeNull()
    const id = await letterTo(await cabinet.system(), newAddress())
    await cabinet.company()
    await sql`insert into operations (id, at) values (${Buffer.alloc(16, 7)}, '2020-01-01')`.execute(
      cabinet.db,
    )
    const done = async () => {
      const { status } = await letterOf(cabinet.db, id)
      const old = await cabinet.db
        .selectFrom('operations')
        .selectAll()
        .where('at', '<', new Date('2021-01-01'))
        .execute()
      const unsealed = await cabinet.db
        .selectFrom('audit_log')
        .select('id')
        .where('batch_id', 'is', null)
        .execute()
      return status === 'sent' && old.length === 0 && unsealed.length === 0
    }
    await runUntil([...jobs], done)
    const age = await selectHeartbeatAge(cabinet.db)
    expect(age).not.toBeNull()
    expect(Math.abs(age ?? 99)).toBeLessThan(60)
    const names = jobs.map(({ name }) => name)
    expect(new Set(names).size).toBe(names.length)
  })
})
