import { contractOn } from '#app/domain/contracts/contracts.server.ts'
import { businessDay, type Day } from '#app/domain/kernel/calendar.ts'
import type { CompanyId, Context } from '#app/domain/kernel/context.ts'
import { reject } from '#app/domain/kernel/errors.ts'
import { singleChangeSlot } from '#app/domain/kernel/sum-slots.server.ts'
import {
  selectClosedThrough,
  selectPromises,
  updatePromisePaid,
} from '#db/queries/contract-account/accounts.ts'
import {
  insertAccountEntry,
  selectAccountEntry,
  selectCorrectionsOf,
} from '#db/queries/contract-account/entries.ts'
import { bookingDay } from './account.ts'
import { isKept } from './balances.server.ts'
import { AccountTotalsDelta } from './totals.server.ts'

/** Steps of whoever credits a bank's payment: the caller has authorized, records it and works in a transaction. */

export interface BookedPayment {
  /** Tiyn. */
  amount: number
  occurredOn: Day
  /** The number of the payment order. */
  document: string
  comment: string
}

/** @returns the entry's id; null: no account is kept of the company. */
export async function bookPayment(
  ctx: Context,
  companyId: CompanyId,
  { amount, occurredOn, document, comment }: BookedPayment,
): Promise<number | null> {
  const today = businessDay(ctx.now)
  const contract = await contractOn(ctx, companyId, today)
  if (!contract || !isKept(contract, today)) return null
  const booked = { contractId: contract.id, kind: 'payment' as const, correctsId: null }
  const id = await book(ctx, companyId, { ...booked, amount, occurredOn, document, comment })
  await keepPromises(ctx, companyId, amount)
  return id
}

/** Debits an account whose contract's papers go by issue; any other is debited by its refuellings. */
export async function bookIssue(
  ctx: Context,
  companyId: CompanyId,
  amount: number,
  comment: string,
): Promise<void> {
  const today = businessDay(ctx.now)
  const contract = await contractOn(ctx, companyId, today)
  if (contract?.papers !== 'issue' || !isKept(contract, today)) return
  const booked = { contractId: contract.id, kind: 'issue' as const, correctsId: null }
  await book(ctx, companyId, { ...booked, amount: -amount, occurredOn: today, document: '', comment })
}

/**
 * The row that takes an entry back: in its contract, and in an open month. A promise that it kept stays kept. What was
 * put right by hand already is not taken back once more.
 * @throws DomainError entry_not_found, entry_corrected
 */
export async function reversePayment(
  ctx: Context,
  companyId: CompanyId,
  entryId: number,
  comment: string,
): Promise<number> {
  const entry = (await selectAccountEntry(ctx.db, companyId, entryId)) ?? reject('entry_not_found')
  const corrections = await selectCorrectionsOf(ctx.db, companyId, entryId)
  if (corrections.reduce((sum, { amount }) => sum + amount, 0) !== 0)
    reject('entry_corrected', { params: { number: String(entryId) } })
  return book(ctx, companyId, {
    ...{ contractId: entry.contract_id, kind: 'correction', correctsId: entry.id },
    ...{ amount: -entry.amount, occurredOn: businessDay(ctx.now), document: entry.document, comment },
  })
}

interface Booked extends BookedPayment {
  contractId: number
  kind: 'payment' | 'issue' | 'correction'
  correctsId: number | null
}

async function book(
  ctx: Context,
  companyId: CompanyId,
  { contractId, kind, correctsId, amount, occurredOn, document, comment }: Booked,
): Promise<number> {
  const closed = await selectClosedThrough(ctx.db, 'book')
  const bookedOn = bookingDay(occurredOn, closed, businessDay(ctx.now))
  const row = { company_id: companyId, booked_on: bookedOn, amount }
  const id = await insertAccountEntry(ctx.db, {
    ...row,
    ...{ contract_id: contractId, kind, occurred_on: occurredOn, product: null, volume: null },
    ...{ transaction_id: null, corrects_id: correctsId, document, comment },
    created_by: 'userId' in ctx.actor ? ctx.actor.userId : null,
  })
  const delta = new AccountTotalsDelta()
  delta.add(row)
  await delta.write(ctx, singleChangeSlot())
  return id
}

/** The promise that ends first before the others. */
export async function keepPromises(ctx: Context, companyId: CompanyId, amount: number): Promise<void> {
  let left = amount
  for (const promise of await selectPromises(ctx.db, companyId, businessDay(ctx.now), { lock: true })) {
    const kept = Math.min(left, promise.amount - promise.paid)
    if (kept <= 0) return
    await updatePromisePaid(ctx.db, promise.id, promise.paid + kept)
    left -= kept
  }
}
