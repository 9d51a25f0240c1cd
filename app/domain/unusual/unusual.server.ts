import { record } from '#app/domain/audit/audit.server.ts'
import { maskedNumber } from '#app/domain/cards/cards.ts'
import type { CompanyId, Context } from '#app/domain/kernel/context.ts'
import { reject } from '#app/domain/kernel/errors.ts'
import { type Page, readPage } from '#app/domain/kernel/page.server.ts'
import { requireClientRightIn, requireRightIn } from '#app/domain/kernel/rights.ts'
import { transact } from '#app/domain/kernel/transact.server.ts'
import {
  countOpenUnusual,
  selectUnusual,
  selectUnusualPage,
  selectUnusualPosition,
  type UnusualRow,
  updateUnusualSettled,
} from '#db/queries/unusual/unusual.ts'
import type { SettleUnusual, UnusualFilter } from './unusual.input.server.ts'

/** A company's unusual refuellings, what is most at risk first. */
export function listUnusual(
  ctx: Context,
  companyId: CompanyId,
  { show, cursor }: UnusualFilter,
): Promise<Page<UnusualRow>> {
  requireRightIn(ctx, companyId, 'see_transactions')
  const isOpen = show !== 'settled'
  return readPage({
    order: isOpen ? 'risk' : 'settled',
    cursor,
    place: (id) => selectUnusualPosition(ctx.db, companyId, id),
    read: (request) => selectUnusualPage(ctx.db, companyId, isOpen, request),
  })
}

/** @throws DomainError not_found */
export async function findUnusual(ctx: Context, companyId: CompanyId, id: number): Promise<UnusualRow> {
  requireRightIn(ctx, companyId, 'see_transactions')
  return (await selectUnusual(ctx.db, companyId, id)) ?? reject('not_found')
}

/** How many nobody has looked at, up to `limit` and one more. */
export function countUnusual(ctx: Context, companyId: CompanyId, limit: number): Promise<number> {
  requireRightIn(ctx, companyId, 'see_transactions')
  return countOpenUnusual(ctx.db, companyId, limit + 1)
}

/**
 * The company has looked at it. What is expected of the card is not told of again.
 * @throws DomainError not_found, unusual_settled
 */
export function settleUnusual(
  ctx: Context,
  companyId: CompanyId,
  id: number,
  { outcome, comment }: SettleUnusual,
): Promise<{ number: string }> {
  const userId = requireClientRightIn(ctx, companyId, 'settle_unusual') ?? reject('not_allowed')
  return transact(ctx, async (ctx) => {
    const row = (await selectUnusual(ctx.db, companyId, id)) ?? reject('not_found')
    if (!(await updateUnusualSettled(ctx.db, companyId, id, { userId, outcome, note: comment })))
      reject('unusual_settled')
    const number = maskedNumber(row.number)
    const data = { number, unusual: row.kind, settledAs: outcome, reason: comment }
    await record(ctx, 'unusual_fill.settled', { kind: 'unusual_fill', id, companyId }, data)
    return { number }
  })
}
