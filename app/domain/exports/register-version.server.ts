import { selectRegisterVersion } from '#db/queries/exports/register-version.ts'
import { authorizeIn } from '../authorization.ts'
import type { CompanyId, Context } from '../context.ts'

/**
 * Changes whenever something may have changed in a company's lists: by the audit log, which has a row for every change,
 * and by the imports that took effect.
 */
export function registerVersion(ctx: Context, companyId: CompanyId): Promise<string> {
  authorizeIn(ctx, companyId, 'export_lists')
  return selectRegisterVersion(ctx.db, companyId)
}
