import type { CompanyId, Context } from '#app/domain/kernel/context.ts'
import type { CardRow } from '#db/queries/cards/cards.ts'
import {
  addCards,
  type CardFacts,
  changeCards,
  findCardsByNumbers,
} from '../../cards/card-register.server.ts'
import { textOfProducts } from '../../products/products.ts'
import type { CardRecord, GoodRow } from '../parsing/records.ts'
import { CompanyLookup } from './company-lookup.server.ts'
import { type BatchResult, emptyBatchResult, type Merge, type MergeOptions } from './merge.ts'

/** What the register leaves out stays as it is; a client's own block is a column of its own and survives. */
export class CardMerge implements Merge<'cards'> {
  readonly #companies = new CompanyLookup()

  constructor(private readonly importId: number) {}

  async mergeBatch(
    ctx: Context,
    rows: readonly GoodRow<'cards'>[],
    { write }: MergeOptions,
  ): Promise<BatchResult> {
    const result = emptyBatchResult()
    await this.#companies.load(
      ctx,
      rows.map(({ record }) => record.bin),
    )
    const numbers = rows.map(({ record }) => record.number)
    const here = new Map(
      (await findCardsByNumbers(ctx, numbers, { lock: write })).map((row) => [row.number, row]),
    )
    const added: (CardFacts & { number: string })[] = []
    const changed: { before: CardRow; after: CardFacts }[] = []
    for (const { row, record } of rows) {
      const before = here.get(record.number)
      const companyId = this.#companies.ownerOf(row, record, before)
      if (typeof companyId === 'object') result.faults.push(companyId)
      else {
        const after = factsOf(companyId, record, before)
        if (!before) {
          result.added++
          added.push({ ...after, number: record.number })
        } else if (isSame(before, after)) result.same++
        else {
          result.changed++
          changed.push({ before, after })
        }
      }
    }
    if (write && added.length > 0) await addCards(ctx, added)
    if (write && changed.length > 0) await changeCards(ctx, changed, this.importId)
    return result
  }

  async finish(): Promise<void> {}
}

function factsOf(companyId: CompanyId, record: CardRecord, before: CardRow | undefined): CardFacts {
  return {
    companyId,
    holder: record.holder ?? before?.holder ?? '',
    plate: record.plate ?? before?.plate ?? '',
    products: record.products,
    scheme: record.scheme,
    dailyLimit: record.dailyLimit ?? before?.daily_limit ?? null,
    weeklyLimit: record.weeklyLimit ?? before?.weekly_limit ?? null,
    monthlyLimit: record.monthlyLimit ?? before?.monthly_limit ?? null,
    limitUnit: record.limitUnit,
    balance: record.balance ?? before?.balance ?? null,
    issuerStatus: record.status,
    validUntil: record.validUntil ?? before?.valid_until ?? null,
    replacedBy: record.replacedBy ?? before?.replaced_by ?? null,
  }
}

function isSame(before: CardRow, after: CardFacts): boolean {
  return (
    before.holder === after.holder &&
    before.plate === after.plate &&
    before.products === textOfProducts(after.products) &&
    before.scheme === after.scheme &&
    before.daily_limit === after.dailyLimit &&
    before.weekly_limit === after.weeklyLimit &&
    before.monthly_limit === after.monthlyLimit &&
    before.limit_unit === after.limitUnit &&
    before.balance === after.balance &&
    before.issuer_status === after.issuerStatus &&
    before.valid_until === after.validUntil &&
    before.replaced_by === after.replacedBy
  )
}
