import type { Insertable, Selectable } from 'kysely'
import type { Db } from '#db/connection/client.server.ts'
import type { ImportFaultsTable } from '#db/schema/index.ts'
import { inBatches } from '#db/sql/batches.ts'

export type ImportFaultRow = Selectable<ImportFaultsTable>

export type ImportFault = Insertable<ImportFaultsTable>

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
