import { AccountFilter } from '#app/domain/contract-account/account.input.server.ts'
import { statementPeriod } from '#app/domain/contract-account/statement.ts'
import { readStatement } from '#app/domain/contract-account/statements.server.ts'
import { contractForPaper } from '#app/domain/contracts/contracts.server.ts'
import { businessDay } from '#app/domain/kernel/calendar.ts'
import type { CompanyId, Context } from '#app/domain/kernel/context.ts'
import { queryOf } from '#app/ui/list/list-hrefs.ts'
import type { StatementView } from './statement-view.ts'

/** The period that an address asks for. */
export function periodIn(ctx: Context, url: string) {
  return statementPeriod(AccountFilter.parse(queryOf(new URL(url))), businessDay(ctx.now))
}

/** What the page and the paper of a statement show. */
export async function statementView(
  ctx: Context,
  companyId: CompanyId,
  company: StatementView['company'],
  url: string,
): Promise<StatementView> {
  const period = periodIn(ctx, url)
  const statement = await readStatement(ctx, companyId, period)
  const contract = await contractForPaper(ctx, companyId, period.to)
  return {
    ...statement,
    company,
    contract: contract && { number: contract.number, signedOn: contract.signed_on },
    supplier: contract && { name: contract.supplier_name, bin: contract.supplier_bin },
  }
}
