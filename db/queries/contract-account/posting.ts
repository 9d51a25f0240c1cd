import { type Selectable, sql } from 'kysely'
import type { Db } from '#db/connection/client.server.ts'
import type { Day } from '#db/schema/columns.ts'
import type { ContractsTable, TransactionsTable } from '#db/schema/index.ts'
import { readInBatches } from '#db/sql/batches.ts'
import { exactSum } from '#db/sql/exact-sum.ts'

export type PostingContractRow = Pick<
  Selectable<ContractsTable>,
  'id' | 'company_id' | 'starts_on' | 'ends_on' | 'account_from' | 'papers'
>

/** All contracts of those of the companies that have one whose account is kept. */
export async function selectPostingContracts(
  db: Db,
  companyIds: readonly number[],
): Promise<PostingContractRow[]> {
  const rows = await readInBatches(companyIds, (batch) =>
    db
      .selectFrom('contracts')
      .select(['id', 'company_id', 'starts_on', 'ends_on', 'account_from', 'papers'])
      .where('company_id', 'in', batch)
      .execute(),
  )
  const kept = new Set(rows.filter((row) => row.account_from !== null).map((row) => row.company_id))
  return rows.filter(({ company_id }) => kept.has(company_id))
}

export type PostedTransactionRow = Pick<
  Selectable<TransactionsTable>,
  'id' | 'company_id' | 'occurred_on' | 'coupon_id' | 'product' | 'operation' | 'volume' | 'amount'
>

export interface ReceiptOf {
  station_code: string
  receipt_key: string
  occurred_on: Day
}

/** What is here of these receipts. */
export function selectTransactionsToPost(
  db: Db,
  receipts: readonly ReceiptOf[],
): Promise<PostedTransactionRow[]> {
  return readInBatches(receipts, async (batch) => {
    const keys = batch.map(
      ({ station_code, receipt_key, occurred_on }) => sql`(${station_code}, ${receipt_key}, ${occurred_on})`,
    )
    const { rows } = await sql<PostedTransactionRow>`
      select id, company_id, occurred_on, coupon_id, product, operation, volume, amount from transactions
      where (station_code, receipt_key, occurred_on) in (${sql.join(keys)})
    `.execute(db)
    return rows
  })
}

export interface PostedRow {
  transaction_id: number
  first_id: number
  contract_id: number
  entries: number
  amount: number
  memo: number
  volume: number
}

/** What the ledger holds of these transactions. */
export async function selectPosted(db: Db, transactionIds: readonly number[]): Promise<PostedRow[]> {
  return readInBatches(transactionIds, async (batch) => {
    const { rows } = await sql<Record<keyof PostedRow, string | number>>`
      select transaction_id, min(id) as first_id, min(contract_id) as contract_id, count(*) as entries,
        sum(amount) as amount, sum(memo) as memo, sum(volume) as volume
      from account_entries where transaction_id in (${sql.join(batch)}) group by transaction_id
    `.execute(db)
    return rows.map((row) => ({
      transaction_id: Number(row.transaction_id),
      first_id: Number(row.first_id),
      contract_id: Number(row.contract_id),
      entries: exactSum(row.entries),
      amount: exactSum(row.amount),
      memo: exactSum(row.memo),
      volume: exactSum(row.volume),
    }))
  })
}
