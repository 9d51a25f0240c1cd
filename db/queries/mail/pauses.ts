import { sql } from 'kysely'
import { type Db, isDuplicateKey } from '#db/connection/client.server.ts'
import { inSeconds, now } from '#db/sql/now.ts'

export interface Hold {
  reason: string
  since: Date
  until: Date
  /** How long it still holds; not above 0 when it is over. */
  ms: number
}

export async function selectHold(db: Db, name: 'provider' | 'pace'): Promise<Hold | undefined> {
  return db
    .selectFrom('outbox_pauses')
    .select(['reason', 'since', 'until'])
    .select(
      sql<number>`timestampdiff(microsecond, utc_timestamp(6), until) / 1000`.$castTo<number>().as('ms'),
    )
    .where('name', '=', name)
    .executeTakeFirst()
    .then((hold) => hold && { ...hold, ms: Number(hold.ms) })
}

/** True when the queue was open until now: the moment for an alarm. Otherwise the pause is only prolonged. */
export async function pauseQueue(db: Db, reason: string, seconds: number): Promise<boolean> {
  const prolonged = await db
    .updateTable('outbox_pauses')
    .set({ until: inSeconds(seconds), reason })
    .where('name', '=', 'provider')
    .executeTakeFirst()
  if (prolonged.numUpdatedRows > 0n) return false
  try {
    await db
      .insertInto('outbox_pauses')
      .values({ name: 'provider', reason, since: now, until: inSeconds(seconds) })
      .execute()
    return true
  } catch (error) {
    if (isDuplicateKey(error)) return false
    throw error
  }
}

/** The pause's reason, for the one who ended it; undefined when there was none. */
export async function endPause(db: Db): Promise<string | undefined> {
  const pause = await selectHold(db, 'provider')
  if (!pause) return undefined
  const result = await db.deleteFrom('outbox_pauses').where('name', '=', 'provider').executeTakeFirst()
  return result.numDeletedRows > 0n ? pause.reason : undefined
}

/** The next letter is tried at once; the pause itself ends when the provider takes it. */
export async function probePausedQueue(db: Db): Promise<void> {
  await db.updateTable('outbox_pauses').set({ until: now }).where('name', '=', 'provider').execute()
}
