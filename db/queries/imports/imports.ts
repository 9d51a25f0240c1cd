import { type Insertable, type Selectable, sql, type Updateable } from 'kysely'
import type { Db } from '#db/connection/client.server.ts'
import type { ImportStatus, ImportsTable, RegisterKind } from '#db/schema/index.ts'
import { beyondId, directionOf, type PageRequest } from '#db/sql/page-request.ts'

export type ImportRow = Selectable<ImportsTable>
export type ImportChange = Updateable<ImportsTable>

export async function insertImport(
  db: Db,
  row: Pick<
    Insertable<ImportsTable>,
    | 'kind'
    | 'file_name'
    | 'file_size'
    | 'file_sha256'
    | 'encoding'
    | 'choices'
    | 'created_by'
    | 'integration_id'
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

export type ImportWithPeople = ImportRow &
  Record<'creator_email' | 'committer_email' | 'undoer_email', string | null>

/** With the addresses of who uploaded it, had it brought in and took it back. */
export function selectImportWithPeople(db: Db, id: number): Promise<ImportWithPeople | undefined> {
  return db
    .selectFrom('imports')
    .leftJoin('users as creators', 'creators.id', 'imports.created_by')
    .leftJoin('users as committers', 'committers.id', 'imports.committed_by')
    .leftJoin('users as undoers', 'undoers.id', 'imports.undone_by')
    .selectAll('imports')
    .select([
      'creators.email as creator_email',
      'committers.email as committer_email',
      'undoers.email as undoer_email',
    ])
    .where('imports.id', '=', id)
    .executeTakeFirst()
}

export interface ImportListFilter {
  kind?: RegisterKind | undefined
  statuses?: readonly ImportStatus[] | undefined
}

/** The newest first. */
export function selectImports(
  db: Db,
  filter: ImportListFilter,
  request: PageRequest,
): Promise<(ImportRow & { creator_email: string | null })[]> {
  return selectFromImports(db, filter)
    .leftJoin('users', 'users.id', 'imports.created_by')
    .selectAll('imports')
    .select('users.email as creator_email')
    .where(beyondId('imports.id', request))
    .orderBy('imports.id', directionOf(request))
    .limit(request.limit)
    .execute()
}

/** What a filter leaves of them, for lists and counts. */
export function selectFromImports(db: Db, { kind, statuses }: ImportListFilter) {
  let query = db.selectFrom('imports')
  if (kind) query = query.where('kind', '=', kind)
  if (statuses) query = query.where('status', 'in', statuses)
  return query
}

/** Compare-and-set on the status and, where given, on the choices: false when somebody else moved it on. */
export async function updateImportStatus(
  db: Db,
  id: number,
  from: readonly ImportStatus[],
  change: Updateable<ImportsTable>,
  choices?: string | null,
): Promise<boolean> {
  let query = db
    .updateTable('imports')
    .set({ ...change, lease_until: null, lease_token: null })
    .where('id', '=', id)
    .where('status', 'in', from)
  if (choices) query = query.where('choices', '=', choices)
  const result = await query.executeTakeFirst()
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

/** Files of the watched folder that were checked and that nobody decided about, the oldest first. */
export function selectUnattendedImports(db: Db): Promise<ImportRow[]> {
  return db
    .selectFrom('imports')
    .selectAll()
    .where('status', 'in', ['checked', 'failed'])
    .where('choices', 'like', '%"unattended":true%')
    .orderBy('id')
    .limit(100)
    .execute()
}
