import {
  findCardsByEnds,
  findCardsByNumbers,
  findCardsByPlate,
} from '#app/domain/cards/card-register.server.ts'
import { findCouponsByNumbers } from '#app/domain/coupons/coupon-register.server.ts'
import { asCompanyId, type CompanyId, type Context } from '#app/domain/kernel/context.ts'
import type { GoodRow, TransactionRecord } from '../parsing/records.ts'
import type { CompanyLookup } from './company-lookup.server.ts'
import type { MergeFault } from './merge.ts'

/** A card or a coupon that is here, or a number that no register brought yet: an older card. */
export interface Instrument {
  number: string
  cardId: number | null
  couponId: number | null
  /** Null: nothing is here under the number. */
  companyId: CompanyId | null
}

/** What the rows of a batch were paid with. */
export class InstrumentLookup {
  #byNumber = new Map<string, Instrument>()
  /** Of all batches: a file has few cards and many rows. */
  readonly #byEnds = new Map<string, readonly Instrument[]>()

  constructor(private readonly companies: CompanyLookup) {}

  /** The companies of the rows are loaded before. */
  async load(ctx: Context, rows: readonly GoodRow<'transactions'>[]): Promise<void> {
    const whole = rows.filter(({ record }) => record.masked === null)
    this.#byNumber = await findInstruments(ctx, [...new Set(whole.map(({ record }) => record.number))])
    for (const { record } of rows) {
      const companyId = record.masked && this.companies.idOf(record.bin)
      if (!record.masked || !companyId) continue
      const key = keyOf(companyId, record.masked)
      if (this.#byEnds.has(key)) continue
      const cards = await cardsOf(ctx, companyId, record.masked)
      this.#byEnds.set(
        key,
        cards.map(({ id, number }) => ({ number, cardId: id, couponId: null, companyId })),
      )
    }
  }

  /** A masked number or a plate is a card only where exactly one of the client's cards fits. */
  of({ row, record }: GoodRow<'transactions'>): Instrument | MergeFault {
    const { number, masked, bin } = record
    if (masked === null) {
      return this.#byNumber.get(number) ?? { number, cardId: null, couponId: null, companyId: null }
    }
    const companyId = this.companies.idOf(bin)
    if (!companyId) return this.companies.faultOf(row, bin)
    const fitting = this.#byEnds.get(keyOf(companyId, masked)) ?? []
    const [card] = fitting
    if (card && fitting.length === 1) return card
    const params = { value: number }
    if ('plate' in masked)
      return { row, field: 'plate', code: card ? 'plate_ambiguous' : 'plate_not_found', params }
    const code = card ? 'masked_number_ambiguous' : 'masked_number_not_found'
    return { row, field: 'number', code, params }
  }
}

type Hint = NonNullable<TransactionRecord['masked']>

function keyOf(companyId: CompanyId, hint: Hint): string {
  return `${companyId} ${'plate' in hint ? hint.plate : `${hint.first} ${hint.last}`}`
}

function cardsOf(ctx: Context, companyId: CompanyId, hint: Hint) {
  return 'plate' in hint
    ? findCardsByPlate(ctx, companyId, hint.plate)
    : findCardsByEnds(ctx, companyId, hint)
}

async function findInstruments(ctx: Context, numbers: readonly string[]): Promise<Map<string, Instrument>> {
  const found = new Map<string, Instrument>()
  for (const { number, id, company_id } of await findCardsByNumbers(ctx, numbers)) {
    found.set(number, { number, cardId: id, couponId: null, companyId: asCompanyId(company_id) })
  }
  const others = numbers.filter((number) => !found.has(number))
  for (const { number, id, company_id } of others.length > 0 ? await findCouponsByNumbers(ctx, others) : []) {
    found.set(number, { number, cardId: null, couponId: id, companyId: asCompanyId(company_id) })
  }
  return found
}
