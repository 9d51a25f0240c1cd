import type { Insertable, Selectable } from 'kysely'
import type { Db } from '#db/client.server.ts'
import type { AuditLogTable } from '#db/schema.ts'

export type AuditRow = Selectable<AuditLogTable>
export type NewAuditRow = Insertable<AuditLogTable>

export async function insertAuditRow(db: Db, row: NewAuditRow): Promise<void> {
  await db.insertInto('audit_log').values(row).execute()
}

/** What happened to one thing, the newest first. */
export function listAuditRowsOf(db: Db, subjectKind: string, subjectId: number, limit = 50): Promise<AuditRow[]> {
  return db
    .selectFrom('audit_log')
    .selectAll()
    .where('subject_kind', '=', subjectKind)
    .where('subject_id', '=', subjectId)
    .orderBy('id', 'desc')
    .limit(limit)
    .execute()
}
