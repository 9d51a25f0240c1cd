import { companiesWithBins } from '#app/domain/companies/company-register.server.ts'
import { asCompanyId, type CompanyId, type Context } from '#app/domain/kernel/context.ts'
import type { MergeFault } from './merge.ts'

/** Companies by BIN, asked for once an import: companies come before what belongs to them. */
export class CompanyLookup {
  readonly #known = new Map<string, CompanyId | null>()

  async load(ctx: Context, bins: Iterable<string | null>): Promise<void> {
    const missing = [...new Set(bins)].filter((bin): bin is string => bin !== null && !this.#known.has(bin))
    if (missing.length === 0) return
    for (const bin of missing) this.#known.set(bin, null)
    for (const { id, bin } of await companiesWithBins(ctx.db, missing)) {
      this.#known.set(bin, asCompanyId(id))
    }
  }

  idOf(bin: string | null): CompanyId | null {
    return bin === null ? null : (this.#known.get(bin) ?? null)
  }

  /** Why a row has no company. */
  faultOf(row: number, bin: string | null): MergeFault {
    if (bin === null) return { row, field: 'bin', code: 'missing_for_new', params: {} }
    return { row, field: 'bin', code: 'company_not_found', params: { value: bin } }
  }

  /**
   * Whose the row is, or why it cannot come in: no company has its BIN, or what is here under the same number (of a
   * card, a coupon or a receipt) belongs to another one. Nothing moves between companies by a register.
   */
  ownerOf(
    row: number,
    { bin, number }: { bin: string | null; number: string },
    before: { company_id: number } | undefined,
  ): CompanyId | MergeFault {
    if (bin === null && before) return asCompanyId(before.company_id)
    const companyId = this.idOf(bin)
    if (!companyId) return this.faultOf(row, bin)
    if (!before || before.company_id === companyId) return companyId
    return { row, field: 'bin', code: 'belongs_to_other_company', params: { value: number } }
  }
}
