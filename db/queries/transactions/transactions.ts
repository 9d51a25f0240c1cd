import { type Insertable, type Selectable, sql } from 'kysely'
import type { Db } from '#db/connection/client.server.ts'
import type { CompanyId, TransactionsTable } from '#db/schema/index.ts'
import { inBatches, insertRows, readInBatches } from '#db/sql/batches.ts'
import { exactSum } from '#db/sql/exact-sum.ts'

export type TransactionRow = Selectable<TransactionsTable>
export type NewTransactionRow = Insertable<TransactionsTable>
export type TransactionChange = Omit<
  TransactionRow,
  'id' | 'station_code' | 'receipt' | 'occurred_on' | 'created_at'
>

/** By what a transaction is known: the station, its receipt and the day. */
export type ReceiptKey = Pick<TransactionRow, 'station_code' | 'receipt' | 'occurred_on'>

/** `lock` holds the rows until the transaction ends. */
export function selectTransactionsByReceiptsAcrossCompanies(
  db: Db,
  keys: readonly ReceiptKey[],
  { lock = false } = {},
): Promise<TransactionRow[]> {
  return readInBatches(keys, (batch) => {
    const tuples = batch.map((key) => sql`(${key.station_code}, ${key.receipt}, ${key.occurred_on})`)
    const query = db
      .selectFrom('transactions')
      .selectAll()
      .where(sql<boolean>`(station_code, receipt, occurred_on) in (${sql.join(tuples)})`)
    return (lock ? query.forUpdate() : query).execute()
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

export interface Spent {
  /** Millilitres. */
  volume: number
  /** Tiyn. */
  amount: number
}

/** What was bought with one card since each of the instants, in their order. */
export async function sumSpentWithCard(
  db: Db,
  companyId: CompanyId,
  cardId: number,
  since: readonly Date[],
): Promise<Spent[]> {
  const earliest = new Date(Math.min(...since.map(Number)))
  const parts = since.flatMap((instant, index) => [
    sql`sum(if(occurred_at >= ${instant}, volume, 0)) as ${sql.ref(`volume${index}`)}`,
    sql`sum(if(occurred_at >= ${instant}, amount, 0)) as ${sql.ref(`amount${index}`)}`,
  ])
  const { rows } = await sql<Record<string, string | null>>`
    select ${sql.join(parts)} from transactions
    where card_id = ${cardId} and company_id = ${companyId} and occurred_at >= ${earliest}
  `.execute(db)
  return since.map((_, index) => ({
    volume: exactSum(rows[0]?.[`volume${index}`]),
    amount: exactSum(rows[0]?.[`amount${index}`]),
  }))
}
