import { type Insertable, type Selectable, sql } from 'kysely'
import type { Db } from '#db/connection/client.server.ts'
import type { CompanyId, TransactionsTable } from '#db/schema/index.ts'
import { inBatches, insertRows, readInBatches } from '#db/sql/batches.ts'
import { now } from '#db/sql/now.ts'

export type TransactionRow = Selectable<TransactionsTable>
export type NewTransactionRow = Insertable<TransactionsTable>
/** What a register may change. */
export type TransactionChange = Omit<
  TransactionRow,
  | 'id'
  | 'created_at'
  | 'receipt_key'
  | 'source'
  | 'authorization_id'
  | 'fill_id'
  | 'confirmed_at'
  | keyof ReceiptKey
>

/** By what a transaction is known, beside its instrument, product and operation. */
export type ReceiptKey = Pick<
  TransactionRow,
  'station_code' | 'receipt' | 'occurred_on' | 'till' | 'operation_id'
>

/** `lock` holds the rows until the transaction ends. */
export function selectTransactionsByReceiptsAcrossCompanies(
  db: Db,
  keys: readonly Pick<TransactionRow, 'station_code' | 'receipt_key' | 'occurred_on'>[],
  { lock = false } = {},
): Promise<TransactionRow[]> {
  return readInBatches(keys, (batch) => {
    const tuples = batch.map((key) => sql`(${key.station_code}, ${key.receipt_key}, ${key.occurred_on})`)
    const query = db
      .selectFrom('transactions')
      .selectAll()
      .where(sql<boolean>`(station_code, receipt_key, occurred_on) in (${sql.join(tuples)})`)
    return (lock ? query.forUpdate() : query).execute()
  })
}

export function selectTransactionsByOperationIdsAcrossCompanies(
  db: Db,
  ids: readonly string[],
  { lock = false } = {},
): Promise<TransactionRow[]> {
  return readInBatches(ids, (batch) => {
    const query = db.selectFrom('transactions').selectAll().where('operation_id', 'in', batch)
    return (lock ? query.forUpdate() : query).execute()
  })
}

/** Of each card or coupon, what happened from an instant until another. */
export function selectTransactionsInSpans(
  db: Db,
  spans: readonly { companyId: CompanyId; instrumentNumber: string; from: Date; until: Date }[],
): Promise<TransactionRow[]> {
  return readInBatches(spans, (batch) => {
    const conditions = batch.map(
      ({ companyId, instrumentNumber, from, until }) => sql`(company_id = ${companyId}
        and instrument_number = ${instrumentNumber} and occurred_at >= ${from} and occurred_at < ${until})`,
    )
    return db
      .selectFrom('transactions')
      .selectAll()
      .where(sql<boolean>`(${sql.join(conditions, sql` or `)})`)
      .execute()
  })
}

export async function selectNewestTransaction(db: Db): Promise<number> {
  const row = await db
    .selectFrom('transactions')
    .select('id')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.id ?? 0
}

export async function selectTransactionSpans(
  db: Db,
  companyIds: readonly CompanyId[],
): Promise<{ companyId: number; from: Date; to: Date }[]> {
  return readInBatches(companyIds, async (batch) => {
    const { rows } = await sql<{ companyId: number; from: Date; to: Date }>`
      select company_id as companyId, min(occurred_at) as \`from\`, max(occurred_at) as \`to\`
      from transactions force index (transactions_company_at)
      where company_id in (${sql.join(batch)}) group by company_id
    `.execute(db)
    return rows
  })
}

export async function insertTransactions(db: Db, rows: readonly NewTransactionRow[]): Promise<void> {
  await insertRows(db, 'transactions', rows)
}

/** Writes whole rows over those of the same id; the caller holds them (`lock`) since it read them. */
export async function updateTransactions(
  db: Db,
  rows: readonly (TransactionChange & ReceiptKey & { id: number })[],
): Promise<void> {
  const taken = (column: string) => sql<never>`values(${sql.ref(column)})`
  await inBatches(rows, (batch) =>
    db
      .insertInto('transactions')
      .values(batch)
      .onDuplicateKeyUpdate({
        company_id: taken('company_id'),
        station_code: taken('station_code'),
        receipt: taken('receipt'),
        occurred_on: taken('occurred_on'),
        till: taken('till'),
        operation_id: taken('operation_id'),
        operation: taken('operation'),
        occurred_at: taken('occurred_at'),
        instrument_number: taken('instrument_number'),
        instrument_reversed: taken('instrument_reversed'),
        card_id: taken('card_id'),
        coupon_id: taken('coupon_id'),
        product: taken('product'),
        volume: taken('volume'),
        price: taken('price'),
        amount: taken('amount'),
      })
      .execute(),
  )
}

export async function deleteTransactions(db: Db, ids: readonly number[]): Promise<void> {
  await inBatches(ids, (batch) => db.deleteFrom('transactions').where('id', 'in', batch).execute())
}

/** The first confirmation counts. */
export async function updateTransactionsConfirmed(db: Db, ids: readonly number[]): Promise<void> {
  await inBatches(ids, (batch) =>
    db
      .updateTable('transactions')
      .set({ confirmed_at: now })
      .where('id', 'in', batch)
      .where('confirmed_at', 'is', null)
      .execute(),
  )
}
