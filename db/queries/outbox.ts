import { type Insertable, type Selectable, sql } from 'kysely'
import type { Db } from '#db/client.server.ts'
import type { OutboxTable } from '#db/schema.ts'

export type OutboxRow = Selectable<OutboxTable>
type NewLetter = Omit<Insertable<OutboxTable>, 'status' | 'attempts' | 'due_at'>

/** Due at once, by the database's clock. */
export async function insertOutboxRow(db: Db, letter: NewLetter): Promise<number> {
  const result = await db
    .insertInto('outbox')
    .values({ ...letter, status: 'pending', attempts: 0, due_at: sql<Date>`utc_timestamp(6)` })
    .executeTakeFirstOrThrow()
  return Number(result.insertId)
}
