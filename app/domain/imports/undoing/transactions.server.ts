import type { Context } from '#app/domain/kernel/context.ts'
import {
  changeTransactions,
  findTransactionsByReceipts,
  removeTransactions,
  TransactionTotalsDelta,
} from '#app/domain/transactions/transaction-register.server.ts'
import { isEqual } from '../merging/merge.ts'
import type { RowOutcome } from '../merging/outcome.ts'
import { type BookedFacts, factsOfRow } from '../merging/stored-transactions.ts'
import { shownOf } from '../merging/transactions.server.ts'
import { sortOut, type Undo, type UsedRow } from './undo.ts'

type Earlier = Omit<BookedFacts, 'occurredAt'> & { occurredAt: string }

export class TransactionUndo implements Undo {
  readonly #delta = new TransactionTotalsDelta()

  async takeBack(ctx: Context, outcomes: readonly RowOutcome[]): Promise<UsedRow[]> {
    const receipts = outcomes.map(({ after }) => ({
      stationCode: String(after.station),
      receipt: String(after.receipt),
      occurredOn: String(after.date),
    }))
    const found = await findTransactionsByReceipts(ctx, receipts, { lock: true })
    const here = new Map<string, typeof found>()
    for (const row of found) {
      const key = placeOf(row.station_code, row.occurred_on, row.receipt)
      here.set(key, [...(here.get(key) ?? []), row])
    }
    const { used, removed, restored } = sortOut(
      outcomes,
      ({ key, after }) => here.get(key)?.find((row) => isEqual(shownOf(factsOfRow(row)), after)),
      (row) => shownOf(factsOfRow(row)),
      () => false,
    )
    if (used.length > 0) return used
    await removeTransactions(ctx, removed, this.#delta)
    const changes = restored.map(({ before, earlier }) => ({ before, after: factsIn(earlier as Earlier) }))
    await changeTransactions(ctx, changes, this.#delta)
    return []
  }

  async finish(ctx: Context): Promise<void> {
    await this.#delta.write(ctx)
  }
}

/** As the key of an outcome. */
function placeOf(stationCode: string, day: string, receipt: string): string {
  return `${stationCode} ${day} ${receipt}`
}

function factsIn(earlier: Earlier): BookedFacts {
  return { ...earlier, occurredAt: new Date(earlier.occurredAt) }
}
