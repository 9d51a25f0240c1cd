import type { CompanyId, Context } from '#app/domain/kernel/context.ts'
import { requireRightIn } from '#app/domain/kernel/rights.ts'
import { selectRegisterVersion } from '#db/queries/exports/register-version.ts'

/**
 * Changes whenever something may have changed in a company's lists: by the audit log, which has a row for every change,
 * and by the imports that took effect.
 */
export function registerVersion(ctx: Context, companyId: CompanyId): Promise<string> {
  requireRightIn(ctx, companyId, 'export_lists')
  return selectRegisterVersion(ctx.db, companyId)
}
