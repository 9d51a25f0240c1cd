import type { Insertable, Selectable } from 'kysely'
import type { Db } from '#db/connection/client.server.ts'
import type { CompanyId, StatusChangesTable } from '#db/schema/index.ts'
import { inBatches } from '#db/sql/batches.ts'

export type StatusChangeRow = Selectable<StatusChangesTable>
export type NewStatusChange = Insertable<StatusChangesTable>

export async function insertStatusChanges(db: Db, rows: readonly NewStatusChange[]): Promise<void> {
  await inBatches(rows, (batch) => db.insertInto('status_changes').values(batch).execute())
}

/** What registers changed in one card or coupon, the newest first. */
export function selectStatusChanges(
  db: Db,
  companyId: CompanyId,
  kind: StatusChangesTable['subject_kind'],
  id: number,
  limit = 50,
): Promise<StatusChangeRow[]> {
  return db
    .selectFrom('status_changes')
    .selectAll()
    .where('subject_kind', '=', kind)
    .where('subject_id', '=', id)
    .where('company_id', '=', companyId)
    .orderBy('id', 'desc')
    .limit(limit)
    .execute()
}
