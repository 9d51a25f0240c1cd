import {
  addCompaniesOfRegister,
  type CompanyRow,
  changeCompanyByRegister,
  companiesWithBins,
} from '#app/domain/companies/company-register.server.ts'
import type { Context } from '#app/domain/kernel/context.ts'
import type { CompanyRecord, GoodRow } from '../parsing/records.ts'
import { type BatchResult, compareRows, type Merge, type MergeOptions } from './merge.ts'

type Facts = Pick<
  CompanyRow,
  'bin' | 'name' | 'external_code' | 'contract_number' | 'contract_date' | 'email' | 'phone' | 'city'
>

/** Known by the БИН. What the register leaves out stays as it is; a company that was closed here stays closed. */
export class CompanyMerge implements Merge<'companies'> {
  async mergeBatch(
    ctx: Context,
    rows: readonly GoodRow<'companies'>[],
    options: MergeOptions,
  ): Promise<BatchResult> {
    const bins = rows.map(({ record }) => record.bin)
    const found = await companiesWithBins(ctx.db, bins)
    const here = new Map(found.map((company) => [company.bin, company]))
    const { result, added, changed } = compareRows(
      rows,
      options,
      ({ bin }) => here.get(bin),
      ({ record }, before) => {
        const facts = factsOf(record, before)
        return { isSame: before !== undefined && isSame(before, facts), facts: () => facts }
      },
    )
    for (const { before, after } of changed) await changeCompanyByRegister(ctx, before, after)
    const companies = added.map(({ facts }) => facts)
    if (companies.length > 0) await addCompaniesOfRegister(ctx.db, companies)
    return result
  }

  async finish(): Promise<void> {}
}

function factsOf(record: CompanyRecord, before: CompanyRow | undefined): Facts {
  return {
    bin: record.bin,
    name: record.name,
    external_code: record.code ?? before?.external_code ?? null,
    contract_number: record.contractNumber ?? before?.contract_number ?? null,
    contract_date: record.contractDate ?? before?.contract_date ?? null,
    email: record.email ?? before?.email ?? null,
    phone: record.phone ?? before?.phone ?? null,
    city: record.city ?? before?.city ?? null,
  }
}

function isSame(before: CompanyRow, after: Facts): boolean {
  return (Object.keys(after) as (keyof Facts)[]).every((name) => before[name] === after[name])
}
