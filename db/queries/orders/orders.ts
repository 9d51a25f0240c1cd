import { type Insertable, type Selectable, sql } from 'kysely'
import type { Db } from '#db/connection/client.server.ts'
import type { CompanyId, OrderLinesTable, OrderStatus, OrdersTable } from '#db/schema/index.ts'
import { selectCompanyOf } from '#db/sql/company-of.ts'
import { now } from '#db/sql/now.ts'
import { beyondId, directionOf, type PageRequest } from '#db/sql/page-request.ts'

export type OrderLineRow = Selectable<OrderLinesTable>
export type NewLineRow = Omit<Insertable<OrderLinesTable>, 'order_id'>
export type OrderRow = Selectable<OrdersTable> & {
  company_name: string
  contract_number: string
  created_by_email: string
  sent_by_email: string | null
}

function withNames(db: Db) {
  return db
    .selectFrom('orders as o')
    .innerJoin('companies', 'companies.id', 'o.company_id')
    .innerJoin('contracts', 'contracts.id', 'o.contract_id')
    .innerJoin('users as creator', 'creator.id', 'o.created_by')
    .leftJoin('users as sender', 'sender.id', 'o.sent_by')
    .selectAll('o')
    .select([
      'companies.name as company_name',
      'contracts.number as contract_number',
      'creator.email as created_by_email',
      'sender.email as sent_by_email',
    ])
}

/** A company's, the newest first. */
export function selectOrders(
  db: Db,
  companyId: CompanyId,
  status: OrderStatus | undefined,
  request: PageRequest,
): Promise<OrderRow[]> {
  return withNames(db)
    .where('o.company_id', '=', companyId)
    .$if(status !== undefined, (query) => query.where('o.status', '=', status ?? 'draft'))
    .where(beyondId('o.id', request))
    .orderBy('o.id', directionOf(request))
    .limit(request.limit)
    .execute()
}

/** Of every company in one status. */
export function selectOrdersAcrossCompanies(
  db: Db,
  status: OrderStatus,
  request: PageRequest,
): Promise<OrderRow[]> {
  return withNames(db)
    .where('o.status', '=', status)
    .where(beyondId('o.id', request))
    .orderBy('o.id', directionOf(request))
    .limit(request.limit)
    .execute()
}

/** One of a company; null: of any. */
export function selectOrder(db: Db, companyId: CompanyId | null, id: number): Promise<OrderRow | undefined> {
  const query = withNames(db).where('o.id', '=', id)
  return (companyId === null ? query : query.where('o.company_id', '=', companyId)).executeTakeFirst()
}

/** Held until the transaction ends: whoever changes it waits for who does so already. */
export async function selectOrderForUpdate(
  db: Db,
  companyId: CompanyId | null,
  id: number,
): Promise<OrderRow | undefined> {
  await sql`select id from orders where id = ${id} for update`.execute(db)
  return selectOrder(db, companyId, id)
}

/** The same for several of any company. */
export async function selectOrdersForUpdate(db: Db, ids: readonly number[]): Promise<OrderRow[]> {
  if (ids.length === 0) return []
  await sql`select id from orders where id in (${sql.join(ids)}) order by id for update`.execute(db)
  return withNames(db).where('o.id', 'in', ids).execute()
}

/** The last one in one of these statuses. */
export function selectLastOrder(
  db: Db,
  companyId: CompanyId,
  statuses: readonly OrderStatus[],
): Promise<{ id: number } | undefined> {
  return db
    .selectFrom('orders')
    .select('id')
    .where('company_id', '=', companyId)
    .where('status', 'in', statuses)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
}

export function selectOrderLines(db: Db, orderId: number): Promise<OrderLineRow[]> {
  return db.selectFrom('order_lines').selectAll().where('order_id', '=', orderId).orderBy('id').execute()
}

export async function countOrders(
  db: Db,
  companyId: CompanyId,
  statuses: readonly OrderStatus[],
): Promise<number> {
  const { count } = await db
    .selectFrom('orders')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('company_id', '=', companyId)
    .where('status', 'in', statuses)
    .executeTakeFirstOrThrow()
  return Number(count)
}

export function selectCompanyOfOrder(
  db: Db,
  companyIds: readonly CompanyId[],
  id: number,
): Promise<CompanyId | undefined> {
  return selectCompanyOf(db, 'orders', companyIds, id)
}

export async function insertOrder(db: Db, order: Insertable<OrdersTable>): Promise<number> {
  const result = await db.insertInto('orders').values(order).executeTakeFirstOrThrow()
  return Number(result.insertId)
}

/** Instead of those that are there. */
export async function updateOrderLines(db: Db, orderId: number, lines: readonly NewLineRow[]): Promise<void> {
  await db.deleteFrom('order_lines').where('order_id', '=', orderId).execute()
  const rows = lines.map((line) => ({ ...line, order_id: orderId }))
  await db.insertInto('order_lines').values(rows).execute()
}

export interface OrderChange {
  status?: OrderStatus
  contract_id?: number
  total?: number
  paid?: number
  valid_until?: string
  comment?: string
  reason?: string
  sent_by?: number
  /** Notes the moment. */
  isSent?: boolean
  isSettled?: boolean
  hasCoupons?: boolean
}

/** Compare-and-set: false when it is of another version. */
export async function updateOrder(
  db: Db,
  { id, version }: { id: number; version: number },
  { isSent, isSettled, hasCoupons, ...change }: OrderChange,
): Promise<boolean> {
  const result = await db
    .updateTable('orders')
    .set({
      ...change,
      version: version + 1,
      ...(isSent ? { sent_at: now } : {}),
      ...(isSettled ? { settled_at: now } : {}),
      ...(hasCoupons ? { coupons_issued_at: now } : {}),
    })
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst()
  return result.numUpdatedRows === 1n
}
