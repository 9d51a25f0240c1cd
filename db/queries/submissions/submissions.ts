import { sql } from 'kysely'
import { type Db, isDuplicateKey } from '#db/connection/client.server.ts'
import { now } from '#db/sql/now.ts'

/** The claim that nobody renewed for so many seconds and that has no answer. */
export async function selectAbandonedSubmission(
  db: Db,
  id: Buffer,
  seconds: number,
): Promise<{ requestId: string } | undefined> {
  return db
    .selectFrom('form_submissions')
    .select('request_id as requestId')
    .where('id', '=', id)
    .where('answer', 'is', null)
    .where('created_at', '<', sql<Date>`utc_timestamp(6) - interval ${seconds} second`)
    .executeTakeFirst()
}

export async function deleteAbandonedSubmission(db: Db, id: Buffer, requestId: string): Promise<void> {
  await db
    .deleteFrom('form_submissions')
    .where('id', '=', id)
    .where('request_id', '=', requestId)
    .where('answer', 'is', null)
    .execute()
}

/** False when the submission is there already. */
export async function insertSubmission(db: Db, id: Buffer, requestId: string): Promise<boolean> {
  try {
    await db.insertInto('form_submissions').values({ id, answer: null, request_id: requestId }).execute()
    return true
  } catch (error) {
    if (isDuplicateKey(error)) return false
    throw error
  }
}

export async function selectSubmissionAnswer(db: Db, id: Buffer): Promise<string | null> {
  const row = await db.selectFrom('form_submissions').select('answer').where('id', '=', id).executeTakeFirst()
  return row?.answer ?? null
}

export async function updateSubmissionAnswer(db: Db, id: Buffer, answer: string): Promise<void> {
  await db.updateTable('form_submissions').set({ answer }).where('id', '=', id).execute()
}

/** Its process lives and is still at it. */
export async function updateSubmissionAge(db: Db, id: Buffer, requestId: string): Promise<void> {
  await db
    .updateTable('form_submissions')
    .set({ created_at: now })
    .where('id', '=', id)
    .where('request_id', '=', requestId)
    .execute()
}

/** Leaves the claim alone that lapsed and is somebody else's by now. */
export async function deleteSubmission(db: Db, id: Buffer, requestId: string): Promise<void> {
  await db.deleteFrom('form_submissions').where('id', '=', id).where('request_id', '=', requestId).execute()
}

export async function deleteOldSubmissions(db: Db, days: number): Promise<number> {
  const result = await db
    .deleteFrom('form_submissions')
    .where('created_at', '<', sql<Date>`utc_timestamp(6) - interval ${days} day`)
    .limit(5000)
    .executeTakeFirst()
  return Number(result.numDeletedRows)
}
