import { dayBounds } from '#app/domain/kernel/calendar.ts'
import type { CompanyId, Context } from '#app/domain/kernel/context.ts'
import { reject } from '#app/domain/kernel/errors.ts'
import { EXPORT_SIZE, type Page, readAllPages, readPage } from '#app/domain/kernel/page.server.ts'
import { requireRightIn } from '#app/domain/kernel/rights.ts'
import { enforceRateLimit } from '#app/domain/rate-limits/rate-limits.server.ts'
import { lastCommitOf } from '#app/domain/registers/freshness.server.ts'
import {
  type ListedTransactionRow,
  selectListedTransaction,
  selectTransactionPage,
  selectTransactionPosition,
  sumFoundTransactions,
  type TransactionSelection,
  type TransactionSums,
} from '#db/queries/transactions/lists.ts'
import { sumTransactionTotals } from '#db/queries/transactions/totals.ts'
import type { TransactionFilter } from './transactions.input.server.ts'
import type { TransactionSort } from './transactions.ts'

export type ListedTransaction = ListedTransactionRow

export interface TransactionList extends Page<ListedTransaction> {
  sort: TransactionSort
  /** Of all pages together; `capped`: there are more, so the sums are of a part and not for showing. */
  total: TransactionSums & { capped: boolean }
  /** When the register last changed; null before the first. */
  asOf: Date | null
}

/** One page of a company's transactions with sums over all of them. */
export async function listTransactions(
  ctx: Context,
  companyId: CompanyId,
  filter: TransactionFilter,
): Promise<TransactionList> {
  requireRightIn(ctx, companyId, 'see_transactions')
  const [page, total, asOf] = await Promise.all([
    readTransactions(ctx, companyId, filter),
    summarize(ctx, companyId, filter),
    lastCommitOf(ctx.db, 'transactions'),
  ])
  return { ...page, sort: filter.sort ?? 'newest', total, asOf }
}

/** @throws DomainError transaction_not_found */
export async function findTransaction(
  ctx: Context,
  companyId: CompanyId,
  id: number,
): Promise<ListedTransaction> {
  requireRightIn(ctx, companyId, 'see_transactions')
  return (await selectListedTransaction(ctx.db, companyId, id)) ?? reject('transaction_not_found')
}

/** The newest few of a company, a card or a coupon, a driver or a vehicle. */
export function lastTransactions(
  ctx: Context,
  companyId: CompanyId,
  of: Pick<TransactionFilter, 'card' | 'coupon' | 'driver' | 'vehicle'>,
  limit: number,
): Promise<ListedTransaction[]> {
  requireRightIn(ctx, companyId, 'see_transactions')
  const request = { edge: null, backward: false, limit }
  return selectTransactionPage(ctx.db, companyId, selectionOf(of), true, request)
}

/** All pages of the list, one after another: exactly what the filters show. */
export async function* exportTransactions(
  ctx: Context,
  companyId: CompanyId,
  filter: TransactionFilter,
): AsyncGenerator<ListedTransaction[]> {
  requireRightIn(ctx, companyId, 'export_lists')
  await enforceRateLimit(ctx, 'export')
  yield* readAllPages((cursor) => readTransactions(ctx, companyId, { ...filter, cursor }, EXPORT_SIZE))
}

function readTransactions(
  ctx: Context,
  companyId: CompanyId,
  filter: TransactionFilter,
  size?: number,
): Promise<Page<ListedTransaction>> {
  const sort = filter.sort ?? 'newest'
  const selection = selectionOf(filter)
  return readPage({
    order: sort,
    cursor: filter.cursor,
    place: (id) => selectTransactionPosition(ctx.db, companyId, id),
    read: (request) => selectTransactionPage(ctx.db, companyId, selection, sort === 'newest', request),
    ...(size ? { size } : {}),
  })
}

/** Days have their own sums; of a search, a card or a coupon the rows are added up. */
async function summarize(ctx: Context, companyId: CompanyId, filter: TransactionFilter) {
  const { q, card, coupon, driver, vehicle } = filter
  if ([q, card, coupon, driver, vehicle].some((narrowed) => narrowed !== undefined)) {
    return sumFoundTransactions(ctx.db, companyId, selectionOf(filter))
  }
  return { ...(await sumTransactionTotals(ctx.db, companyId, filter)), capped: false }
}

function selectionOf(filter: TransactionFilter): TransactionSelection {
  const { q, product, from, to, card, coupon, driver, vehicle } = filter
  return {
    q,
    product,
    cardId: card,
    couponId: coupon,
    assignedTo: assignedTo({ driver, vehicle }),
    from: from ? dayBounds(from).from : undefined,
    until: to ? dayBounds(to).until : undefined,
  }
}

function assignedTo({ driver, vehicle }: Pick<TransactionFilter, 'driver' | 'vehicle'>) {
  if (driver !== undefined) return { subject: 'driver' as const, id: driver }
  return vehicle === undefined ? undefined : { subject: 'vehicle' as const, id: vehicle }
}
