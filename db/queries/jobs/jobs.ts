import { type Selectable, sql } from 'kysely'
import { type Db, isDuplicateKey } from '#db/connection/client.server.ts'
import type { WorkerJobsTable } from '#db/schema/index.ts'
import { cutTo } from '#db/sql/cut.ts'
import { inSeconds, now } from '#db/sql/now.ts'

/** True for the one worker of all nodes whose turn it is; the lease of one that died runs out. */
export async function claimJob(db: Db, name: string, token: Buffer, seconds: number): Promise<boolean> {
  await insertJob(db, name)
  const result = await db
    .updateTable('worker_jobs')
    .set({ lease_token: token, lease_until: inSeconds(seconds) })
    .where('name', '=', name)
    .where('due_at', '<=', now)
    .where(({ eb, or }) => or([eb('lease_until', 'is', null), eb('lease_until', '<', now)]))
    .executeTakeFirst()
  return result.numUpdatedRows === 1n
}

async function insertJob(db: Db, name: string): Promise<void> {
  const known = await db.selectFrom('worker_jobs').select('name').where('name', '=', name).executeTakeFirst()
  if (known) return
  try {
    await db.insertInto('worker_jobs').values({ name, due_at: now }).execute()
  } catch (error) {
    if (!isDuplicateKey(error)) throw error
  }
}

/** Gives the lease back, due again in so many seconds; a failure is kept until the next success. */
export async function updateJobReleased(
  db: Db,
  name: string,
  token: Buffer,
  { dueIn, failure }: { dueIn: number; failure: string | null },
): Promise<void> {
  await db
    .updateTable('worker_jobs')
    .set({
      due_at: inSeconds(dueIn),
      lease_token: null,
      lease_until: null,
      failure: failure === null ? null : cutTo('worker_jobs.failure', failure),
    })
    .$if(failure === null, (update) => update.set({ finished_at: now }))
    .$if(failure !== null, (update) => update.set({ failed_at: now }))
    .where('name', '=', name)
    .where('lease_token', '=', token)
    .execute()
}

export type WorkerJobRow = Selectable<WorkerJobsTable>

/** Those that are leased, by name; each with what became of its last run. */
export function selectJobs(db: Db): Promise<WorkerJobRow[]> {
  return db.selectFrom('worker_jobs').selectAll().orderBy('name').execute()
}

const HEARTBEAT = 'worker.heartbeat'

/** A worker lives and reaches the database. */
export async function upsertHeartbeat(db: Db): Promise<void> {
  const value = sql<string>`date_format(utc_timestamp(6), '%Y-%m-%dT%H:%i:%s.%fZ')`
  await db.insertInto('facts').values({ name: HEARTBEAT, value }).onDuplicateKeyUpdate({ value }).execute()
}

/** Seconds since a worker last gave a sign of life, by the database's clock; null when none ever did. */
export async function selectHeartbeatAge(db: Db): Promise<number | null> {
  const row = await db
    .selectFrom('facts')
    .select(
      sql<string>`timestampdiff(microsecond, str_to_date(value, '%Y-%m-%dT%H:%i:%s.%fZ'), utc_timestamp(6)) / 1e6`.as(
        'age',
      ),
    )
    .where('name', '=', HEARTBEAT)
    .executeTakeFirst()
  return row ? Number(row.age) : null
}
