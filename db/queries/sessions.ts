import { type Insertable, sql } from 'kysely'
import type { Db } from '#db/client.server.ts'
import type { SessionsTable } from '#db/schema.ts'

const now = sql<Date>`utc_timestamp(6)`

/** Life of a session, in seconds. Remembered sessions have no idle limit of their own. */
export interface SessionLife {
  idle: number
  absolute: number
}

/** A live session with its person, one row a membership (company columns null without any). */
export function findLiveSessionRows(db: Db, tokenHash: Buffer) {
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
      'u.welcomed_at',
      'c.id as company_id',
      'c.name as company_name',
      'c.closed_at as company_closed_at',
      'm.role',
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

/** Moves the idle limit on, never past the absolute one. */
export async function slideSession(db: Db, sessionId: number, idleSeconds: number): Promise<void> {
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

type NewSession = Pick<
  Insertable<SessionsTable>,
  'token_hash' | 'user_id' | 'company_id' | 'remembered' | 'ip' | 'user_agent'
>

export async function insertSession(db: Db, session: NewSession, life: SessionLife): Promise<number> {
  const result = await db
    .insertInto('sessions')
    .values({
      ...session,
      seen_at: now,
      idle_expires_at: sql<Date>`utc_timestamp(6) + interval ${life.idle} second`,
      expires_at: sql<Date>`utc_timestamp(6) + interval ${life.absolute} second`,
    })
    .executeTakeFirstOrThrow()
  return Number(result.insertId)
}
