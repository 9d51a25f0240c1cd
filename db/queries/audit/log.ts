import type { Insertable, Selectable } from 'kysely'
import type { Db } from '#db/connection/client.server.ts'
import type { AuditLogTable } from '#db/schema/index.ts'
import { readInBatches } from '#db/sql/batches.ts'
import { beyondId, directionOf, type PageRequest } from '#db/sql/page-request.ts'
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

/** Which of the subjects have an entry after `since`. */
export async function selectSubjectsSince(
  db: Db,
  subjectKind: string,
  ids: readonly number[],
  since: number,
): Promise<Set<number>> {
  const rows = await readInBatches(ids, (batch) =>
    db
      .selectFrom('audit_log')
      .select('subject_id')
      .distinct()
      .where('subject_kind', '=', subjectKind)
      .where('subject_id', 'in', batch)
      .where('id', '>', since)
      .execute(),
  )
  return new Set(rows.flatMap(({ subject_id }) => subject_id ?? []))
}

export async function selectLastEntry(
  db: Db,
  action: string,
  subject: { kind: string; id: number },
): Promise<number> {
  const row = await db
    .selectFrom('audit_log')
    .select('id')
    .where('subject_kind', '=', subject.kind)
    .where('subject_id', '=', subject.id)
    .where('action', '=', action)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.id ?? 0
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
}

export type ListedAuditRow = AuditRow & {
  company_name: string | null
  /** Of a person; null or empty where none is known. */
  actor_name: string | null
  /** What the subject is called today, by its kind; null where it has no name or is of another kind. */
  subject_person: string | null
  subject_email: string | null
  subject_company: string | null
  subject_address: string | null
  subject_file: string | null
  subject_request: string | null
  subject_station: string | null
}

/** The newest first, by id: the order in which they were written on one node. */
export function selectAuditRows(
  db: Db,
  filter: AuditFilter,
  request: PageRequest,
): Promise<ListedAuditRow[]> {
  let query = db
    .selectFrom('audit_log')
    .leftJoin('companies', 'companies.id', 'audit_log.company_id')
    .leftJoin('users', (join) =>
      join
        .onRef('users.id', '=', 'audit_log.actor_id')
        .on('audit_log.actor_kind', 'in', ['staff', 'client', 'person']),
    )
    .leftJoin('users as person', (join) =>
      join.onRef('person.id', '=', 'audit_log.subject_id').on('audit_log.subject_kind', '=', 'user'),
    )
    .leftJoin('companies as firm', (join) =>
      join.onRef('firm.id', '=', 'audit_log.subject_id').on('audit_log.subject_kind', '=', 'company'),
    )
    .leftJoin('invitations', (join) =>
      join
        .onRef('invitations.id', '=', 'audit_log.subject_id')
        .on('audit_log.subject_kind', '=', 'invitation'),
    )
    .leftJoin('imports', (join) =>
      join.onRef('imports.id', '=', 'audit_log.subject_id').on('audit_log.subject_kind', '=', 'import'),
    )
    .leftJoin('access_requests', (join) =>
      join
        .onRef('access_requests.id', '=', 'audit_log.subject_id')
        .on('audit_log.subject_kind', '=', 'request'),
    )
    .leftJoin('stations', (join) =>
      join.onRef('stations.id', '=', 'audit_log.subject_id').on('audit_log.subject_kind', '=', 'station'),
    )
    .selectAll('audit_log')
    .select(['companies.name as company_name', 'users.name as actor_name'])
    .select([
      'person.name as subject_person',
      'person.email as subject_email',
      'firm.name as subject_company',
    ])
    .select(['invitations.email as subject_address', 'imports.file_name as subject_file'])
    .select(['access_requests.company_name as subject_request', 'stations.name as subject_station'])
  if (filter.action) query = query.where('audit_log.action', 'like', beginningWith(filter.action))
  if (filter.actorKind) query = query.where('audit_log.actor_kind', '=', filter.actorKind)
  if (filter.actor) query = query.where('audit_log.actor_label', '=', filter.actor)
  if (filter.companyId) query = query.where('audit_log.company_id', '=', filter.companyId)
  if (filter.requestId) query = query.where('audit_log.request_id', '=', filter.requestId)
  if (filter.subject) {
    query = query
      .where('audit_log.subject_kind', '=', filter.subject.kind)
      .where('audit_log.subject_id', '=', filter.subject.id)
  }
  if (filter.from) query = query.where('audit_log.at', '>=', filter.from)
  if (filter.until) query = query.where('audit_log.at', '<', filter.until)
  return query
    .where(beyondId('audit_log.id', request))
    .orderBy('audit_log.id', directionOf(request))
    .limit(request.limit)
    .execute()
}
