import { type Insertable, type Selectable, sql } from 'kysely'
import type { Db } from '#db/connection/client.server.ts'
import type { InvitationsTable } from '#db/schema/index.ts'
import { now } from '#db/sql/now.ts'

export type InvitationRow = Selectable<InvitationsTable>

type NewInvitation = Pick<
  Insertable<InvitationsTable>,
  | 'email'
  | 'name'
  | 'company_id'
  | 'role'
  | 'staff_role'
  | 'station_id'
  | 'locale'
  | 'invited_by'
  | 'live_key'
>

/** Fails with a duplicate key when the person has an invitation to the same that waits. */
export async function insertInvitation(db: Db, invitation: NewInvitation, days: number): Promise<number> {
  const result = await db
    .insertInto('invitations')
    .values({ ...invitation, status: 'pending', sent_at: now, created_at: now, expires_at: inDays(days) })
    .executeTakeFirstOrThrow()
  return Number(result.insertId)
}

export function selectInvitation(db: Db, id: number): Promise<InvitationRow | undefined> {
  return db.selectFrom('invitations').selectAll().where('id', '=', id).executeTakeFirst()
}

export function selectInvitationByLiveKey(db: Db, liveKey: string): Promise<InvitationRow | undefined> {
  return db.selectFrom('invitations').selectAll().where('live_key', '=', liveKey).executeTakeFirst()
}

/** The same, if it is the company's own. */
export function selectInvitationOf(
  db: Db,
  companyId: number,
  id: number,
): Promise<InvitationRow | undefined> {
  return db
    .selectFrom('invitations')
    .selectAll()
    .where('id', '=', id)
    .where('company_id', '=', companyId)
    .executeTakeFirst()
}

/** Pending ones of an address whose company is open, the newest first; `live` false are those that expired. */
export async function selectWaitingInvitations(
  db: Db,
  email: string,
): Promise<(InvitationRow & { live: boolean; company_name: string | null })[]> {
  const rows = await db
    .selectFrom('invitations as i')
    .leftJoin('companies as c', 'c.id', 'i.company_id')
    .selectAll('i')
    .select(['c.name as company_name', sql<0 | 1>`i.expires_at > utc_timestamp(6)`.as('live')])
    .where('i.email', '=', email)
    .where('i.status', '=', 'pending')
    .where('i.live_key', 'is not', null)
    .where('c.closed_at', 'is', null)
    .orderBy('i.id', 'desc')
    .limit(20)
    .execute()
  return rows.map((row) => ({ ...row, live: Boolean(row.live) }))
}

/** Lets a new invitation take an expired one's place; returns the expired one's id. */
export async function updateExpiredInvitationReplaced(db: Db, liveKey: string): Promise<number | null> {
  const row = await db
    .selectFrom('invitations')
    .select('id')
    .where('live_key', '=', liveKey)
    .where('expires_at', '<=', now)
    .executeTakeFirst()
  if (!row) return null
  await db.updateTable('invitations').set({ live_key: null }).where('id', '=', row.id).execute()
  return row.id
}

/** True for one caller only. */
export async function updateInvitationAccepted(db: Db, id: number, userId: number): Promise<boolean> {
  const result = await db
    .updateTable('invitations')
    .set({ status: 'accepted', accepted_at: now, user_id: userId, live_key: null })
    .where('id', '=', id)
    .where('status', '=', 'pending')
    .executeTakeFirst()
  return result.numUpdatedRows === 1n
}

export async function updateInvitationRevoked(db: Db, id: number): Promise<boolean> {
  const result = await db
    .updateTable('invitations')
    .set({ status: 'revoked', revoked_at: now, live_key: null })
    .where('id', '=', id)
    .where('status', '=', 'pending')
    .executeTakeFirst()
  return result.numUpdatedRows === 1n
}

/** Its life counted anew from now; may fail with a duplicate key when a newer one took its place. */
export async function updateInvitationExpiry(
  db: Db,
  id: number,
  liveKey: string,
  days: number,
): Promise<boolean> {
  const result = await db
    .updateTable('invitations')
    .set({ sent_at: now, expires_at: inDays(days), live_key: liveKey, wished_at: null })
    .where('id', '=', id)
    .where('status', '=', 'pending')
    .executeTakeFirst()
  return result.numUpdatedRows === 1n
}

/** True when the request is new: none was noted within so many hours. */
export async function updateReinviteRequested(db: Db, id: number, hours: number): Promise<boolean> {
  const result = await db
    .updateTable('invitations')
    .set({ wished_at: now })
    .where('id', '=', id)
    .where('status', '=', 'pending')
    .where((eb) =>
      eb.or([eb('wished_at', 'is', null), eb('wished_at', '<', sql<Date>`${now} - interval ${hours} hour`)]),
    )
    .executeTakeFirst()
  return result.numUpdatedRows === 1n
}

/** Pending ones, expired or not, of a company; of one address there, if told. */
export function selectPendingOf(db: Db, companyId: number, email?: string): Promise<InvitationRow[]> {
  const query = db
    .selectFrom('invitations')
    .selectAll()
    .where('status', '=', 'pending')
    .where('company_id', '=', companyId)
  return (email === undefined ? query : query.where('email', '=', email)).execute()
}

function inDays(days: number) {
  return sql<Date>`utc_timestamp(6) + interval ${days} day`
}
