import {
  addCompaniesOfRegister,
  type CompanyRow,
  changeCompanyByRegister,
  companiesWithBins,
} from '#app/domain/companies/company-register.server.ts'
import type { Context } from '#app/domain/kernel/context.ts'
import type { CompanyRecord, GoodRow } from '../parsing/records.ts'
import { type BatchResult, emptyBatchResult, type Merge, type MergeOptions } from './merge.ts'

type Facts = Pick<
  CompanyRow,
  'bin' | 'name' | 'external_code' | 'contract_number' | 'contract_date' | 'email' | 'phone' | 'city'
>

/** Known by the БИН. What the register leaves out stays as it is; a company that was closed here stays closed. */
export class CompanyMerge implements Merge<'companies'> {
  async mergeBatch(
    ctx: Context,
    rows: readonly GoodRow<'companies'>[],
    { write }: MergeOptions,
  ): Promise<BatchResult> {
    const result = emptyBatchResult()
    const bins = rows.map(({ record }) => record.bin)
    const here = new Map((await companiesWithBins(ctx.db, bins)).map((row) => [row.bin, row]))
    const added: Facts[] = []
    for (const { record } of rows) {
      const before = here.get(record.bin)
      const after = factsOf(record, before)
      if (!before) {
        result.added++
        added.push(after)
      } else if (isSame(before, after)) result.same++
      else {
        result.changed++
        if (write) await changeCompanyByRegister(ctx, before, after)
      }
    }
    if (write && added.length > 0) await addCompaniesOfRegister(ctx.db, added)
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
