import type { CompanyId, Context } from '#app/domain/kernel/context.ts'
import { selectCompanyForUpdate } from '#db/queries/companies/lock.ts'

/** A step of what is counted for a company: two at once come one after another. Held until the transaction ends. */
export function holdCompany(ctx: Context, companyId: CompanyId): Promise<void> {
  return selectCompanyForUpdate(ctx.db, companyId)
}
