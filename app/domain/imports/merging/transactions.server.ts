import type { CompanyId, Context } from '#app/domain/kernel/context.ts'
import type { TransactionRow } from '#db/queries/transactions/transactions.ts'
import { findCardsByNumbers } from '../../cards/card-register.server.ts'
import { findCouponsByNumbers } from '../../coupons/coupon-register.server.ts'
import {
  addTransactions,
  changeTransactions,
  findTransactionsByReceipts,
  type Receipt,
  type TransactionFacts,
  TransactionTotalsDelta,
} from '../../transactions/transaction-register.server.ts'
import type { GoodRow, TransactionRecord } from '../parsing/records.ts'
import { CompanyLookup } from './company-lookup.server.ts'
import { type BatchResult, compareRows, type Merge, type MergeOptions } from './merge.ts'
import { WriteBehind } from './write-behind.ts'

type Instruments = Map<string, { cardId: number | null; couponId: number | null; companyId: number }>

/** A transaction is known by station, receipt and date: the same file again changes nothing. */
export class TransactionMerge implements Merge<'transactions'> {
  readonly #companies = new CompanyLookup()
  readonly #delta = new TransactionTotalsDelta()
  readonly #writing = new WriteBehind()

  async mergeBatch(
    ctx: Context,
    rows: readonly GoodRow<'transactions'>[],
    options: MergeOptions,
  ): Promise<BatchResult> {
    await this.#companies.load(
      ctx,
      rows.map(({ record }) => record.bin),
    )
    const receipts = rows.map(({ record }) => receiptOf(record))
    const found = await findTransactionsByReceipts(ctx, receipts, { lock: options.write })
    const here = new Map(found.map((row) => [keyOf(row.station_code, row.receipt, row.occurred_on), row]))
    const instruments = await findInstruments(ctx, rows)
    const { result, added, changed } = compareRows(
      rows,
      options,
      (record) => here.get(keyOf(record.station, record.receipt, record.localDate)),
      ({ row, record }, before) => {
        const companyId = this.#companies.ownerOf(row, { bin: record.bin, number: record.receipt }, before)
        if (typeof companyId === 'object') return companyId
        const facts = factsOf(companyId, record, instruments)
        return { isSame: before !== undefined && isSame(before, facts), facts: () => facts }
      },
    )
    const transactions = added.map(({ record, facts }) => ({ ...facts, ...receiptOf(record) }))
    await this.#writing.begin(async () => {
      if (transactions.length > 0) await addTransactions(ctx, transactions, this.#delta)
      if (changed.length > 0) await changeTransactions(ctx, changed, this.#delta)
    })
    return result
  }

  async finish(ctx: Context): Promise<void> {
    await this.#writing.end()
    await this.#delta.write(ctx)
  }
}

function receiptOf(record: TransactionRecord): Receipt {
  return { stationCode: record.station, receipt: record.receipt, occurredOn: record.localDate }
}

function keyOf(station: string, receipt: string, day: string): string {
  return JSON.stringify([station, receipt, day])
}

/** A number is a card's or a coupon's; one that is neither (an older card) stays without a link. */
async function findInstruments(ctx: Context, rows: readonly GoodRow<'transactions'>[]): Promise<Instruments> {
  const numbers = [...new Set(rows.map(({ record }) => record.number))]
  const instruments: Instruments = new Map()
  for (const card of await findCardsByNumbers(ctx, numbers)) {
    instruments.set(card.number, { cardId: card.id, couponId: null, companyId: card.company_id })
  }
  const others = numbers.filter((number) => !instruments.has(number))
  for (const coupon of others.length > 0 ? await findCouponsByNumbers(ctx, others) : []) {
    instruments.set(coupon.number, { cardId: null, couponId: coupon.id, companyId: coupon.company_id })
  }
  return instruments
}

function factsOf(
  companyId: CompanyId,
  record: TransactionRecord,
  instruments: Instruments,
): TransactionFacts {
  const instrument = instruments.get(record.number)
  const own = instrument?.companyId === companyId ? instrument : undefined
  return {
    companyId,
    occurredAt: record.occurredAt,
    instrumentNumber: record.number,
    cardId: own?.cardId ?? null,
    couponId: own?.couponId ?? null,
    product: record.product,
    volume: record.volume,
    price: record.price,
    amount: record.amount,
  }
}

function isSame(before: TransactionRow, after: TransactionFacts): boolean {
  return (
    before.occurred_at.getTime() === after.occurredAt.getTime() &&
    before.instrument_number === after.instrumentNumber &&
    before.card_id === after.cardId &&
    before.coupon_id === after.couponId &&
    before.product === after.product &&
    before.volume === after.volume &&
    before.price === after.price &&
    before.amount === after.amount
  )
}
