import { sql } from 'kysely'
import { type Db, isDuplicateKey } from '#db/connection/client.server.ts'

/** A transaction's own id, written inside it, so that a COMMIT whose answer was lost can be looked up. */
export async function insertOperation(db: Db, id: Buffer): Promise<void> {
  await db.insertInto('operations').values({ id }).execute()
}

/**
 * What became of a COMMIT whose answer was lost: true when it took effect, false when it never will. Inserting the
 * operation's own id waits for a commit still under way and bars a late one, from whatever node of a cluster either of
 * them comes. Whoever asks again, because this answer was lost too, gets the same: what bars is known by its mark.
 */
export async function selectCommitOutcome(db: Db, id: Buffer): Promise<boolean> {
  const mark = markOf(id)
  try {
    await db
      .insertInto('operations')
      .values([{ id }, { id: mark }])
      .execute()
    return false
  } catch (error) {
    if (!isDuplicateKey(error)) throw error
  }
  const barred = await db.selectFrom('operations').select('id').where('id', '=', mark).executeTakeFirst()
  return barred === undefined
}

/** As random as the id itself, and so as surely nobody else's. */
function markOf(id: Buffer): Buffer {
  return Buffer.from(id.map((byte) => byte ^ 0xff))
}

export async function deleteOldOperations(db: Db, days: number): Promise<number> {
  const result = await db
    .deleteFrom('operations')
    .where('at', '<', sql<Date>`utc_timestamp(6) - interval ${days} day`)
    .limit(5000)
    .executeTakeFirst()
  return Number(result.numDeletedRows)
}
