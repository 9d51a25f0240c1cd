import { expressionBuilder, sql } from 'kysely'
import type { Db } from '#db/connection/client.server.ts'
import type { ClientRole, Database } from '#db/schema/index.ts'

/** Fails with a duplicate key when the person works with the company already. */
export async function insertMembership(
  db: Db,
  membership: { user_id: number; company_id: number; role: ClientRole },
): Promise<void> {
  await db.insertInto('memberships').values(membership).execute()
}

export function selectMembership(db: Db, companyId: number, userId: number) {
  return db
    .selectFrom('memberships')
    .selectAll()
    .where('user_id', '=', userId)
    .where('company_id', '=', companyId)
    .executeTakeFirst()
}

/** The company that a fresh session begins with, as a value for its row: the first open one by name, or null. */
export function firstOpenCompanyOf(userId: number) {
  return expressionBuilder<Database>()
    .selectFrom('memberships as m')
    .innerJoin('companies as c', 'c.id', 'm.company_id')
    .select('c.id')
    .where('m.user_id', '=', userId)
    .where('c.closed_at', 'is', null)
    .orderBy('c.name')
    .orderBy('c.id')
    .limit(1)
}

export function selectOpenMembership(db: Db, companyId: number, userId: number) {
  return db
    .selectFrom('memberships as m')
    .innerJoin('companies as c', 'c.id', 'm.company_id')
    .select(['m.role', 'c.name as company_name'])
    .where('m.user_id', '=', userId)
    .where('m.company_id', '=', companyId)
    .where('c.closed_at', 'is', null)
    .executeTakeFirst()
}

/** The people of a company by name; those whom staff disabled are marked. */
export function selectMembersOf(db: Db, companyId: number) {
  return db
    .selectFrom('memberships as m')
    .innerJoin('users as u', 'u.id', 'm.user_id')
    .select(['u.id', 'u.email', 'u.name', 'u.disabled_at', 'm.role', 'm.created_at'])
    .where('m.company_id', '=', companyId)
    .orderBy('u.name')
    .orderBy('u.id')
    .execute()
}

export function selectCompaniesOfUser(db: Db, userId: number) {
  return db
    .selectFrom('memberships as m')
    .innerJoin('companies as c', 'c.id', 'm.company_id')
    .select(['c.id', 'c.name', 'c.bin', 'c.closed_at', 'm.role'])
    .where('m.user_id', '=', userId)
    .orderBy('c.name')
    .orderBy('c.id')
    .execute()
}

export async function updateMembershipRole(
  db: Db,
  companyId: number,
  userId: number,
  role: ClientRole,
): Promise<void> {
  await db
    .updateTable('memberships')
    .set({ role })
    .where('user_id', '=', userId)
    .where('company_id', '=', companyId)
    .execute()
}

export async function deleteMembership(db: Db, companyId: number, userId: number): Promise<boolean> {
  const result = await db
    .deleteFrom('memberships')
    .where('user_id', '=', userId)
    .where('company_id', '=', companyId)
    .executeTakeFirst()
  return result.numDeletedRows === 1n
}

/** Owners who can sign in. */
export function selectActiveOwners(db: Db, companyId: number) {
  return db
    .selectFrom('memberships as m')
    .innerJoin('users as u', 'u.id', 'm.user_id')
    .select(['u.id', 'u.email', 'u.locale'])
    .where('m.company_id', '=', companyId)
    .where('m.role', '=', 'owner')
    .where('u.disabled_at', 'is', null)
    .orderBy('u.id')
    .execute()
}

/** Owners who can sign in, but for one person. */
export async function countOwners(db: Db, companyId: number, exceptUserId: number): Promise<number> {
  const row = await db
    .selectFrom('memberships as m')
    .innerJoin('users as u', 'u.id', 'm.user_id')
    .select((eb) => eb.fn.countAll<number>().as('owners'))
    .where('m.company_id', '=', companyId)
    .where('m.role', '=', 'owner')
    .where('m.user_id', '<>', exceptUserId)
    .where('u.disabled_at', 'is', null)
    .executeTakeFirstOrThrow()
  return Number(row.owners)
}

/**
 * Makes changes of owners (`company <id>`) or of administrators (`administrators`) wait for each other. Two people
 * who demote each other at once write the same row, so one waits (or on another node repeats) and then counts again.
 */
export async function upsertRoleChangeLock(db: Db, whose: string): Promise<void> {
  await db
    .insertInto('facts')
    .values({ name: `leaders/${whose}`, value: '1' })
    .onDuplicateKeyUpdate({ value: sql<string>`value + 1` })
    .execute()
}
