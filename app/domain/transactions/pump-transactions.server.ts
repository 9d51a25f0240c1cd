import type { Context } from '#app/domain/kernel/context.ts'
import { singleChangeSlot } from '#app/domain/kernel/sum-slots.server.ts'
import { updateTransactionsConfirmed } from '#db/queries/transactions/transactions.ts'
import {
  addTransactions,
  type Receipt,
  type TransactionFacts,
  TransactionTotalsDelta,
} from './transaction-register.server.ts'

/** A step of completing and reversing: a transaction that the cabinet decided, with the company's sums. */
export async function addPumpTransaction(
  ctx: Context,
  transaction: TransactionFacts & Receipt,
  operation: { authorizationId: number; fillId: string },
): Promise<void> {
  const delta = new TransactionTotalsDelta()
  await addTransactions(ctx, [wholeSecond(transaction)], delta, operation)
  await delta.write(ctx, singleChangeSlot())
}

/** The column has no fractions, and would round the last half second of a day into the next one. */
function wholeSecond<Row extends { occurredAt: Date }>(row: Row): Row {
  return { ...row, occurredAt: new Date(Math.floor(row.occurredAt.getTime() / 1000) * 1000) }
}

/** A step of an import: the issuer's register has brought them too. The first time counts. */
export function confirmPumpTransactions(ctx: Context, ids: readonly number[]): Promise<void> {
  return updateTransactionsConfirmed(ctx.db, ids)
}
