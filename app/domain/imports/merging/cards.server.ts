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
import { type BatchResult, compareRows, type Merge, type MergeOptions } from './merge.ts'

/** What the register leaves out stays as it is; a client's own block is a column of its own and survives. */
export class CardMerge implements Merge<'cards'> {
  readonly #companies = new CompanyLookup()

  constructor(private readonly importId: number) {}

  async mergeBatch(
    ctx: Context,
    rows: readonly GoodRow<'cards'>[],
    options: MergeOptions,
  ): Promise<BatchResult> {
    await this.#companies.load(
      ctx,
      rows.map(({ record }) => record.bin),
    )
    const numbers = rows.map(({ record }) => record.number)
    const found = await findCardsByNumbers(ctx, numbers, { lock: options.write })
    const here = new Map(found.map((card) => [card.number, card]))
    const { result, added, changed } = compareRows(
      rows,
      options,
      ({ number }) => here.get(number),
      ({ row, record }, before) => {
        const companyId = this.#companies.ownerOf(row, record, before)
        if (typeof companyId === 'object') return companyId
        const facts = factsOf(companyId, record, before)
        return { isSame: before !== undefined && isSame(before, facts), facts: () => facts }
      },
    )
    if (added.length > 0) {
      await addCards(
        ctx,
        added.map(({ record, facts }) => ({ ...facts, number: record.number })),
      )
    }
    if (changed.length > 0) await changeCards(ctx, changed, this.importId)
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
