import {
  addCards,
  type CardFacts,
  changeCards,
  findCardsByNumbers,
} from '#app/domain/cards/card-register.server.ts'
import { cardState } from '#app/domain/cards/cards.ts'
import { businessDay, type Day } from '#app/domain/kernel/calendar.ts'
import { asCompanyId, type CompanyId, type Context } from '#app/domain/kernel/context.ts'
import { productsInText, textOfProducts } from '#app/domain/products/products.ts'
import type { CardRow } from '#db/queries/cards/cards.ts'
import type { CardRecord, GoodRow } from '../parsing/records.ts'
import { CompanyLookup } from './company-lookup.server.ts'
import {
  type BatchResult,
  compareRows,
  isEqual,
  lackingForNew,
  type Merge,
  type MergeFault,
  type MergeOptions,
} from './merge.ts'
import type { Shown } from './outcome.ts'

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
    const today = businessDay(ctx.now)
    const { result, added, changed } = compareRows(
      rows,
      options,
      ({ number }) => here.get(number),
      (good, before) => {
        const lacking = lackingForNew('cards', good, before)
        if (lacking) return lacking
        const { row, record } = good
        const companyId = this.#companies.ownerOf(row, record, before)
        if (typeof companyId === 'object') return companyId
        const fault = before && unitFault(row, record, before)
        if (fault) return fault
        const facts = factsOf(companyId, record, before, today)
        const [from, to] = [before ? shownOf(factsOfRow(before)) : null, shownOf(facts)]
        const isSame = from !== null && isEqual(from, to)
        return {
          isSame,
          key: record.number,
          shown: [from, to],
          earlier: () => (before ? factsOfRow(before) : {}),
          facts: () => facts,
        }
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

/**
 * What the register does not say stays as it is, so it must not come to mean something else: a monthly limit in tenge
 * would turn a daily limit of 100 litres into one of 1 tenge.
 */
function unitFault(row: number, record: CardRecord, before: CardRow): MergeFault | undefined {
  const limits = [
    [record.dailyLimit, before.daily_limit],
    [record.weeklyLimit, before.weekly_limit],
    [record.monthlyLimit, before.monthly_limit],
  ] as const
  const keepsOne = limits.some(([said, here]) => said === null && here !== null)
  if (record.limitUnit !== null && record.limitUnit !== before.limit_unit && keepsOne) {
    const field = record.dailyLimit !== null ? 'dailyLimit' : 'monthlyLimit'
    return { row, field, code: 'limit_unit_differs', params: { value: record.number } }
  }
  const unit = schemeOf(record, before) === 'wallet_litres' ? 'ml' : 'tiyn'
  const isOther = record.balanceUnit !== null && record.balanceUnit !== unit
  return isOther
    ? { row, field: 'balance', code: 'balance_unit_differs', params: { value: record.number } }
    : undefined
}

function factsOf(
  companyId: CompanyId,
  record: CardRecord,
  before: CardRow | undefined,
  today: Day,
): CardFacts {
  return {
    companyId,
    holder: record.holder ?? before?.holder ?? '',
    plate: record.plate ?? before?.plate ?? '',
    products: record.products ?? productsInText(before?.products ?? ''),
    scheme: schemeOf(record, before),
    dailyLimit: record.dailyLimit ?? before?.daily_limit ?? null,
    weeklyLimit: record.weeklyLimit ?? before?.weekly_limit ?? null,
    monthlyLimit: record.monthlyLimit ?? before?.monthly_limit ?? null,
    limitUnit: record.limitUnit ?? before?.limit_unit ?? 'ml',
    balance: record.balance ?? before?.balance ?? null,
    issuerStatus: statusOf(record, before, today),
    validUntil: record.validUntil ?? before?.valid_until ?? null,
    replacedBy: record.replacedBy ?? before?.replaced_by ?? null,
  }
}

/**
 * A balance is a wallet's, where the register does not name the scheme. It says so only of a card that is new or had
 * none: any other keeps its scheme, and a balance in another unit is an error.
 */
function schemeOf({ scheme, balanceUnit }: CardRecord, before: CardRow | undefined): CardFacts['scheme'] {
  if (scheme !== null) return scheme
  const isKnown = before !== undefined && (before.scheme !== 'limits' || before.balance !== null)
  if (isKnown || balanceUnit === null) return before?.scheme ?? 'limits'
  return balanceUnit === 'ml' ? 'wallet_litres' : 'wallet_money'
}

/** A card that its date made expired is not expired by its issuer: our own export says of both that they expired. */
function statusOf(
  { status }: CardRecord,
  before: CardRow | undefined,
  today: Day,
): CardFacts['issuerStatus'] {
  const isOver = before !== undefined && status === 'expired' && cardState(before, today) === 'expired'
  return (isOver ? null : status) ?? before?.issuer_status ?? 'active'
}

/** What the register last said of a card. */
export function factsOfRow(row: CardRow): CardFacts {
  return {
    companyId: asCompanyId(row.company_id),
    holder: row.holder,
    plate: row.plate,
    products: productsInText(row.products),
    scheme: row.scheme,
    dailyLimit: row.daily_limit,
    weeklyLimit: row.weekly_limit,
    monthlyLimit: row.monthly_limit,
    limitUnit: row.limit_unit,
    balance: row.balance,
    issuerStatus: row.issuer_status,
    validUntil: row.valid_until,
    replacedBy: row.replaced_by,
  }
}

export function shownOf(card: CardFacts): Shown {
  return {
    holder: card.holder,
    plate: card.plate,
    products: textOfProducts(card.products),
    scheme: card.scheme,
    dailyLimit: card.dailyLimit,
    weeklyLimit: card.weeklyLimit,
    monthlyLimit: card.monthlyLimit,
    limitUnit: card.limitUnit,
    balance: card.balance,
    status: card.issuerStatus,
    validUntil: card.validUntil,
    replacedBy: card.replacedBy,
  }
}
