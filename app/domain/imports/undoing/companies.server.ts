import { subjectsActedOn } from '#app/domain/audit/subjects.server.ts'
import {
  changeCompanyByRegister,
  companiesInUse,
  companiesWithBins,
  removeCompanies,
} from '#app/domain/companies/company-register.server.ts'
import type { Context } from '#app/domain/kernel/context.ts'
import { type CompanyFacts, shownOf } from '../merging/companies.server.ts'
import type { RowOutcome } from '../merging/outcome.ts'
import { sortOut, type Undo, type UsedRow } from './undo.ts'

export class CompanyUndo implements Undo {
  constructor(private readonly since: number) {}

  async takeBack(ctx: Context, outcomes: readonly RowOutcome[]): Promise<UsedRow[]> {
    const found = await companiesWithBins(
      ctx.db,
      outcomes.map(({ key }) => key),
    )
    const here = new Map(found.map((company) => [company.bin, company]))
    const ids = found.map(({ id }) => id)
    const acted = await subjectsActedOn(ctx, 'company', ids, this.since)
    const inUse = await companiesInUse(ctx.db, ids)
    const { used, removed, restored } = sortOut(
      outcomes,
      ({ key }) => here.get(key),
      shownOf,
      ({ id }, { outcome }) => acted.has(id) || (outcome === 'new' && inUse.has(id)),
    )
    if (used.length > 0) return used
    await removeCompanies(
      ctx.db,
      removed.map(({ id }) => id),
    )
    for (const { before, earlier } of restored) {
      await changeCompanyByRegister(ctx, before, earlier as CompanyFacts)
    }
    return []
  }

  async finish(): Promise<void> {}
}
