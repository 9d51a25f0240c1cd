import { sql } from 'kysely'
import type { Db } from '#db/connection/client.server.ts'
import { inSeconds, now } from '#db/sql/now.ts'
import { selectHold } from './pauses.ts'

/**
 * Takes `seconds` of the pace that all workers share.
 * @returns milliseconds to wait, when the place is another's or not yet free; 0 when it was taken.
 */
export async function claimPace(db: Db, seconds: number): Promise<number> {
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

/**
 * Nobody sends for `seconds`, and nobody leases a letter until this transaction has ended: a lease takes its place in
 * the pace first. `since` is written so that the row always changes, by which two nodes of a cluster find the conflict.
 */
export async function updatePace(db: Db, seconds: number): Promise<void> {
  await db
    .updateTable('outbox_pauses')
    .set({ until: sql`greatest(until, ${inSeconds(seconds)})`, since: now })
    .where('name', '=', 'pace')
    .execute()
}
