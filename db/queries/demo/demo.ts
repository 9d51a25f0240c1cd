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

export interface OrderMoments {
  created: Date
  sent?: Date | undefined
  invoiced?: Date | undefined
  /** Issued or cancelled. */
  settled?: Date | undefined
}

/** As if each had happened then: no verb can order, invoice or issue in the past. */
export async function updateOrderMoments(db: Db, id: number, moments: OrderMoments): Promise<void> {
  const { created, sent = null, invoiced, settled = null } = moments
  await db.updateTable('orders').set({ sent_at: sent, settled_at: settled }).where('id', '=', id).execute()
  await sql`update orders set created_at = ${created},
    coupons_issued_at = if(coupons_issued_at is null, null, ${settled}) where id = ${id}`.execute(db)
  if (invoiced) await sql`update documents set created_at = ${invoiced} where order_id = ${id}`.execute(db)
}
