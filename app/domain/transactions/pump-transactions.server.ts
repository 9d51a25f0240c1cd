import { randomInt } from 'node:crypto'
import type { Context } from '#app/domain/kernel/context.ts'
import { updateTransactionsConfirmed } from '#db/queries/transactions/transactions.ts'
import {
  addTransactions,
  type Receipt,
  type TransactionFacts,
  TransactionTotalsDelta,
} from './transaction-register.server.ts'

/** As many as a coupon's: operations of one company at many pumps rarely meet in one. */
const SLOTS = 8

/** A step of completing and reversing: a transaction that the cabinet decided, with the company's sums. */
export async function addPumpTransaction(
  ctx: Context,
  transaction: TransactionFacts & Receipt,
  ledger: { authorizationId: number; fillId: string },
): Promise<void> {
  const delta = new TransactionTotalsDelta()
  await addTransactions(ctx, [wholeSecond(transaction)], delta, ledger)
  await delta.write(ctx, randomInt(1, SLOTS))
}

/** The column has no fractions, and would round the last half second of a day into the next one. */
function wholeSecond<Row extends { occurredAt: Date }>(row: Row): Row {
  return { ...row, occurredAt: new Date(Math.floor(row.occurredAt.getTime() / 1000) * 1000) }
}

/** A step of an import: the issuer's register has brought them too. The first time counts. */
export function confirmPumpTransactions(ctx: Context, ids: readonly number[]): Promise<void> {
  return updateTransactionsConfirmed(ctx.db, ids)
}
