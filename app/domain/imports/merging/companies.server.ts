import {
  addCompaniesOfRegister,
  type CompanyRow,
  changeCompanyByRegister,
  companiesWithBins,
} from '#app/domain/companies/company-register.server.ts'
import type { Context } from '#app/domain/kernel/context.ts'
import type { CompanyRecord, GoodRow } from '../parsing/records.ts'
import {
  type BatchResult,
  compareRows,
  isEqual,
  lackingForNew,
  type Merge,
  type MergeOptions,
} from './merge.ts'
import type { Shown } from './outcome.ts'

export type CompanyFacts = Facts
type Facts = Pick<
  CompanyRow,
  | 'bin'
  | 'name'
  | 'external_code'
  | 'contract_number'
  | 'contract_date'
  | 'email'
  | 'phone'
  | 'city'
  | 'locale'
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
      (row, before) => {
        const lacking = lackingForNew('companies', row, before)
        if (lacking) return lacking
        const facts = factsOf(row.record, before)
        const [from, to] = [before ? shownOf(before) : null, shownOf(facts)]
        const isSame = from !== null && isEqual(from, to)
        return {
          isSame,
          key: row.record.bin,
          shown: [from, to],
          earlier: () => factsOfRow(before),
          facts: () => facts,
        }
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
    name: record.name ?? before?.name ?? '',
    external_code: record.code ?? before?.external_code ?? null,
    contract_number: record.contractNumber ?? before?.contract_number ?? null,
    contract_date: record.contractDate ?? before?.contract_date ?? null,
    email: record.email ?? before?.email ?? null,
    phone: record.phone ?? before?.phone ?? null,
    city: record.city ?? before?.city ?? null,
    locale: record.locale ?? before?.locale ?? null,
  }
}

function factsOfRow(row: CompanyRow | undefined): Partial<Facts> {
  if (!row) return {}
  const { bin, name, external_code, contract_number, contract_date, email, phone, city, locale } = row
  return { bin, name, external_code, contract_number, contract_date, email, phone, city, locale }
}

export function shownOf(company: Facts): Shown {
  return {
    bin: company.bin,
    name: company.name,
    code: company.external_code,
    contractNumber: company.contract_number,
    contractDate: company.contract_date,
    email: company.email,
    phone: company.phone,
    city: company.city,
    locale: company.locale,
  }
}
