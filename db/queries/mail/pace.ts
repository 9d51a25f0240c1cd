import { sql } from 'kysely'
import type { Db } from '#db/connection/client.server.ts'
import { inSeconds, now } from '#db/sql/now.ts'
import { selectHold } from './pauses.ts'

/**
 * Takes `seconds` of the pace that all workers share.
 * @returns milliseconds to wait, when the place is another's or not yet free; 0 when it was taken.
 */
export async function takePace(db: Db, seconds: number): Promise<number> {
  const pace = await selectHold(db, 'pace')
  if (pace && pace.ms > 0) return pace.ms
  if (!pace) {
    await db
      .insertInto('outbox_pauses')
      .ignore()
      .values({ name: 'pace', reason: '', since: now, until: now })
      .execute()
  }
  const taken = await db
    .updateTable('outbox_pauses')
    .set({ until: inSeconds(seconds) })
    .where('name', '=', 'pace')
    .where('until', '<=', now)
    .executeTakeFirst()
  return taken.numUpdatedRows === 1n ? 0 : 1
}

/** The provider asked for patience: nobody sends before. */
export async function delayPace(db: Db, seconds: number): Promise<void> {
  await db
    .updateTable('outbox_pauses')
    .set({ until: sql`greatest(until, ${inSeconds(seconds)})` })
    .where('name', '=', 'pace')
    .execute()
}
