import { findCardsOf } from '#app/domain/cards/card-lists.server.ts'
import { findCouponsOf } from '#app/domain/coupons/coupon-lists.server.ts'
import type { CompanyId, Context } from '#app/domain/kernel/context.ts'
import { reject } from '#app/domain/kernel/errors.ts'
import { requireRightIn } from '#app/domain/kernel/rights.ts'
import { type ChosenRow, selectChosen } from '#db/queries/bulk-changes/states.ts'
import type { BulkSelection } from './bulk-changes.input.server.ts'
import { rightFor } from './bulk-changes.ts'

export type { ChosenRow }

/** Cards or coupons that one change goes through. */
const MAX_BULK = 20_000

/**
 * What was ticked, or all that the filter finds, by id.
 * @throws DomainError bulk_nothing_chosen, bulk_too_many, card_not_found, coupon_not_found
 */
export async function choose(
  ctx: Context,
  companyId: CompanyId,
  selection: BulkSelection,
): Promise<ChosenRow[]> {
  const { kind } = selection
  const ids = [...new Set(selection.ids ?? (await idsFound(ctx, companyId, selection)))]
  if (ids.length === 0) reject('bulk_nothing_chosen')
  if (ids.length > MAX_BULK) reject('bulk_too_many', { params: { max: MAX_BULK } })
  const chosen = await selectChosen(ctx.db, companyId, kind, ids)
  if (chosen.length < ids.length) reject(kind === 'card' ? 'card_not_found' : 'coupon_not_found')
  return chosen.sort((one, other) => one.id - other.id)
}

/** How many a change would go through. @throws as choose, and not_found, not_allowed */
export async function countChosen(
  ctx: Context,
  companyId: CompanyId,
  selection: BulkSelection,
): Promise<number> {
  requireRightIn(ctx, companyId, rightFor(selection.kind, 'block'))
  return (await choose(ctx, companyId, selection)).length
}

/** One more than the most is enough to know that it is too many. */
function idsFound(ctx: Context, companyId: CompanyId, selection: BulkSelection): Promise<number[]> {
  return selection.kind === 'card'
    ? findCardsOf(ctx, companyId, selection.filter, MAX_BULK + 1)
    : findCouponsOf(ctx, companyId, selection.filter, MAX_BULK + 1)
}
