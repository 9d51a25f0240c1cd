import type { CompanyId, Context } from '#app/domain/kernel/context.ts'
import { selectCompanyForUpdate } from '#db/queries/companies/lock.ts'

/**
 * A step of what is counted or changed for a company: two at once come one after another. Held until the transaction ends.
 * @returns whether there is one
 */
export function holdCompany(ctx: Context, companyId: CompanyId): Promise<boolean> {
  return selectCompanyForUpdate(ctx.db, companyId)
}
