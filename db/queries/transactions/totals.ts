import { type Insertable, type RawBuilder, sql } from 'kysely'
import type { Db } from '#db/connection/client.server.ts'
import type { CompanyId, ProductCode, TransactionTotalsTable } from '#db/schema/index.ts'
import { inBatches } from '#db/sql/batches.ts'
import { exactSum } from '#db/sql/exact-sum.ts'
import type { TransactionSums } from './lists.ts'

export type TransactionTotalsRow = Insertable<TransactionTotalsTable>

/** Adds to the sums; negative figures take away. Rows come sorted by their key, so that two writers never cross. */
export async function upsertTransactionTotals(db: Db, rows: readonly TransactionTotalsRow[]): Promise<void> {
  const plus = (column: string) => sql<never>`${sql.ref(column)} + values(${sql.ref(column)})`
  await inBatches(rows, (batch) =>
    db
      .insertInto('transaction_totals')
      .values(batch)
      .onDuplicateKeyUpdate({
        transactions: plus('transactions'),
        volume: plus('volume'),
        amount: plus('amount'),
      })
      .execute(),
  )
}

/** Days of Asia/Almaty, both inclusive. */
export interface TransactionTotalsFilter {
  product?: ProductCode | undefined
  from?: string | undefined
  to?: string | undefined
}

export async function sumTransactionTotals(
  db: Db,
  companyId: CompanyId,
  { product, from, to }: TransactionTotalsFilter,
): Promise<TransactionSums> {
  const { rows } = await sql<Sums>`
    select ${sums} from transaction_totals
    where company_id = ${companyId} ${product ? sql`and product = ${product}` : sql``}
      ${from ? sql`and day >= ${from}` : sql``} ${to ? sql`and day <= ${to}` : sql``}
  `.execute(db)
  return exact(rows[0])
}

type Sums = Record<keyof TransactionSums, string | null>

const sums: RawBuilder<unknown> = sql`sum(transactions) as transactions, sum(volume) as volume, sum(amount) as amount`

function exact(row: Sums | undefined): TransactionSums {
  return {
    transactions: exactSum(row?.transactions),
    volume: exactSum(row?.volume),
    amount: exactSum(row?.amount),
  }
}
