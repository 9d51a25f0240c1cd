import { record } from '#app/domain/audit/audit.server.ts'
import { contractOn } from '#app/domain/contracts/contracts.server.ts'
import { businessDay } from '#app/domain/kernel/calendar.ts'
import type { CompanyId, Context } from '#app/domain/kernel/context.ts'
import { reject } from '#app/domain/kernel/errors.ts'
import { type Page, readPage } from '#app/domain/kernel/page.server.ts'
import { requireRight, requireRightIn } from '#app/domain/kernel/rights.ts'
import { singleChangeSlot } from '#app/domain/kernel/sum-slots.server.ts'
import { transact } from '#app/domain/kernel/transact.server.ts'
import { selectClosedThrough } from '#db/queries/contract-account/accounts.ts'
import {
  type AccountEntryRow,
  insertAccountEntry,
  type ListedEntryRow,
  selectAccountEntries,
  selectAccountEntry,
  selectCompanyOfEntry,
  selectCorrectionsOf,
  selectEntryPosition,
} from '#db/queries/contract-account/entries.ts'
import type { AccountFilter, BookEntry } from './account.input.server.ts'
import { bookedAmount, bookingDay } from './account.ts'
import { isKept } from './balances.server.ts'
import { keepPromises } from './booked-payments.server.ts'
import { AccountTotalsDelta } from './totals.server.ts'

export type { ListedEntryRow }

/** A company's ledger, the newest day first. */
export function listEntries(
  ctx: Context,
  companyId: CompanyId,
  { from, to, cursor }: AccountFilter,
): Promise<Page<ListedEntryRow>> {
  requireRightIn(ctx, companyId, 'see_account')
  return readPage({
    order: 'newest',
    cursor,
    place: (id) => selectEntryPosition(ctx.db, companyId, id),
    read: (request) => selectAccountEntries(ctx.db, companyId, { from, to }, request),
  })
}

/** With what was booked to put it right. @throws DomainError entry_not_found */
export async function findEntry(
  ctx: Context,
  companyId: CompanyId,
  id: number,
): Promise<{ entry: ListedEntryRow; corrections: AccountEntryRow[] }> {
  requireRightIn(ctx, companyId, 'see_account')
  const entry = (await selectAccountEntry(ctx.db, companyId, id)) ?? reject('entry_not_found')
  return { entry, corrections: await selectCorrectionsOf(ctx.db, companyId, id) }
}

/** Which of the person's companies an entry belongs to: a link to any of them opens it. */
export function companyOfEntry(
  ctx: Context,
  companyIds: readonly CompanyId[],
  id: number,
): Promise<CompanyId | undefined> {
  return selectCompanyOfEntry(ctx.db, companyIds, id)
}

/**
 * Books what staff know: in the month of its day while that is open, or else today. A payment keeps promises, the one
 * that ends first before the others.
 * @returns the entry's id. @throws DomainError account_not_kept, entry_not_found
 */
export function bookEntry(ctx: Context, companyId: CompanyId, input: BookEntry): Promise<number> {
  requireRight(ctx, 'book_entries')
  const userId = ctx.actor.kind === 'staff' ? ctx.actor.userId : reject('not_allowed')
  const today = businessDay(ctx.now)
  return transact(ctx, async (ctx) => {
    const contract = await contractOn(ctx, companyId, today)
    if (!contract || !isKept(contract, today)) reject('account_not_kept')
    const corrects = await correctedBy(ctx, companyId, input)
    const closed = await selectClosedThrough(ctx.db, 'book')
    const amount = bookedAmount(input.kind, input.amount)
    const bookedOn = bookingDay(input.occurredOn, closed, today)
    const row = { company_id: companyId, booked_on: bookedOn, amount }
    const id = await insertAccountEntry(ctx.db, {
      ...row,
      ...{ contract_id: contract.id, kind: input.kind, occurred_on: input.occurredOn },
      ...{ product: null, volume: null, transaction_id: null, corrects_id: corrects },
      ...{ document: input.document, comment: input.reason, created_by: userId },
    })
    const delta = new AccountTotalsDelta()
    delta.add(row)
    await delta.write(ctx, singleChangeSlot())
    if (input.kind === 'payment') await keepPromises(ctx, companyId, amount)
    const data = { booked: input.kind, chargedAmount: amount, startsOn: bookedOn, reason: input.reason }
    await record(ctx, 'contract.entry_booked', { kind: 'contract', id: contract.id, companyId }, data)
    return id
  })
}

async function correctedBy(
  ctx: Context,
  companyId: CompanyId,
  { kind, corrects }: BookEntry,
): Promise<number | null> {
  if (corrects === '' || kind !== 'correction') return null
  return ((await selectAccountEntry(ctx.db, companyId, corrects)) ?? reject('entry_not_found')).id
}
