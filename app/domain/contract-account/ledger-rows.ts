/** What a transaction means for the ledger. Pure. */

import type { Day } from '#app/domain/kernel/calendar.ts'
import type { AccountEntryKind, ContractPapers, TransactionOperation } from '#db/schema/index.ts'

/** A contract whose account is kept, as far as the ledger needs it. */
export interface KeptContract {
  id: number
  starts_on: Day
  ends_on: Day | null
  account_from: Day | null
  papers: ContractPapers
}

/**
 * The contract that a day falls under: the one in force, or else the last that had begun, because what is fuelled after
 * its end is owed all the same. Undefined: no account is kept of that day.
 */
export function contractFor<Contract extends KeptContract>(
  contracts: readonly Contract[],
  day: Day,
): Contract | undefined {
  const begun = contracts.filter(({ starts_on }) => starts_on <= day)
  const [last] = begun.toSorted((one, other) => (one.starts_on < other.starts_on ? 1 : -1))
  return last && last.account_from !== null && last.account_from <= day ? last : undefined
}

export interface BookedTransaction {
  coupon_id: number | null
  operation: TransactionOperation
  amount: number
  volume: number
}

/** What the ledger holds of a transaction already. */
export interface Posted {
  entries: number
  amount: number
  memo: number
  volume: number
}

export const NOTHING_POSTED: Posted = { entries: 0, amount: 0, memo: 0, volume: 0 }

const KINDS: Record<TransactionOperation, AccountEntryKind> = {
  sale: 'fill',
  return: 'return',
  correction: 'correction',
}

/**
 * The row that brings the ledger to what a transaction says now; null: it is there. Asked twice it adds nothing.
 * @param transaction null: it was taken back
 */
export function rowFor(
  transaction: BookedTransaction | null,
  posted: Posted,
  papers: ContractPapers,
): { kind: AccountEntryKind; amount: number; memo: number; volume: number } | null {
  // A coupon whose issue was booked is paid; its fuel is told and debits nothing.
  const isPaid = transaction !== null && transaction.coupon_id !== null && papers === 'issue'
  const owed = transaction === null ? 0 : -transaction.amount
  const amount = (isPaid ? 0 : owed) - posted.amount
  const memo = (isPaid ? owed : 0) - posted.memo
  const volume = (transaction?.volume ?? 0) - posted.volume
  if (posted.entries === 0) {
    return transaction === null ? null : { kind: KINDS[transaction.operation], amount, memo, volume }
  }
  return amount === 0 && memo === 0 && volume === 0 ? null : { kind: 'correction', amount, memo, volume }
}
