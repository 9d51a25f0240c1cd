import type { Context } from '#app/domain/kernel/context.ts'
import { recordDiscrepancy } from '#app/domain/pump-operations/recorded-discrepancies.server.ts'
import { confirmPumpTransactions } from '#app/domain/transactions/pump-transactions.server.ts'
import type { TransactionRow } from '#db/queries/transactions/transactions.ts'
import { type BookedFacts, factsOfRow } from './stored-transactions.ts'

/** Pumps and registers round differently: 100 ml and a tenge are no difference. */
const VOLUME_TOLERANCE_ML = 100
const AMOUNT_TOLERANCE_TIYN = 100

/** A row that a pump wrote, and what the register says of it. */
export interface Confirmation {
  here: TransactionRow
  told: BookedFacts
}

/**
 * What a pump wrote stays, since limits and sums count by it. A register adds what the pump did not know: the receipt, and
 * the price of a card's fuel where none was known.
 */
export function confirmedFacts({ here, told }: Confirmation): BookedFacts {
  const ours = factsOfRow(here)
  const isPriced = here.price > 0
  return {
    ...ours,
    receipt: ours.receipt || told.receipt,
    price: isPriced ? ours.price : told.price,
    amount: isPriced || told.volume !== here.volume ? ours.amount : told.amount,
  }
}

/** In the import's transaction. What differs is for staff to settle. */
export async function confirmPumpRows(ctx: Context, confirmations: readonly Confirmation[]): Promise<void> {
  if (confirmations.length === 0) return
  await confirmPumpTransactions(
    ctx,
    confirmations.map(({ here }) => here.id),
  )
  for (const { here, told } of confirmations) {
    if (!differs(here, told)) continue
    await recordDiscrepancy(ctx, {
      kind: 'register_differs',
      authorizationId: here.authorization_id,
      transactionId: here.id,
      companyId: here.company_id,
      station: here.station_code,
      ours: { volume: here.volume, amount: here.amount, product: here.product, receipt: here.receipt },
      theirs: { volume: told.volume, amount: told.amount, product: told.product, receipt: told.receipt },
    })
  }
}

function differs(here: TransactionRow, told: BookedFacts): boolean {
  return (
    here.product !== told.product ||
    Math.abs(here.volume - told.volume) > VOLUME_TOLERANCE_ML ||
    (here.price > 0 && Math.abs(here.amount - told.amount) > AMOUNT_TOLERANCE_TIYN)
  )
}
