import { selectCompaniesByBins } from '#db/queries/companies.ts'
import { asCompanyId, type CompanyId, type Context } from '../../context.ts'
import type { MergeFault } from './merge.ts'

/** Companies by BIN, asked for once an import: companies come before what belongs to them. */
export class CompanyLookup {
  readonly #known = new Map<string, CompanyId | null>()

  async load(ctx: Context, bins: Iterable<string>): Promise<void> {
    const missing = [...new Set(bins)].filter((bin) => !this.#known.has(bin))
    if (missing.length === 0) return
    for (const bin of missing) this.#known.set(bin, null)
    for (const { id, bin } of await selectCompaniesByBins(ctx.db, missing)) {
      this.#known.set(bin, asCompanyId(id))
    }
  }

  /** The company's id, or why a row with this BIN cannot come in. */
  find(row: number, bin: string): CompanyId | MergeFault {
    const companyId = this.#known.get(bin)
    return companyId ?? { row, field: 'bin', code: 'company_not_found', params: { value: bin } }
  }
}
