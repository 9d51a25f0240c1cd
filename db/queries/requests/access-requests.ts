import type { Insertable, Selectable, Updateable } from 'kysely'
import type { Db } from '#db/connection/client.server.ts'
import type { AccessRequestStatus, AccessRequestsTable } from '#db/schema/index.ts'
import { COUNT_LIMIT, countRows } from '#db/sql/count.ts'
import { now } from '#db/sql/now.ts'
import { beyondId, directionOf, type PageRequest } from '#db/sql/page-request.ts'

export type AccessRequestRow = Selectable<AccessRequestsTable>

export async function insertAccessRequest(
  db: Db,
  request: Omit<Insertable<AccessRequestsTable>, 'status' | 'consent_at'>,
): Promise<number> {
  const result = await db
    .insertInto('access_requests')
    .values({ ...request, status: 'pending', consent_at: now })
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
  filter: { status: AccessRequestStatus },
  request: PageRequest,
): Promise<AccessRequestRow[]> {
  const descending = filter.status !== 'pending'
  return selectFromAccessRequests(db, filter)
    .selectAll()
    .where(beyondId('id', request, descending))
    .orderBy('id', directionOf(request, descending))
    .limit(request.limit)
    .execute()
}

/** Up to COUNT_LIMIT. */
export function countAccessRequests(db: Db, filter: { status: AccessRequestStatus }): Promise<number> {
  return countRows(db, selectFromAccessRequests(db, filter).select('id').limit(COUNT_LIMIT))
}

/** What a filter leaves of them, for lists and counts. */
export function selectFromAccessRequests(db: Db, { status }: { status: AccessRequestStatus }) {
  return db.selectFrom('access_requests').where('status', '=', status)
}

/** Compare-and-set: false when a colleague has decided already. */
export async function updateAccessRequestDecided(
  db: Db,
  id: number,
  decision: Pick<
    Updateable<AccessRequestsTable>,
    'status' | 'decline_reason' | 'decided_by' | 'company_id' | 'invitation_id'
  >,
): Promise<boolean> {
  const result = await db
    .updateTable('access_requests')
    .set({ ...decision, decided_at: now })
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
