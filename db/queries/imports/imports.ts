import { type Insertable, type Selectable, sql, type Updateable } from 'kysely'
import type { Db } from '#db/connection/client.server.ts'
import type { ImportStatus, ImportsTable, RegisterKind } from '#db/schema/index.ts'

export type ImportRow = Selectable<ImportsTable>
export type ImportChange = Updateable<ImportsTable>

export async function insertImport(
  db: Db,
  row: Pick<
    Insertable<ImportsTable>,
    'kind' | 'file_name' | 'file_size' | 'file_sha256' | 'encoding' | 'created_by'
  >,
): Promise<number> {
  const result = await db
    .insertInto('imports')
    .values({ ...row, status: 'queued' })
    .executeTakeFirstOrThrow()
  return Number(result.insertId)
}

export function selectImport(db: Db, id: number): Promise<ImportRow | undefined> {
  return db.selectFrom('imports').selectAll().where('id', '=', id).executeTakeFirst()
}

/** With the addresses of who uploaded it and who had it brought in. */
export function selectImportWithPeople(
  db: Db,
  id: number,
): Promise<(ImportRow & { creator_email: string | null; committer_email: string | null }) | undefined> {
  return db
    .selectFrom('imports')
    .leftJoin('users as creators', 'creators.id', 'imports.created_by')
    .leftJoin('users as committers', 'committers.id', 'imports.committed_by')
    .selectAll('imports')
    .select(['creators.email as creator_email', 'committers.email as committer_email'])
    .where('imports.id', '=', id)
    .executeTakeFirst()
}

/** The newest first. */
export function selectImports(
  db: Db,
  filter: {
    kind?: RegisterKind | undefined
    status?: ImportStatus | undefined
    before?: number | undefined
    limit: number
  },
): Promise<(ImportRow & { creator_email: string | null })[]> {
  let query = db
    .selectFrom('imports')
    .leftJoin('users', 'users.id', 'imports.created_by')
    .selectAll('imports')
    .select('users.email as creator_email')
  if (filter.kind) query = query.where('kind', '=', filter.kind)
  if (filter.status) query = query.where('status', '=', filter.status)
  if (filter.before) query = query.where('imports.id', '<', filter.before)
  return query.orderBy('imports.id', 'desc').limit(filter.limit).execute()
}

/** Compare-and-set on the status: false when somebody else moved it on. */
export async function moveImport(
  db: Db,
  id: number,
  from: readonly ImportStatus[],
  change: Updateable<ImportsTable>,
): Promise<boolean> {
  const result = await db
    .updateTable('imports')
    .set({ ...change, lease_until: null, lease_token: null })
    .where('id', '=', id)
    .where('status', 'in', from)
    .executeTakeFirst()
  return result.numUpdatedRows === 1n
}

/** Uploads that nobody decided about, the oldest first. */
export async function selectForgottenImports(db: Db, days: number): Promise<number[]> {
  const rows = await db
    .selectFrom('imports')
    .select('id')
    .where('status', 'in', ['checked', 'failed'])
    .where('created_at', '<', sql<Date>`utc_timestamp(6) - interval ${days} day`)
    .orderBy('id')
    .limit(100)
    .execute()
  return rows.map(({ id }) => id)
}
