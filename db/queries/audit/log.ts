import type { Insertable, Selectable } from 'kysely'
import type { Db } from '#db/connection/client.server.ts'
import type { AuditLogTable } from '#db/schema/index.ts'
import { beginningWith } from '#db/sql/search.ts'

export type AuditRow = Selectable<AuditLogTable>
export type NewAuditRow = Insertable<AuditLogTable>

export async function insertAuditRow(db: Db, row: NewAuditRow): Promise<void> {
  await db.insertInto('audit_log').values(row).execute()
}

/** What happened to one thing, the newest first. */
export function selectAuditRowsOf(
  db: Db,
  subjectKind: string,
  subjectId: number,
  limit = 50,
): Promise<AuditRow[]> {
  return db
    .selectFrom('audit_log')
    .selectAll()
    .where('subject_kind', '=', subjectKind)
    .where('subject_id', '=', subjectId)
    .orderBy('id', 'desc')
    .limit(limit)
    .execute()
}

export async function selectActionsOfRequest(db: Db, requestId: string): Promise<string[]> {
  const rows = await db.selectFrom('audit_log').select('action').where('request_id', '=', requestId).execute()
  return rows.map(({ action }) => action)
}

export interface AuditFilter {
  /** Beginning: `card` or `card.blocked`. */
  action?: string | undefined
  actorKind?: AuditRow['actor_kind'] | undefined
  /** Address of the actor, whole. */
  actor?: string | undefined
  companyId?: number | undefined
  subject?: { kind: string; id: number } | undefined
  requestId?: string | undefined
  from?: Date | undefined
  /** Exclusive. */
  until?: Date | undefined
  before?: number | undefined
  limit: number
}

export type ListedAuditRow = AuditRow & { company_name: string | null }

/** The newest first, by id: the order in which they were written on one node. */
export function selectAuditRows(db: Db, filter: AuditFilter): Promise<ListedAuditRow[]> {
  let query = db
    .selectFrom('audit_log')
    .leftJoin('companies', 'companies.id', 'audit_log.company_id')
    .selectAll('audit_log')
    .select('companies.name as company_name')
  if (filter.action) query = query.where('action', 'like', beginningWith(filter.action))
  if (filter.actorKind) query = query.where('actor_kind', '=', filter.actorKind)
  if (filter.actor) query = query.where('actor_label', '=', filter.actor)
  if (filter.companyId) query = query.where('company_id', '=', filter.companyId)
  if (filter.requestId) query = query.where('request_id', '=', filter.requestId)
  if (filter.subject) {
    query = query.where('subject_kind', '=', filter.subject.kind).where('subject_id', '=', filter.subject.id)
  }
  if (filter.from) query = query.where('at', '>=', filter.from)
  if (filter.until) query = query.where('at', '<', filter.until)
  if (filter.before) query = query.where('audit_log.id', '<', filter.before)
  return query.orderBy('audit_log.id', 'desc').limit(filter.limit).execute()
}
