import { type Insertable, type Selectable, sql } from 'kysely'
import type { Db } from '#db/connection/client.server.ts'
import type {
  CompanyId,
  Locale,
  ServiceRequestKind,
  ServiceRequestStatus,
  ServiceRequestsTable,
} from '#db/schema/index.ts'
import { selectCompanyOf } from '#db/sql/company-of.ts'
import { COUNT_LIMIT, countRows } from '#db/sql/count.ts'
import { now } from '#db/sql/now.ts'
import { beyondId, directionOf, type PageRequest } from '#db/sql/page-request.ts'

export type ServiceRequestRow = Selectable<ServiceRequestsTable> & {
  company_name: string
  card_number: string | null
  sent_by_email: string
  sent_by_locale: Locale
  /** Whether who sent it still belongs to the company. */
  is_sender_member: 0 | 1
  taken_by_email: string | null
  settled_by_email: string | null
}

/** Left out means any. */
export interface ServiceRequestSelection {
  status?: ServiceRequestStatus | undefined
  cardId?: number | undefined
}

export async function insertServiceRequest(
  db: Db,
  request: Omit<Insertable<ServiceRequestsTable>, 'status'>,
): Promise<number> {
  const row = { ...request, status: 'sent' as const }
  const result = await db.insertInto('service_requests').values(row).executeTakeFirstOrThrow()
  return Number(result.insertId)
}

/** One of a company; null: of any. */
export function selectServiceRequest(
  db: Db,
  companyId: CompanyId | null,
  id: number,
): Promise<ServiceRequestRow | undefined> {
  const query = withNames(db).where('r.id', '=', id)
  return (companyId === null ? query : query.where('r.company_id', '=', companyId)).executeTakeFirst()
}

/** Which of these companies it belongs to. */
export function selectCompanyOfServiceRequest(
  db: Db,
  companyIds: readonly CompanyId[],
  id: number,
): Promise<CompanyId | undefined> {
  return selectCompanyOf(db, 'service_requests', companyIds, id)
}

/** A company's, the newest first. */
export function selectServiceRequests(
  db: Db,
  companyId: CompanyId,
  { status, cardId }: ServiceRequestSelection,
  request: PageRequest,
): Promise<ServiceRequestRow[]> {
  return withNames(db)
    .where('r.company_id', '=', companyId)
    .$if(status !== undefined, (query) => query.where('r.status', '=', status ?? 'sent'))
    .$if(cardId !== undefined, (query) => query.where('r.card_id', '=', cardId ?? 0))
    .where(beyondId('r.id', request))
    .orderBy('r.id', directionOf(request))
    .limit(request.limit)
    .execute()
}

/** Of every company in one status. */
export function selectServiceRequestsAcrossCompanies(
  db: Db,
  { status, descending }: { status: ServiceRequestStatus; descending: boolean },
  request: PageRequest,
): Promise<ServiceRequestRow[]> {
  return withNames(db)
    .where('r.status', '=', status)
    .where(beyondId('r.id', request, descending))
    .orderBy('r.id', directionOf(request, descending))
    .limit(request.limit)
    .execute()
}

function withNames(db: Db) {
  return (
    db
      .selectFrom('service_requests as r')
      .innerJoin('companies', 'companies.id', 'r.company_id')
      .innerJoin('users as sender', 'sender.id', 'r.sent_by')
      .leftJoin('users as taker', 'taker.id', 'r.taken_by')
      .leftJoin('users as settler', 'settler.id', 'r.settled_by')
      // A card that came to another company is no longer named.
      .leftJoin('cards', (join) =>
        join.onRef('cards.id', '=', 'r.card_id').onRef('cards.company_id', '=', 'r.company_id'),
      )
      .leftJoin('memberships', (join) =>
        join
          .onRef('memberships.user_id', '=', 'r.sent_by')
          .onRef('memberships.company_id', '=', 'r.company_id'),
      )
      .selectAll('r')
      .select(
        sql<0 | 1>`memberships.user_id is not null and sender.disabled_at is null`.as('is_sender_member'),
      )
      .select([
        'companies.name as company_name',
        'cards.number as card_number',
        'sender.email as sent_by_email',
        'sender.locale as sent_by_locale',
        'taker.email as taken_by_email',
        'settler.email as settled_by_email',
      ])
  )
}

/** What a filter leaves of every company's, for counts. */
export function selectFromServiceRequests(db: Db, { status }: { status: ServiceRequestStatus }) {
  return db.selectFrom('service_requests').where('status', '=', status)
}

/** A company's in these statuses, up to COUNT_LIMIT. */
export function countServiceRequestsIn(
  db: Db,
  companyId: CompanyId,
  statuses: readonly ServiceRequestStatus[],
): Promise<number> {
  return countRows(db, requestsIn(db, companyId, statuses).select('id').limit(COUNT_LIMIT))
}

/** The request of this kind about a card that waits for an answer. */
export function selectServiceRequestOf(
  db: Db,
  companyId: CompanyId,
  cardId: number,
  kind: ServiceRequestKind,
  statuses: readonly ServiceRequestStatus[],
): Promise<{ id: number } | undefined> {
  return requestsIn(db, companyId, statuses)
    .select('id')
    .where('card_id', '=', cardId)
    .where('kind', '=', kind)
    .executeTakeFirst()
}

function requestsIn(db: Db, companyId: CompanyId, statuses: readonly ServiceRequestStatus[]) {
  return db.selectFrom('service_requests').where('company_id', '=', companyId).where('status', 'in', statuses)
}

export type ServiceRequestAnswer = Pick<ServiceRequestRow, 'status'> &
  Partial<Pick<ServiceRequestRow, 'promised_on' | 'answer' | 'taken_by' | 'settled_by'>>

/** Compare-and-set: false when it is in none of the statuses `from` any more. */
export async function updateServiceRequestStatus(
  db: Db,
  id: number,
  from: readonly ServiceRequestStatus[],
  { taken_by, settled_by, ...answer }: ServiceRequestAnswer,
): Promise<boolean> {
  const result = await db
    .updateTable('service_requests')
    .set({
      ...answer,
      ...(taken_by === undefined ? {} : { taken_by, taken_at: now }),
      ...(settled_by === undefined ? {} : { settled_by, settled_at: now }),
    })
    .where('id', '=', id)
    .where('status', 'in', from)
    .executeTakeFirst()
  return result.numUpdatedRows === 1n
}
