import { type Insertable, type Selectable, sql, type Updateable } from 'kysely'
import type { Db } from '#db/connection/client.server.ts'
import type { ImportFaultsTable, ImportStatus, ImportsTable, RegisterKind } from '#db/schema/index.ts'
import { inBatches } from '#db/sql/batches.ts'

const now = sql<Date>`utc_timestamp(6)`

export type ImportRow = Selectable<ImportsTable>
export type ImportFaultRow = Selectable<ImportFaultsTable>
export type ImportFault = Insertable<ImportFaultsTable>
export type ImportChange = Updateable<ImportsTable>
type Moment = 'checked_at' | 'committed_at'

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

/** An import that waits for the worker, or whose worker died: claimed under a lease by one. */
export async function claimNextImport(
  db: Db,
  token: Buffer,
  leaseSeconds: number,
): Promise<ImportRow | undefined> {
  const waiting = await db
    .selectFrom('imports')
    .select(['id', 'status'])
    .where('status', 'in', ['queued', 'checking', 'committing'])
    .where((eb) => eb.or([eb('lease_until', 'is', null), eb('lease_until', '<', now)]))
    .orderBy('id')
    .limit(5)
    .execute()
  for (const one of waiting) {
    const claimed = await claimImport(db, one, token, leaseSeconds)
    if (claimed) return claimed
  }
  return undefined
}

/** The import for one caller only, while nobody holds a lease. */
export async function claimImport(
  db: Db,
  { id, status }: Pick<ImportRow, 'id' | 'status'>,
  token: Buffer,
  leaseSeconds: number,
): Promise<ImportRow | undefined> {
  const result = await db
    .updateTable('imports')
    .set({
      status: status === 'queued' ? 'checking' : status,
      attempts: sql<number>`attempts + 1`,
      lease_token: token,
      lease_until: sql<Date>`utc_timestamp(6) + interval ${leaseSeconds} second`,
    })
    .where('id', '=', id)
    .where('status', '=', status)
    .where((eb) => eb.or([eb('lease_until', 'is', null), eb('lease_until', '<', now)]))
    .executeTakeFirst()
  return result.numUpdatedRows === 1n ? selectImport(db, id) : undefined
}

/** Tells how far it got and keeps the lease; false when another worker took over. */
export async function reportProgress(
  db: Db,
  id: number,
  token: Buffer,
  progress: Pick<Updateable<ImportsTable>, 'rows_done' | 'rows_total'>,
  leaseSeconds: number,
): Promise<boolean> {
  const result = await db
    .updateTable('imports')
    .set({ ...progress, lease_until: sql<Date>`utc_timestamp(6) + interval ${leaseSeconds} second` })
    .where('id', '=', id)
    .where('lease_token', '=', token)
    .executeTakeFirst()
  return result.numUpdatedRows === 1n
}

/** The end of a worker's part, under its lease; `moment` becomes now. */
export async function finishImport(
  db: Db,
  id: number,
  token: Buffer,
  change: ImportChange,
  moment?: Moment,
): Promise<boolean> {
  const result = await db
    .updateTable('imports')
    .set({ ...change, ...(moment && { [moment]: now }), lease_until: null, lease_token: null })
    .where('id', '=', id)
    .where('lease_token', '=', token)
    .executeTakeFirst()
  return result.numUpdatedRows === 1n
}

export async function insertImportFaults(db: Db, rows: readonly ImportFault[]): Promise<void> {
  await inBatches(rows, (batch) => db.insertInto('import_faults').values(batch).execute())
}

/** In the order of the file. */
export function selectImportFaults(
  db: Db,
  importId: number,
  after: number,
  limit: number,
): Promise<ImportFaultRow[]> {
  return db
    .selectFrom('import_faults')
    .selectAll()
    .where('import_id', '=', importId)
    .where('id', '>', after)
    .orderBy('id')
    .limit(limit)
    .execute()
}

export async function deleteImportFaults(db: Db, importId: number): Promise<void> {
  await db.deleteFrom('import_faults').where('import_id', '=', importId).execute()
}

export async function insertImportChunk(
  db: Db,
  chunk: { import_id: number; position: number; ciphertext: Buffer; key_id: string },
): Promise<void> {
  await db.insertInto('import_chunks').values(chunk).execute()
}

export function selectImportChunk(db: Db, importId: number, position: number) {
  return db
    .selectFrom('import_chunks')
    .select(['ciphertext', 'key_id'])
    .where('import_id', '=', importId)
    .where('position', '=', position)
    .executeTakeFirst()
}

export async function deleteImportChunks(db: Db, importId: number): Promise<void> {
  await db.deleteFrom('import_chunks').where('import_id', '=', importId).execute()
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

export async function selectMapping(
  db: Db,
  kind: RegisterKind,
  signature: Buffer,
): Promise<string | undefined> {
  const row = await db
    .selectFrom('import_mappings')
    .select('mapping')
    .where('kind', '=', kind)
    .where('signature', '=', signature)
    .executeTakeFirst()
  return row?.mapping
}

export async function upsertMapping(
  db: Db,
  row: { kind: RegisterKind; signature: Buffer; mapping: string; created_by: number | null },
): Promise<void> {
  await db
    .insertInto('import_mappings')
    .values(row)
    .onDuplicateKeyUpdate({ mapping: row.mapping, created_by: row.created_by })
    .execute()
}
