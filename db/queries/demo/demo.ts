import { sql } from 'kysely'
import type { Db } from '#db/connection/client.server.ts'

const LOADED = 'demo.loaded'

/** Null where no demo data was ever loaded. */
export async function selectDemo(db: Db): Promise<string | null> {
  const row = await db.selectFrom('facts').select('value').where('name', '=', LOADED).executeTakeFirst()
  return row?.value ?? null
}

/** @throws a duplicate key where another start was quicker */
export async function insertDemo(db: Db, value: string): Promise<void> {
  await db.insertInto('facts').values({ name: LOADED, value }).execute()
}

/** Nobody has an account, no company is here, nothing was imported. */
export async function isUntouched(db: Db): Promise<boolean> {
  for (const table of ['users', 'companies', 'imports', 'access_requests', 'invitations'] as const) {
    if (await db.selectFrom(table).select('id').limit(1).executeTakeFirst()) return false
  }
  return true
}

/** As if it had been sent so many days earlier, its link too: no verb can send into the past. */
export async function updateInvitationAge(db: Db, id: number, days: number): Promise<void> {
  const earlier = (column: string) => sql<Date>`${sql.ref(column)} - interval ${days} day`
  const change = { sent_at: earlier('sent_at'), expires_at: earlier('expires_at') }
  await db.updateTable('invitations').set(change).where('id', '=', id).execute()
  await db.updateTable('links').set(change).where('invitation_id', '=', id).execute()
}

/** As if it had been written then, and sent some minutes later where it was sent: no verb can order in the past. */
export async function updateOrderMoment(db: Db, id: number, at: Date): Promise<void> {
  await sql`update orders set created_at = ${at}, sent_at = if(sent_at is null, null, ${at} + interval 7 minute)
    where id = ${id}`.execute(db)
}
