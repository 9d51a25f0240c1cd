import { sql } from 'kysely'
import { type Db, isDuplicateKey } from '#db/connection/client.server.ts'

export interface RateWindow {
  /** Start of the current window, by the database's clock. */
  start: Date
  /** Share of the current window that is over, 0 to 1. */
  elapsed: number
  current: number
  previous: number
}

/** Hits of a bucket in this window of `seconds` and in the one before. */
export async function selectRateWindow(db: Db, bucket: Buffer, seconds: number): Promise<RateWindow> {
  const { rows } = await sql<{
    start: Date
    at: string
    begun: number
    current: number | null
    previous: number | null
  }>`
    select w.start, unix_timestamp(utc_timestamp(6)) as at, unix_timestamp(w.start) as begun,
      (select hits from rate_limits where bucket = ${bucket} and window_start = w.start) as current,
      (select hits from rate_limits where bucket = ${bucket} and window_start = w.start - interval ${seconds} second)
        as previous
    from (select from_unixtime(floor(unix_timestamp() / ${seconds}) * ${seconds}) as start) as w
  `.execute(db)
  const [row] = rows
  if (!row) throw new Error('the database told no time')
  const elapsed = Math.min(1, Math.max(0, (Number(row.at) - Number(row.begun)) / seconds))
  return {
    start: new Date(row.start),
    elapsed,
    current: Number(row.current ?? 0),
    previous: Number(row.previous ?? 0),
  }
}

/** Counts one more hit unless there are `ceiling` already; true when it was counted. Atomic. */
export async function upsertHit(db: Db, bucket: Buffer, start: Date, ceiling: number): Promise<boolean> {
  if (ceiling < 1) return false
  const counted = await raise(db, bucket, start, ceiling)
  if (counted) return true
  try {
    await db.insertInto('rate_limits').values({ bucket, window_start: start, hits: 1 }).execute()
    return true
  } catch (error) {
    if (!isDuplicateKey(error)) throw error
    return raise(db, bucket, start, ceiling)
  }
}

async function raise(db: Db, bucket: Buffer, start: Date, ceiling: number): Promise<boolean> {
  const result = await db
    .updateTable('rate_limits')
    .set({ hits: sql<number>`hits + 1` })
    .where('bucket', '=', bucket)
    .where('window_start', '=', start)
    .where('hits', '<', ceiling)
    .executeTakeFirst()
  return result.numUpdatedRows === 1n
}

/** Makes the bucket's row of this day the transaction's own; on another node of a cluster one of two fails and repeats. */
export async function upsertTurn(db: Db, bucket: Buffer): Promise<void> {
  await db
    .insertInto('rate_limits')
    .values({ bucket, window_start: sql<Date>`utc_date()`, hits: 1 })
    .onDuplicateKeyUpdate({ hits: sql<number>`hits + 1` })
    .execute()
}

/** The longest window is an hour, and the one before the current counts too. */
export async function deleteOldRateLimits(db: Db): Promise<number> {
  const result = await db
    .deleteFrom('rate_limits')
    .where('window_start', '<', sql<Date>`utc_timestamp() - interval 3 hour`)
    .limit(5000)
    .executeTakeFirst()
  return Number(result.numDeletedRows)
}
