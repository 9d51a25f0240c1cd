import { businessDay, type Day } from '#app/domain/kernel/calendar.ts'
import type { Context } from '#app/domain/kernel/context.ts'
import { REGISTER_SLOT, singleChangeSlot } from '#app/domain/kernel/sum-slots.server.ts'
import { selectClosedThrough } from '#db/queries/contract-account/accounts.ts'
import { insertAccountEntries, type NewEntryRow } from '#db/queries/contract-account/entries.ts'
import {
  type PostedRow,
  type PostedTransactionRow,
  type PostingContractRow,
  type ReceiptOf,
  selectPosted,
  selectPostingContracts,
  selectTransactionsToPost,
} from '#db/queries/contract-account/posting.ts'
import { bookingDay } from './account.ts'
import { contractFor, NOTHING_POSTED, rowFor } from './ledger-rows.ts'
import { AccountTotalsDelta } from './totals.server.ts'

/** A transaction as whoever wrote it knows it. */
interface Written extends ReceiptOf {
  company_id: number
}

/**
 * A step of whoever adds or changes transactions: brings the ledger to what is stored now. What is there already is not
 * booked again, so that a repeat of the step changes nothing.
 */
export async function postTransactions(
  ctx: Context,
  written: readonly Written[],
  { isRegister }: { isRegister: boolean },
): Promise<void> {
  const contracts = await contractsOf(ctx, written)
  if (contracts.size === 0) return
  const mine = written.filter(({ company_id }) => contracts.has(company_id))
  const found = await selectTransactionsToPost(ctx.db, mine)
  const stored = found.filter(({ company_id }) => contracts.has(company_id))
  const posted = await postedOf(ctx, stored)
  const rows = stored.flatMap((row) => {
    const contract = contractFor(contracts.get(row.company_id) ?? [], row.occurred_on)
    return contract ? rowsOf(row, row, contract, posted.get(row.id)) : []
  })
  await writeEntries(ctx, rows, isRegister ? REGISTER_SLOT : singleChangeSlot())
}

/** A step of whoever takes transactions back, before they are gone. */
export async function unpostTransactions(
  ctx: Context,
  removed: readonly PostedTransactionRow[],
): Promise<void> {
  const contracts = await contractsOf(ctx, removed)
  if (contracts.size === 0) return
  const posted = await postedOf(ctx, removed)
  const rows = removed.flatMap((row) => {
    const known = posted.get(row.id)
    const contract = contracts.get(row.company_id)?.find(({ id }) => id === known?.contract_id)
    return contract ? rowsOf(null, row, contract, known) : []
  })
  await writeEntries(ctx, rows, 0)
}

async function contractsOf(
  ctx: Context,
  rows: readonly { company_id: number }[],
): Promise<Map<number, PostingContractRow[]>> {
  const companyIds = [...new Set(rows.map(({ company_id }) => company_id))]
  return Map.groupBy(await selectPostingContracts(ctx.db, companyIds), ({ company_id }) => company_id)
}

async function postedOf(ctx: Context, rows: readonly { id: number }[]): Promise<Map<number, PostedRow>> {
  const ids = rows.map(({ id }) => id)
  return new Map((await selectPosted(ctx.db, ids)).map((row) => [row.transaction_id, row]))
}

/** A row that is on its way into the ledger: the month that it counts in is not known yet. */
type Draft = Omit<NewEntryRow, 'booked_on'> & { occurred_on: Day }

function rowsOf(
  transaction: PostedTransactionRow | null,
  about: PostedTransactionRow,
  contract: PostingContractRow,
  posted: PostedRow | undefined,
): Draft[] {
  const row = rowFor(transaction, posted ?? NOTHING_POSTED, contract.papers)
  if (!row) return []
  return [
    {
      ...row,
      company_id: about.company_id,
      contract_id: contract.id,
      occurred_on: about.occurred_on,
      product: about.product,
      transaction_id: about.id,
      corrects_id: posted?.first_id ?? null,
    },
  ]
}

/** A step of whoever books: in the month of its day while that is open, or else today. */
export async function writeEntries(
  ctx: Context,
  drafts: readonly Draft[],
  slot = singleChangeSlot(),
): Promise<void> {
  if (drafts.length === 0) return
  const closed = await selectClosedThrough(ctx.db, 'book')
  const today = businessDay(ctx.now)
  const rows = drafts.map((draft) => ({
    ...draft,
    booked_on: bookingDay(draft.occurred_on, closed, today),
  }))
  await insertAccountEntries(ctx.db, rows)
  const delta = new AccountTotalsDelta()
  for (const row of rows) delta.add(row)
  await delta.write(ctx, slot)
}
