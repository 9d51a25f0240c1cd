import { asCompanyId, type Context } from '#app/domain/kernel/context.ts'
import { requireRight } from '#app/domain/kernel/rights.ts'
import { transact } from '#app/domain/kernel/transact.server.ts'
import {
  selectUnvaluedCompanies,
  updateCouponValues,
  upsertValuedUpTo,
} from '#db/queries/contracts/coupon-values.ts'

const BATCH = 50

/**
 * Counts what the coupons of companies are worth, which an earlier release did not keep: each company once, in a transaction
 * of its own. @returns whether more waits
 */
export async function countCouponValues(ctx: Context, signal: AbortSignal): Promise<boolean> {
  requireRight(ctx, 'count_coupon_values')
  const companies = await selectUnvaluedCompanies(ctx.db, BATCH)
  for (const id of companies) {
    if (signal.aborted) return false
    await transact(ctx, async (ctx) => {
      await updateCouponValues(ctx.db, asCompanyId(id))
      await upsertValuedUpTo(ctx.db, id)
    })
  }
  return companies.length === BATCH
}
