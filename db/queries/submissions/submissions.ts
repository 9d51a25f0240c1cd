import { sql } from 'kysely'
import { type Db, isDuplicateKey } from '#db/connection/client.server.ts'

/** A claim that nobody renews for so long has lapsed: its process is dead. */
export const CLAIM_SECONDS = 60

/**
 * `claimed` for the first sending, `taken` while one is in flight or answered. One that has lapsed
 * is `done` when it still came to its audit row; when not, the claim is void and the next one's.
 */
export async function claimSubmission(
  db: Db,
  id: Buffer,
  requestId: string,
): Promise<'claimed' | 'taken' | 'done'> {
  const abandoned = await db
    .selectFrom('form_submissions')
    .select('request_id')
    .where('id', '=', id)
    .where('answer', 'is', null)
    .where('created_at', '<', sql<Date>`utc_timestamp(6) - interval ${CLAIM_SECONDS} second`)
    .executeTakeFirst()
  if (abandoned) {
    if (await isDone(db, abandoned.request_id)) return 'done'
    await db
      .deleteFrom('form_submissions')
      .where('id', '=', id)
      .where('request_id', '=', abandoned.request_id)
      .where('answer', 'is', null)
      .execute()
  }
  try {
    await db.insertInto('form_submissions').values({ id, answer: null, request_id: requestId }).execute()
    return 'claimed'
  } catch (error) {
    if (isDuplicateKey(error)) return 'taken'
    throw error
  }
}

/**
 * A form that opens a session is safe to repeat, and has to be: nobody else can give its cookie. A refused password,
 * and the block that follows, are noted, but nothing that was asked for is done: who sends it again hears why.
 */
async function isDone(db: Db, requestId: string): Promise<boolean> {
  const rows = await db.selectFrom('audit_log').select('action').where('request_id', '=', requestId).execute()
  const actions = rows.map(({ action }) => action).filter((action) => !action.startsWith('sign_in.'))
  return actions.length > 0 && !actions.includes('session.started')
}

export async function findSubmissionAnswer(db: Db, id: Buffer): Promise<string | null> {
  const row = await db.selectFrom('form_submissions').select('answer').where('id', '=', id).executeTakeFirst()
  return row?.answer ?? null
}

export async function storeSubmissionAnswer(db: Db, id: Buffer, answer: string): Promise<void> {
  await db.updateTable('form_submissions').set({ answer }).where('id', '=', id).execute()
}

/** Its process lives and is still at it. */
export async function renewSubmission(db: Db, id: Buffer, requestId: string): Promise<void> {
  await db
    .updateTable('form_submissions')
    .set({ created_at: sql<Date>`utc_timestamp(6)` })
    .where('id', '=', id)
    .where('request_id', '=', requestId)
    .execute()
}

/** Gives a claim back whose form failed, unless what was asked for was done all the same. */
export async function releaseSubmission(db: Db, id: Buffer, requestId: string): Promise<void> {
  if (!(await isDone(db, requestId))) await deleteSubmission(db, id, requestId)
}

/** Leaves the claim alone that lapsed and is somebody else's by now. */
export async function deleteSubmission(db: Db, id: Buffer, requestId: string): Promise<void> {
  await db.deleteFrom('form_submissions').where('id', '=', id).where('request_id', '=', requestId).execute()
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
