import { type InsertObject, type SqlBool, sql } from 'kysely'
import type { Db } from '#db/connection/client.server.ts'
import type { Database } from '#db/schema/index.ts'
import { now } from '#db/sql/now.ts'

/** A live session with its person, one row a membership (company columns null without any). */
export function selectLiveSessionRows(db: Db, tokenHash: Buffer) {
  return db
    .selectFrom('sessions as s')
    .innerJoin('users as u', 'u.id', 's.user_id')
    .leftJoin('memberships as m', 'm.user_id', 'u.id')
    .leftJoin('companies as c', 'c.id', 'm.company_id')
    .select([
      's.id as session_id',
      's.company_id as session_company_id',
      's.remembered',
      'u.id as user_id',
      'u.email',
      'u.name',
      'u.locale',
      'u.staff_role',
      'u.station_id',
      'u.welcomed_at',
      'c.id as company_id',
      'c.name as company_name',
      'c.closed_at as company_closed_at',
      'm.role',
      sql<0 | 1>`coalesce(m.visited_at < utc_timestamp(6) - interval 1 minute, 1)`.as('visit_stale'),
      now.as('now'),
      sql<0 | 1>`s.seen_at < utc_timestamp(6) - interval 1 minute`.as('stale'),
    ])
    .where('s.token_hash', '=', tokenHash)
    .where('s.idle_expires_at', '>', now)
    .where('s.expires_at', '>', now)
    .where('u.disabled_at', 'is', null)
    .whereRef('u.password_version', '=', 's.password_version')
    .orderBy('c.name')
    .orderBy('c.id')
    .execute()
}

/** Moves the idle limit on, never past the absolute one; at most once a minute. */
export async function updateSessionExpiry(db: Db, sessionId: number, idleSeconds: number): Promise<void> {
  await db
    .updateTable('sessions')
    .set({
      seen_at: now,
      idle_expires_at: sql<Date>`least(utc_timestamp(6) + interval ${idleSeconds} second, expires_at)`,
    })
    .where('id', '=', sessionId)
    .where('seen_at', '<', sql<Date>`utc_timestamp(6) - interval 1 minute`)
    .execute()
}

/** That somebody is in the cabinet of a company; at most once a minute. */
export async function updateVisit(db: Db, userId: number, companyId: number): Promise<void> {
  await db
    .updateTable('memberships')
    .set({ visited_at: now })
    .where('user_id', '=', userId)
    .where('company_id', '=', companyId)
    .where(sql<SqlBool>`coalesce(visited_at < utc_timestamp(6) - interval 1 minute, 1) = 1`)
    .execute()
}

type NewSession = Omit<
  InsertObject<Database, 'sessions'>,
  'created_at' | 'seen_at' | 'idle_expires_at' | 'expires_at'
>

/** `idleSeconds` and `lifeSeconds` count from now, by the database's clock. */
export async function insertSession(
  db: Db,
  session: NewSession,
  life: { idleSeconds: number; lifeSeconds: number },
): Promise<number> {
  const result = await db
    .insertInto('sessions')
    .values({
      ...session,
      created_at: now,
      seen_at: now,
      idle_expires_at: sql<Date>`utc_timestamp(6) + interval ${life.idleSeconds} second`,
      expires_at: sql<Date>`utc_timestamp(6) + interval ${life.lifeSeconds} second`,
    })
    .executeTakeFirstOrThrow()
  return Number(result.insertId)
}

/** Live sessions of a person, the last seen first. */
export function selectSessionsOf(db: Db, userId: number) {
  return db
    .selectFrom('sessions')
    .select(['id', 'ip', 'user_agent', 'remembered', 'created_at', 'seen_at'])
    .where('user_id', '=', userId)
    .where('idle_expires_at', '>', now)
    .where('expires_at', '>', now)
    .orderBy('seen_at', 'desc')
    .orderBy('id', 'desc')
    .limit(100)
    .execute()
}

export function selectSessionOf(db: Db, userId: number, sessionId: number) {
  return db
    .selectFrom('sessions')
    .select(['id', 'remembered', 'company_id'])
    .where('id', '=', sessionId)
    .where('user_id', '=', userId)
    .executeTakeFirst()
}

/** @returns whose it was, or null when there was none. */
export async function deleteSessionByToken(
  db: Db,
  tokenHash: Buffer,
): Promise<{ id: number; userId: number } | null> {
  const row = await db
    .selectFrom('sessions')
    .select(['id', 'user_id'])
    .where('token_hash', '=', tokenHash)
    .executeTakeFirst()
  if (!row || !(await deleteSessionOf(db, row.user_id, row.id))) return null
  return { id: row.id, userId: row.user_id }
}

export async function deleteSessionOf(db: Db, userId: number, sessionId: number): Promise<boolean> {
  const result = await db
    .deleteFrom('sessions')
    .where('id', '=', sessionId)
    .where('user_id', '=', userId)
    .executeTakeFirst()
  return result.numDeletedRows === 1n
}

/** All of a person's, or all but one; returns how many. */
export async function deleteSessionsOf(db: Db, userId: number, exceptId?: number): Promise<number> {
  let query = db.deleteFrom('sessions').where('user_id', '=', userId)
  if (exceptId !== undefined) query = query.where('id', '<>', exceptId)
  const result = await query.executeTakeFirst()
  return Number(result.numDeletedRows)
}

export async function updateCompanyOfSession(
  db: Db,
  userId: number,
  sessionId: number,
  companyId: number,
): Promise<boolean> {
  const result = await db
    .updateTable('sessions')
    .set({ company_id: companyId })
    .where('id', '=', sessionId)
    .where('user_id', '=', userId)
    .executeTakeFirst()
  return result.numUpdatedRows === 1n
}

export async function deleteExpiredSessions(db: Db): Promise<number> {
  const result = await db.deleteFrom('sessions').where('expires_at', '<', now).limit(5000).executeTakeFirst()
  return Number(result.numDeletedRows)
}
