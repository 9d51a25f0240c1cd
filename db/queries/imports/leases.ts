import { sql, type Updateable } from 'kysely'
import type { Db } from '#db/connection/client.server.ts'
import type { ImportsTable } from '#db/schema/index.ts'
import { now } from '#db/sql/now.ts'
import { type ImportChange, type ImportRow, selectImport } from './imports.ts'

type Moment = 'checked_at' | 'committed_at' | 'undone_at'

/** An import that waits for the worker, or whose worker died: claimed under a lease by one. */
export async function claimNextImport(
  db: Db,
  token: Buffer,
  leaseSeconds: number,
): Promise<ImportRow | undefined> {
  const waiting = await db
    .selectFrom('imports')
    .select(['id', 'status'])
    .where('status', 'in', ['queued', 'checking', 'committing', 'undoing'])
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
export async function updateImportProgress(
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
export async function updateImportFinished(
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
