import type { CompanyId, Context } from '#app/domain/kernel/context.ts'
import { rolesWith } from '#app/domain/kernel/rights.ts'
import { clientRoles } from '#app/domain/kernel/roles.ts'
import { type AccountReader, selectAccountReaders } from '#db/queries/contract-account/accounts.ts'

/** A step of whoever writes to a company about its money: those who get such letters and can sign in. */
export function accountReaders(ctx: Context, companyId: CompanyId): Promise<AccountReader[]> {
  return selectAccountReaders(ctx.db, companyId, rolesWith(clientRoles, 'get_money_letters'))
}
