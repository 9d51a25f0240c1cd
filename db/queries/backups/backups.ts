/** What a database that came back from a backup must forget: its world went on without it. */
import { sql } from 'kysely'
import type { Db } from '#db/connection/client.server.ts'
import { now } from '#db/sql/now.ts'

export async function deleteAllSessions(db: Db): Promise<number> {
  const result = await db.deleteFrom('sessions').executeTakeFirst()
  return Number(result.numDeletedRows)
}

export async function updateOpenResetsRevoked(db: Db): Promise<void> {
  await db
    .updateTable('links')
    .set({ revoked_at: now, live_key: null })
    .where('purpose', '=', 'password_reset')
    .where('used_at', 'is', null)
    .where('revoked_at', 'is', null)
    .execute()
}

/** Whether these letters went out since nobody here knows. Returns how many. */
export async function updateWaitingLettersParked(db: Db): Promise<number> {
  const result = await db
    .updateTable('outbox')
    .set({ status: 'parked', last_error: 'outcome_unknown', lease_until: null, lease_token: null })
    .where('status', 'in', ['pending', 'sending'])
    .executeTakeFirst()
  return Number(result.numUpdatedRows)
}

/**
 * The provider remembers `outbox/<id>` of letters that this database never heard of, and refuses another letter under
 * the same key: new letters begin well beyond. Commits by itself, as DDL does.
 */
export async function updateNextLetterId(db: Db, count: number): Promise<void> {
  const { rows } = await sql<{ last: number | null }>`select max(id) as last from outbox`.execute(db)
  await sql`alter table outbox auto_increment = ${sql.lit(Number(rows[0]?.last ?? 0) + count + 1)}`.execute(
    db,
  )
}
