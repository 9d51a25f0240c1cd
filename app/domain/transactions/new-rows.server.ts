import type { Context } from '#app/domain/kernel/context.ts'
import {
  selectNextTransactions,
  type TransactionReader,
  upsertTransactionsRead,
} from '#db/queries/transactions/new-rows.ts'

/** A transaction that takes longer to commit is not waited for. */
export const SETTLED_SECONDS = 120

/** A step of a job that looks at each transaction once: the next rows that have settled; null: there are none. */
export function nextTransactions(ctx: Context, reader: TransactionReader, limit: number, seconds: number) {
  return selectNextTransactions(ctx.db, reader, { limit, seconds })
}

/** In the transaction of what was found in the range. */
export function markTransactionsRead(ctx: Context, reader: TransactionReader, to: number): Promise<void> {
  return upsertTransactionsRead(ctx.db, reader, to)
}
