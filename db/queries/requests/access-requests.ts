import { type Insertable, type Selectable, sql, type Updateable } from 'kysely'
import type { Db } from '#db/connection/client.server.ts'
import type { AccessRequestStatus, AccessRequestsTable } from '#db/schema/index.ts'

export type AccessRequestRow = Selectable<AccessRequestsTable>

export async function insertAccessRequest(
  db: Db,
  request: Omit<Insertable<AccessRequestsTable>, 'status' | 'consent_at'>,
): Promise<number> {
  const result = await db
    .insertInto('access_requests')
    .values({ ...request, status: 'pending', consent_at: sql<Date>`utc_timestamp(6)` })
    .executeTakeFirstOrThrow()
  return Number(result.insertId)
}

/** A request of the same company and address that still waits: sending again adds nothing to the queue. */
export function selectPendingAccessRequest(
  db: Db,
  bin: string,
  email: string,
): Promise<{ id: number } | undefined> {
  return db
    .selectFrom('access_requests')
    .select('id')
    .where('email', '=', email)
    .where('bin', '=', bin)
    .where('status', '=', 'pending')
    .executeTakeFirst()
}

export function selectAccessRequest(db: Db, id: number): Promise<AccessRequestRow | undefined> {
  return db.selectFrom('access_requests').selectAll().where('id', '=', id).executeTakeFirst()
}

/** Waiting ones the oldest first, decided ones the newest first. */
export function selectAccessRequests(
  db: Db,
  filter: { status: AccessRequestStatus; after?: number | undefined; limit: number },
): Promise<AccessRequestRow[]> {
  const oldestFirst = filter.status === 'pending'
  let query = db.selectFrom('access_requests').selectAll().where('status', '=', filter.status)
  if (filter.after) query = query.where('id', oldestFirst ? '>' : '<', filter.after)
  return query
    .orderBy('id', oldestFirst ? 'asc' : 'desc')
    .limit(filter.limit)
    .execute()
}

export async function countPendingAccessRequests(db: Db): Promise<number> {
  const row = await db
    .selectFrom('access_requests')
    .select(sql<number>`count(*)`.as('waiting'))
    .where('status', '=', 'pending')
    .executeTakeFirstOrThrow()
  return Number(row.waiting)
}

/** Compare-and-set: false when a colleague has decided already. */
export async function decideAccessRequest(
  db: Db,
  id: number,
  decision: Pick<
    Updateable<AccessRequestsTable>,
    'status' | 'decline_reason' | 'decided_by' | 'company_id' | 'invitation_id'
  >,
): Promise<boolean> {
  const result = await db
    .updateTable('access_requests')
    .set({ ...decision, decided_at: sql<Date>`utc_timestamp(6)` })
    .where('id', '=', id)
    .where('status', '=', 'pending')
    .executeTakeFirst()
  return result.numUpdatedRows === 1n
}

export async function updateAccessRequestInvitation(
  db: Db,
  id: number,
  companyId: number,
  invitationId: number,
) {
  await db
    .updateTable('access_requests')
    .set({ company_id: companyId, invitation_id: invitationId })
    .where('id', '=', id)
    .execute()
}
