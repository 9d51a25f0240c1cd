import { sql } from 'kysely'
import { type Db, isDuplicateKey } from '#db/connection/client.server.ts'
import { cutTo } from '#db/sql/cut.ts'
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
export async function upsertPause(db: Db, reason: string, seconds: number): Promise<boolean> {
  const kept = cutTo('outbox_pauses.reason', reason)
  const prolonged = await db
    .updateTable('outbox_pauses')
    .set({ until: inSeconds(seconds), reason: kept })
    .where('name', '=', 'provider')
    .executeTakeFirst()
  if (prolonged.numUpdatedRows > 0n) return false
  try {
    await db
      .insertInto('outbox_pauses')
      .values({
        name: 'provider',
        reason: kept,
        since: now,
        until: inSeconds(seconds),
      })
      .execute()
    return true
  } catch (error) {
    if (isDuplicateKey(error)) return false
    throw error
  }
}

/** The pause's reason, for the one who ended it; undefined when there was none. */
export async function deletePause(db: Db): Promise<string | undefined> {
  const pause = await selectHold(db, 'provider')
  if (!pause) return undefined
  const result = await db.deleteFrom('outbox_pauses').where('name', '=', 'provider').executeTakeFirst()
  return result.numDeletedRows > 0n ? pause.reason : undefined
}

/** The next letter is tried at once; the pause itself ends when the provider takes it. */
export async function updatePauseOver(db: Db): Promise<void> {
  await db.updateTable('outbox_pauses').set({ until: now }).where('name', '=', 'provider').execute()
}

/**
 * True for the one worker that may try a single letter on a queue that has waited long enough; the others wait for what
 * becomes of it, `seconds` at most.
 */
export async function claimProbe(db: Db, seconds: number): Promise<boolean> {
  const result = await db
    .updateTable('outbox_pauses')
    .set({ until: inSeconds(seconds) })
    .where('name', '=', 'provider')
    .where('until', '<=', now)
    .executeTakeFirst()
  return result.numUpdatedRows === 1n
}
