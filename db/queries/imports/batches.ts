import { type Insertable, type Selectable, sql } from 'kysely'
import type { Db } from '#db/connection/client.server.ts'
import type { ImportBatchesTable } from '#db/schema/index.ts'

export type ImportBatchRow = Selectable<ImportBatchesTable>

/** In place of the record at the same position. */
export async function upsertImportBatch(db: Db, row: Insertable<ImportBatchesTable>): Promise<void> {
  const { import_id: _, position: __, ...columns } = row
  await db.insertInto('import_batches').values(row).onDuplicateKeyUpdate(columns).execute()
}

/** The numbers of rows alone: which batch has those that a page shows. */
export function selectImportBatchCounts(
  db: Db,
  importId: number,
): Promise<Omit<ImportBatchRow, 'import_id' | 'ciphertext' | 'key_id'>[]> {
  return db
    .selectFrom('import_batches')
    .select(['position', 'rows_new', 'rows_changed', 'rows_same', 'rows_left_out'])
    .where('import_id', '=', importId)
    .orderBy('position')
    .execute()
}

export function selectImportBatch(
  db: Db,
  importId: number,
  position: number,
): Promise<ImportBatchRow | undefined> {
  return db
    .selectFrom('import_batches')
    .selectAll()
    .where('import_id', '=', importId)
    .where('position', '=', position)
    .executeTakeFirst()
}

export async function deleteImportBatches(db: Db, importId: number): Promise<void> {
  await db.deleteFrom('import_batches').where('import_id', '=', importId).execute()
}

/** Imports that took effect so long ago that nobody takes them back or corrects their faulty rows any more. */
export async function selectImportsWithOldBatches(db: Db, days: number): Promise<number[]> {
  const rows = await db
    .selectFrom('imports')
    .select('id')
    .where('committed_at', '<', sql<Date>`utc_timestamp(6) - interval ${days} day`)
    .where(({ exists, or, selectFrom }) =>
      or([
        exists(selectFrom('import_batches').select('position').whereRef('import_id', '=', 'imports.id')),
        exists(
          selectFrom('import_fault_batches').select('position').whereRef('import_id', '=', 'imports.id'),
        ),
        exists(selectFrom('import_faults').select('code').whereRef('import_id', '=', 'imports.id')),
      ]),
    )
    .limit(20)
    .execute()
  return rows.map(({ id }) => id)
}
