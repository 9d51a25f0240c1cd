import { selectCompaniesByBins } from '#db/queries/companies.ts'
import { asCompanyId, type CompanyId, type Context } from '../../context.ts'
import type { MergeFault } from './merge.ts'

interface Known {
  id: CompanyId
  closed: boolean
}

/** Companies by BIN, asked for once an import: companies come before what belongs to them. */
export class CompanyLookup {
  readonly #known = new Map<string, Known | null>()

  async load(ctx: Context, bins: Iterable<string>): Promise<void> {
    const missing = [...new Set(bins)].filter((bin) => !this.#known.has(bin))
    if (missing.length === 0) return
    for (const bin of missing) this.#known.set(bin, null)
    for (const { id, bin, closed_at } of await selectCompaniesByBins(ctx.db, missing)) {
      this.#known.set(bin, { id: asCompanyId(id), closed: closed_at !== null })
    }
  }

  /** The company's id, or why a row with this BIN cannot come in. */
  find(row: number, bin: string): CompanyId | MergeFault {
    const company = this.#known.get(bin)
    if (!company) return { row, field: 'bin', code: 'company_unknown', params: { value: bin } }
    return company.id
  }
}
