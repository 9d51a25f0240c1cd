import { type Insertable, type Selectable, sql } from 'kysely'
import type { Db } from '#db/connection/client.server.ts'
import type {
  BulkChangeRowsTable,
  BulkChangesTable,
  BulkRowStatus,
  BulkStatus,
  CompanyId,
} from '#db/schema/index.ts'
import { now } from '#db/sql/now.ts'
import { beyondId, directionOf, type PageRequest } from '#db/sql/page-request.ts'

export type BulkChangeRow = Selectable<BulkChangesTable>
export type BulkRow = Selectable<BulkChangeRowsTable>

/** With the addresses of who asked for it, and for its undoing. */
export type ListedBulkChangeRow = BulkChangeRow & {
  asked_by_email: string | null
  undo_asked_by_email: string | null
}

function withPeople(db: Db) {
  return db
    .selectFrom('bulk_changes')
    .leftJoin('users as asker', 'asker.id', 'bulk_changes.asked_by')
    .leftJoin('users as undoer', 'undoer.id', 'bulk_changes.undo_asked_by')
    .selectAll('bulk_changes')
    .select(['asker.email as asked_by_email', 'undoer.email as undo_asked_by_email'])
}

/** Of a company, the newest first. */
export function selectBulkChangePage(
  db: Db,
  companyId: CompanyId,
  request: PageRequest,
): Promise<ListedBulkChangeRow[]> {
  return withPeople(db)
    .where('bulk_changes.company_id', '=', companyId)
    .where(beyondId('bulk_changes.id', request))
    .orderBy('bulk_changes.id', directionOf(request))
    .limit(request.limit)
    .execute()
}

export function selectBulkChange(
  db: Db,
  companyId: CompanyId,
  id: number,
): Promise<ListedBulkChangeRow | undefined> {
  return withPeople(db)
    .where('bulk_changes.company_id', '=', companyId)
    .where('bulk_changes.id', '=', id)
    .executeTakeFirst()
}

/** How many of a company's wait for the worker. */
export async function countBulkChangesInWork(db: Db, companyId: CompanyId): Promise<number> {
  const row = await db
    .selectFrom('bulk_changes')
    .select((eb) => eb.fn.countAll().as('changes'))
    .where('company_id', '=', companyId)
    .where('status', 'in', ['running', 'undoing'])
    .executeTakeFirstOrThrow()
  return Number(row.changes)
}

/** @returns its id. */
export async function insertBulkChange(db: Db, row: Insertable<BulkChangesTable>): Promise<number> {
  const { insertId } = await db.insertInto('bulk_changes').values(row).executeTakeFirstOrThrow()
  return Number(insertId)
}

/** Rows of one statement stay below the server's largest packet. */
const ROWS_AT_ONCE = 500

export async function insertBulkRows(
  db: Db,
  rows: readonly Insertable<BulkChangeRowsTable>[],
): Promise<void> {
  for (let at = 0; at < rows.length; at += ROWS_AT_ONCE) {
    await db
      .insertInto('bulk_change_rows')
      .values(rows.slice(at, at + ROWS_AT_ONCE))
      .execute()
  }
}

/** That which the worker left alone for the longest, held until the transaction ends. */
export function selectBulkChangeInWorkForUpdate(db: Db): Promise<BulkChangeRow | undefined> {
  return db
    .selectFrom('bulk_changes')
    .selectAll()
    .where('status', 'in', ['running', 'undoing'])
    .orderBy('progressed_at')
    .limit(1)
    .forUpdate()
    .executeTakeFirst()
}

/** The next ones by id; who holds the change holds them. */
export function selectBulkRows(
  db: Db,
  bulkChangeId: number,
  status: BulkRowStatus,
  limit: number,
): Promise<BulkRow[]> {
  return db
    .selectFrom('bulk_change_rows')
    .selectAll()
    .where('bulk_change_id', '=', bulkChangeId)
    .where('status', '=', status)
    .orderBy('instrument_id')
    .limit(limit)
    .execute()
}

/** What became of rows that are there. */
export async function upsertBulkRows(
  db: Db,
  rows: readonly Insertable<BulkChangeRowsTable>[],
): Promise<void> {
  await db
    .insertInto('bulk_change_rows')
    .values(rows)
    .onDuplicateKeyUpdate({
      status: sql`values(status)`,
      after_state: sql`values(after_state)`,
      refusal: sql`values(refusal)`,
    })
    .execute()
}

/** What a batch came to. */
export async function updateBulkProgress(
  db: Db,
  id: number,
  more: Record<'done' | 'refused' | 'undone' | 'kept', number>,
): Promise<void> {
  await db
    .updateTable('bulk_changes')
    .set((eb) => ({
      done: eb('done', '+', more.done),
      refused: eb('refused', '+', more.refused),
      undone: eb('undone', '+', more.undone),
      kept: eb('kept', '+', more.kept),
      progressed_at: now,
    }))
    .where('id', '=', id)
    .execute()
}

/** The worker has gone through all rows. */
export async function updateBulkFinished(
  db: Db,
  id: number,
  status: Extract<BulkStatus, 'done' | 'undone'>,
): Promise<void> {
  await db
    .updateTable('bulk_changes')
    .set(status === 'done' ? { status, finished_at: now } : { status, undone_at: now })
    .where('id', '=', id)
    .execute()
}

/** Whether it was done within so many hours and nobody had asked before. */
export async function updateBulkUndoAsked(
  db: Db,
  companyId: CompanyId,
  id: number,
  { userId, hours }: { userId: number; hours: number },
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('bulk_changes')
    .set({ status: 'undoing', undo_asked_by: userId, undo_asked_at: now, progressed_at: now })
    .where('company_id', '=', companyId)
    .where('id', '=', id)
    .where('status', '=', 'done')
    .where('finished_at', '>', sql<Date>`utc_timestamp(6) - interval ${hours} hour`)
    .executeTakeFirstOrThrow()
  return numUpdatedRows > 0n
}
