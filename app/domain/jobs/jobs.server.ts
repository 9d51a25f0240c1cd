import { randomBytes } from 'node:crypto'
import type { Db } from '#db/connection/client.server.ts'
import {
  claimJob,
  selectHeartbeatAge,
  selectJobs,
  updateJobReleased,
  upsertHeartbeat,
} from '#db/queries/jobs/jobs.ts'

export interface LeasedJob {
  name: string
  everySeconds: number
  leaseSeconds: number
}

/**
 * Runs `work` if no other worker of any node does and it is due; the failure is stored until the next success.
 * @returns whether more waits. @throws what `work` throws, with the lease given back.
 */
export async function runLeased(db: Db, job: LeasedJob, work: () => Promise<boolean>): Promise<boolean> {
  const token = randomBytes(16)
  if (!(await claimJob(db, job.name, token, job.leaseSeconds))) return false
  try {
    const more = await work()
    await updateJobReleased(db, job.name, token, { dueIn: more ? 0 : job.everySeconds * 0.9, failure: null })
    return more
  } catch (error) {
    const failure = error instanceof Error ? error.name : 'unknown'
    await updateJobReleased(db, job.name, token, { dueIn: 1, failure }).catch(() => {})
    throw error
  }
}

/** The sign of life of a worker that reaches the database. */
export function beat(db: Db): Promise<void> {
  return upsertHeartbeat(db)
}

/** Seconds since a worker last gave a sign of life; null when none ever did. */
export function heartbeatAge(db: Db): Promise<number | null> {
  return selectHeartbeatAge(db)
}

/** The leased jobs whose last run failed. */
export async function failingJobs(db: Db): Promise<{ name: string; failure: string }[]> {
  const rows = await selectJobs(db)
  return rows.flatMap(({ name, failure }) => (failure === null ? [] : [{ name, failure }]))
}
