import type { Insertable, Selectable } from 'kysely'
import type { Db } from '#db/connection/client.server.ts'
import type { ImportFaultBatchesTable, ImportFaultsTable } from '#db/schema/index.ts'

export type ImportFaultRow = Selectable<ImportFaultsTable>

/** In place of the record at the same position. */
export async function upsertFaultBatch(db: Db, row: Insertable<ImportFaultBatchesTable>): Promise<void> {
  const { import_id: _, position: __, ...columns } = row
  await db.insertInto('import_fault_batches').values(row).onDuplicateKeyUpdate(columns).execute()
}

export function selectFaultBatch(
  db: Db,
  importId: number,
  position: number,
): Promise<Selectable<ImportFaultBatchesTable> | undefined> {
  return db
    .selectFrom('import_fault_batches')
    .selectAll()
    .where('import_id', '=', importId)
    .where('position', '=', position)
    .executeTakeFirst()
}

/** In the order of the file, of an import that an earlier release checked. */
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
  await db.deleteFrom('import_fault_batches').where('import_id', '=', importId).execute()
  await db.deleteFrom('import_faults').where('import_id', '=', importId).execute()
}
