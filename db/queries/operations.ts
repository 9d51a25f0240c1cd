import { sql } from 'kysely'
import { type Db, isDuplicateKey } from '#db/client.server.ts'

/** A transaction's own id, written inside it, so that a COMMIT whose answer was lost can be looked up. */
export async function insertOperation(db: Db, id: Buffer): Promise<void> {
  await db.insertInto('operations').values({ id }).execute()
}

/**
 * What became of a COMMIT whose answer was lost: true when it took effect, false when it never will. Inserting the
 * operation's own id waits for a commit still under way and bars a late one.
 */
export async function commitOutcomeOf(db: Db, id: Buffer): Promise<boolean> {
  try {
    await insertOperation(db, id)
    return false
  } catch (error) {
    if (isDuplicateKey(error)) return true
    throw error
  }
}

/** Ids are needed for seconds; a day is for a person who looks. */
export async function deleteOldOperations(db: Db): Promise<number> {
  const result = await db
    .deleteFrom('operations')
    .where('at', '<', sql<Date>`utc_timestamp(6) - interval 1 day`)
    .limit(5000)
    .executeTakeFirst()
  return Number(result.numDeletedRows)
}
