import { sql } from 'kysely'
import type { Db } from '#db/connection/client.server.ts'

/** How far something that walks a table by its ids has come: the last id that it has seen; 0: it has not begun. */
export async function selectProgress(db: Db, name: string): Promise<number> {
  const fact = await db.selectFrom('facts').select('value').where('name', '=', name).executeTakeFirst()
  return Number(fact?.value ?? 0)
}

/** Two that walk the same rows do the same: the place never goes back. */
export async function upsertProgress(db: Db, name: string, to: number): Promise<void> {
  const value = String(to)
  await db
    .insertInto('facts')
    .values({ name, value })
    .onDuplicateKeyUpdate({ value: sql<string>`if(value + 0 < ${to}, ${value}, value)` })
    .execute()
}
