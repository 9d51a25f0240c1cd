import { sql } from 'kysely'
import { type Db, isDuplicateKey } from '#db/client.server.ts'

/** True for the first sending; false while one is in flight or answered. A claim older than a minute is void. */
export async function claimSubmission(db: Db, id: Buffer): Promise<boolean> {
  await db
    .deleteFrom('form_submissions')
    .where('id', '=', id)
    .where('answer', 'is', null)
    .where('created_at', '<', sql<Date>`utc_timestamp(6) - interval 1 minute`)
    .execute()
  try {
    await db.insertInto('form_submissions').values({ id, answer: null }).execute()
    return true
  } catch (error) {
    if (isDuplicateKey(error)) return false
    throw error
  }
}

export async function findSubmissionAnswer(db: Db, id: Buffer): Promise<string | null> {
  const row = await db.selectFrom('form_submissions').select('answer').where('id', '=', id).executeTakeFirst()
  return row?.answer ?? null
}

export async function storeSubmissionAnswer(db: Db, id: Buffer, answer: string): Promise<void> {
  await db.updateTable('form_submissions').set({ answer }).where('id', '=', id).execute()
}

export async function deleteSubmission(db: Db, id: Buffer): Promise<void> {
  await db.deleteFrom('form_submissions').where('id', '=', id).execute()
}

/** A repeat comes within seconds; a day covers a tab that was asleep. */
export async function deleteOldSubmissions(db: Db): Promise<number> {
  const result = await db
    .deleteFrom('form_submissions')
    .where('created_at', '<', sql<Date>`utc_timestamp(6) - interval 1 day`)
    .limit(5000)
    .executeTakeFirst()
  return Number(result.numDeletedRows)
}
