import { type Insertable, type Selectable, sql } from 'kysely'
import type { Db } from '#db/connection/client.server.ts'
import type { PaymentReason, PaymentStatus, PaymentsTable } from '#db/schema/index.ts'
import { insertRows, readInBatches } from '#db/sql/batches.ts'
import { beyondId, directionOf, type PageRequest } from '#db/sql/page-request.ts'

export type PaymentRow = Selectable<PaymentsTable>
export type NewPaymentRow = Insertable<PaymentsTable>

export async function insertPayments(db: Db, rows: readonly NewPaymentRow[]): Promise<void> {
  await insertRows(db, 'payments', rows)
}

export function selectPaymentsByDigests(db: Db, digests: readonly Buffer[]): Promise<PaymentRow[]> {
  return readInBatches(digests, (batch) =>
    db.selectFrom('payments').selectAll().where('digest', 'in', batch).execute(),
  )
}

/** Payments of these days and amounts, whoever paid them. */
export function selectPaymentsLike(
  db: Db,
  like: readonly { occurred_on: string; amount: number }[],
): Promise<PaymentRow[]> {
  return readInBatches(like, (batch) => {
    const pairs = batch.map(({ occurred_on, amount }) => sql`(${occurred_on}, ${amount})`)
    return db
      .selectFrom('payments')
      .selectAll()
      .where(sql<boolean>`(occurred_on, amount) in (${sql.join(pairs)})`)
      .execute()
  })
}

export function selectPaymentsForUpdate(db: Db, ids: readonly number[]): Promise<PaymentRow[]> {
  return readInBatches(ids, (batch) =>
    db.selectFrom('payments').selectAll().where('id', 'in', batch).orderBy('id').forUpdate().execute(),
  )
}

export async function deletePayments(db: Db, ids: readonly number[]): Promise<void> {
  if (ids.length > 0) await db.deleteFrom('payments').where('id', 'in', ids).execute()
}

/** What a list can be narrowed to; a document's number or a payer's BIN. */
export interface PaymentSelection {
  status?: PaymentStatus | undefined
  document?: string | undefined
  payerBin?: string | undefined
}

/** The newest first. */
export function selectPayments(
  db: Db,
  { status, document, payerBin }: PaymentSelection,
  request: PageRequest,
): Promise<PaymentRow[]> {
  return db
    .selectFrom('payments as p')
    .selectAll('p')
    .$if(status !== undefined, (query) => query.where('p.status', '=', status ?? 'new'))
    .$if(document !== undefined, (query) => query.where('p.document_number', '=', document ?? ''))
    .$if(payerBin !== undefined, (query) => query.where('p.payer_bin', '=', payerBin ?? ''))
    .where(beyondId('p.id', request))
    .orderBy('p.id', directionOf(request))
    .limit(request.limit)
    .execute()
}

export function selectPayment(db: Db, id: number): Promise<PaymentRow | undefined> {
  return db.selectFrom('payments').selectAll().where('id', '=', id).executeTakeFirst()
}

/** Held until the transaction ends: of two people who match one, the second waits. */
export function selectPaymentForUpdate(db: Db, id: number): Promise<PaymentRow | undefined> {
  return db.selectFrom('payments').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
}

/** The oldest of those that nobody looked at. */
export function selectNewPayments(db: Db, limit: number): Promise<PaymentRow[]> {
  return db
    .selectFrom('payments')
    .selectAll()
    .where('status', '=', 'new')
    .orderBy('id')
    .limit(limit)
    .execute()
}

/** Those that are still new wait for a person now. */
export async function updatePaymentsWaiting(
  db: Db,
  ids: readonly number[],
  reason: PaymentReason,
): Promise<void> {
  if (ids.length === 0) return
  await db
    .updateTable('payments')
    .set(({ eb }) => ({ status: 'waiting' as const, reason, version: eb('version', '+', 1) }))
    .where('id', 'in', ids)
    .where('status', '=', 'new')
    .execute()
}

/** Accounts that are said by payments waiting because no contract named them. */
export async function selectUnnamedAccounts(db: Db): Promise<string[]> {
  const rows = await db
    .selectFrom('payments')
    .select('account')
    .distinct()
    .where('status', '=', 'waiting')
    .where('reason', '=', 'account')
    .execute()
  return rows.map(({ account }) => account)
}

/** Those that waited for the name of one of these accounts are new again. @returns how many */
export async function updatePaymentsNamed(db: Db, accounts: readonly string[]): Promise<number> {
  if (accounts.length === 0) return 0
  const result = await db
    .updateTable('payments')
    .set(({ eb }) => ({ status: 'new' as const, reason: '' as const, version: eb('version', '+', 1) }))
    .where('status', '=', 'waiting')
    .where('reason', '=', 'account')
    .where('account', 'in', accounts)
    .executeTakeFirst()
  return Number(result.numUpdatedRows)
}

export type PaymentChange = Partial<Pick<PaymentRow, 'status' | 'reason' | 'credited' | 'note'>>

/** Compare-and-set: false when it is of another version. */
export async function updatePayment(
  db: Db,
  { id, version }: { id: number; version: number },
  change: PaymentChange,
): Promise<boolean> {
  const result = await db
    .updateTable('payments')
    .set({ ...change, version: version + 1 })
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst()
  return result.numUpdatedRows === 1n
}
