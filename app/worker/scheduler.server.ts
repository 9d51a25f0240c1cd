import { randomBytes } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { systemContext } from '#app/domain/kernel/system-context.server.ts'
import { isConnectionLost, lacksQuorum } from '#db/connection/client.server.ts'
import { leaseJob, releaseJob } from '#db/queries/jobs/jobs.ts'
import type { Job, WorkerServices } from './job.ts'

/** Work goes on within seconds of a database that is back; a job that fails by itself is tried ever less often. */
const MAX_WAIT_SECONDS = { databaseAway: 5, failing: 60 }

/** Runs every job in its own rhythm until `signal` asks to stop; returns when what is in hand is finished. */
export async function runJobs(
  jobs: readonly Job[],
  services: WorkerServices,
  signal: AbortSignal,
): Promise<void> {
  await Promise.all(jobs.map((job) => repeat(job, services, signal)))
}

async function repeat(job: Job, services: WorkerServices, signal: AbortSignal): Promise<void> {
  const log = services.log.child({ job: job.name })
  for (let failures = 0; !signal.aborted; ) {
    let wait = job.everySeconds
    try {
      if (await runOnce(job, { ...services, log }, signal)) wait = 0
      if (failures > 0) log.info({ failures }, 'The job works again')
      failures = 0
    } catch (err) {
      failures += 1
      const away = isConnectionLost(err) || lacksQuorum(err)
      wait = backoff(failures, away ? MAX_WAIT_SECONDS.databaseAway : MAX_WAIT_SECONDS.failing)
      // A database that is away is said once a job, not at every try.
      if (!away) log.error({ err, failures }, 'The job failed')
      else if (failures === 1) log.warn({ err }, 'The database is away')
    }
    // Workers that were started together drift apart.
    await pause(wait * (0.9 + Math.random() * 0.2), signal)
  }
}

/** @returns whether more waits. @throws what the job throws, with its lease given back. */
async function runOnce(job: Job, services: WorkerServices, signal: AbortSignal): Promise<boolean> {
  const run = async () =>
    job.run({ ctx: await systemContext(services, 'worker', job.name), services, signal })
  if (job.leaseSeconds === undefined) return run()
  const token = randomBytes(16)
  if (!(await leaseJob(services.db, job.name, token, job.leaseSeconds))) return false
  try {
    const more = await run()
    await releaseJob(services.db, job.name, token, {
      dueIn: more ? 0 : job.everySeconds * 0.9,
      failure: null,
    })
    return more
  } catch (error) {
    const failure = error instanceof Error ? error.name : 'unknown'
    await releaseJob(services.db, job.name, token, { dueIn: 1, failure }).catch(() => {})
    throw error
  }
}

function backoff(failures: number, longest: number): number {
  return Math.min(0.25 * 2 ** Math.min(failures, 16), longest)
}

/** Ends early when asked to stop. */
async function pause(seconds: number, signal: AbortSignal): Promise<void> {
  await sleep(seconds * 1_000, undefined, { signal }).catch(() => {})
}
