import { type Insertable, type Selectable, sql } from 'kysely'
import type { Db } from '#db/connection/client.server.ts'
import type { Locale, StaffRole, UsersTable } from '#db/schema/index.ts'
import { now } from '#db/sql/now.ts'
import { beyondId, directionOf, type PageRequest } from '#db/sql/page-request.ts'
import { searchesForUsersAndCompanies } from '#db/sql/people-search.ts'
import { isFoundBy } from '#db/sql/search.ts'

export type UserRow = Selectable<UsersTable>

/** `email` in its stored form. */
export function selectUserByEmail(db: Db, email: string): Promise<UserRow | undefined> {
  return db.selectFrom('users').selectAll().where('email', '=', email).executeTakeFirst()
}

export function selectUserById(db: Db, id: number): Promise<UserRow | undefined> {
  return db.selectFrom('users').selectAll().where('id', '=', id).executeTakeFirst()
}

/** Fails with a duplicate key when the address has an account. */
export async function insertUser(
  db: Db,
  user: Pick<
    Insertable<UsersTable>,
    'email' | 'name' | 'locale' | 'password_hash' | 'staff_role' | 'station_id'
  >,
): Promise<number> {
  const result = await db.insertInto('users').values(user).executeTakeFirstOrThrow()
  return Number(result.insertId)
}

/** A new password: every session of the older one is dead with it. */
export async function updatePassword(db: Db, userId: number, passwordHash: string): Promise<void> {
  await db
    .updateTable('users')
    .set({ password_hash: passwordHash, password_version: sql<number>`password_version + 1` })
    .where('id', '=', userId)
    .execute()
}

/** The same, if the password is still the one of `version`. */
export async function updatePasswordOfVersion(
  db: Db,
  userId: number,
  version: number,
  passwordHash: string,
): Promise<boolean> {
  const result = await db
    .updateTable('users')
    .set({ password_hash: passwordHash, password_version: sql<number>`password_version + 1` })
    .where('id', '=', userId)
    .where('password_version', '=', version)
    .executeTakeFirst()
  return result.numUpdatedRows === 1n
}

/** The same password under today's parameters. */
export async function updatePasswordHash(
  db: Db,
  userId: number,
  version: number,
  passwordHash: string,
): Promise<void> {
  await db
    .updateTable('users')
    .set({ password_hash: passwordHash })
    .where('id', '=', userId)
    .where('password_version', '=', version)
    .execute()
}

export async function updateUserProfile(
  db: Db,
  userId: number,
  profile: { name: string; locale: Locale },
): Promise<void> {
  await db.updateTable('users').set(profile).where('id', '=', userId).execute()
}

/** True for the first call. */
export async function updateWelcomed(db: Db, userId: number): Promise<boolean> {
  const result = await db
    .updateTable('users')
    .set({ welcomed_at: now })
    .where('id', '=', userId)
    .where('welcomed_at', 'is', null)
    .executeTakeFirst()
  return result.numUpdatedRows === 1n
}

/** True when it changed something. */
export async function updateDisabled(db: Db, userId: number, disabled: boolean): Promise<boolean> {
  const result = await db
    .updateTable('users')
    .set({ disabled_at: disabled ? now : null })
    .where('id', '=', userId)
    .where('disabled_at', disabled ? 'is' : 'is not', null)
    .executeTakeFirst()
  return result.numUpdatedRows === 1n
}

export async function updateStaffRole(
  db: Db,
  userId: number,
  role: StaffRole,
  stationId: number | null,
): Promise<void> {
  await db
    .updateTable('users')
    .set({ staff_role: role, station_id: stationId })
    .where('id', '=', userId)
    .where('staff_role', 'is not', null)
    .execute()
}

export async function countActiveAdministrators(db: Db, exceptId: number): Promise<number> {
  const row = await db
    .selectFrom('users')
    .select((eb) => eb.fn.countAll<number>().as('administrators'))
    .where('staff_role', '=', 'administrator')
    .where('disabled_at', 'is', null)
    .where('id', '<>', exceptId)
    .executeTakeFirstOrThrow()
  return Number(row.administrators)
}

/** Staff with one of the roles whose accounts are not disabled. */
export function selectActiveStaff(
  db: Db,
  roles: readonly StaffRole[],
): Promise<Pick<UserRow, 'id' | 'email' | 'locale'>[]> {
  return db
    .selectFrom('users')
    .select(['id', 'email', 'locale'])
    .where('staff_role', 'in', roles)
    .where('disabled_at', 'is', null)
    .orderBy('id')
    .execute()
}

export interface UserFilter {
  /** As `searchesForUsersAndCompanies` reads it. */
  q?: string | undefined
  kind?: 'staff' | 'client' | undefined
  disabled?: boolean | undefined
}

/** Newest first. */
export function selectUsers(db: Db, filter: UserFilter, request: PageRequest) {
  const columns = ['id', 'email', 'name', 'locale', 'staff_role', 'disabled_at', 'created_at'] as const
  return selectFromUsers(db, filter)
    .select(columns)
    .where(beyondId('id', request))
    .orderBy('id', directionOf(request))
    .limit(request.limit)
    .execute()
}

/** What a filter leaves of them, for lists and counts. */
export function selectFromUsers(db: Db, filter: UserFilter) {
  let query = db.selectFrom('users')
  if (filter.q) query = query.where(isFoundBy('users.id', searchesForUsersAndCompanies(filter.q)))
  if (filter.kind) query = query.where('staff_role', filter.kind === 'staff' ? 'is not' : 'is', null)
  if (filter.disabled !== undefined)
    query = query.where('disabled_at', filter.disabled ? 'is not' : 'is', null)
  return query
}
