import type { Context } from '#app/domain/kernel/context.ts'
import {
  type LedgerReader,
  selectNextLedgerRange,
  upsertLedgerRead,
} from '#db/queries/transactions/new-rows.ts'

/** A transaction that takes longer to commit is not waited for. */
export const SETTLED_SECONDS = 120

/** A step of a job that looks at each row of the ledger once: the next rows that have settled; null: there are none. */
export function nextLedgerRange(ctx: Context, reader: LedgerReader, limit: number, seconds: number) {
  return selectNextLedgerRange(ctx.db, reader, { limit, seconds })
}

/** In the transaction of what was found in the range. */
export function markLedgerRead(ctx: Context, reader: LedgerReader, to: number): Promise<void> {
  return upsertLedgerRead(ctx.db, reader, to)
}
