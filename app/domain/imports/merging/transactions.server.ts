import { almatyWallClock } from '#app/domain/kernel/calendar.ts'
import type { Context } from '#app/domain/kernel/context.ts'
import {
  addTransactions,
  changeTransactions,
  receiptKey,
  TransactionTotalsDelta,
} from '#app/domain/transactions/transaction-register.server.ts'
import type { TransactionRow } from '#db/queries/transactions/transactions.ts'
import type { GoodRow, TransactionRecord } from '../parsing/records.ts'
import { CompanyLookup } from './company-lookup.server.ts'
import { InstrumentLookup } from './instrument-lookup.server.ts'
import { KnownTransactions, momentId, type ResolvedRow } from './known-transactions.server.ts'
import { type BatchResult, compareRows, type Merge, type MergeFault, type MergeOptions } from './merge.ts'
import { ACCEPT, NEAR_DUPLICATE, NearDuplicates } from './near-duplicates.server.ts'
import type { Shown } from './outcome.ts'
import { type Confirmation, confirmedFacts, confirmPumpRows } from './pump-confirmations.server.ts'
import { StationLookup } from './station-lookup.server.ts'
import { type BookedFacts, factsOfRow } from './stored-transactions.ts'
import { WriteBehind } from './write-behind.ts'

type Facts = BookedFacts

/** The same file again changes nothing, also after Excel took the zeros off its receipts and stations. */
export class TransactionMerge implements Merge<'transactions'> {
  readonly #companies = new CompanyLookup()
  readonly #instruments = new InstrumentLookup(this.#companies)
  readonly #stations: StationLookup
  readonly #nearDuplicates = new NearDuplicates()
  readonly #delta = new TransactionTotalsDelta()
  readonly #writing = new WriteBehind()
  /** The row of the file that each stored transaction was found for. */
  readonly #rowOf = new Map<number, number>()

  constructor(private readonly answers: Readonly<Record<string, string>>) {
    this.#stations = new StationLookup(answers)
  }

  async mergeBatch(
    ctx: Context,
    rows: readonly GoodRow<'transactions'>[],
    options: MergeOptions,
  ): Promise<BatchResult> {
    const bins = rows.map(({ record }) => record.bin)
    await this.#companies.load(ctx, bins)
    await Promise.all([this.#stations.load(ctx), this.#instruments.load(ctx, rows)])
    const resolved = new Map(rows.map((good) => [good.record, this.#resolve(good)]))
    const whole = [...resolved.values()].filter((each): each is ResolvedRow => !('code' in each))
    const known = await KnownTransactions.load(ctx, whole, { lock: options.write })
    const before = new Map(whole.map((row) => [row.record, known.find(row)]))
    const near = await this.#nearDuplicatesOf(ctx, whole, before)
    const confirmed: Confirmation[] = []
    const { result, added, changed } = compareRows<'transactions', TransactionRow, Facts>(
      rows,
      options,
      (record) => before.get(record),
      ({ row, record }, here) => {
        const to = resolved.get(record)
        if (!to || 'code' in to) return to ?? { row, field: 'number', code: 'company_not_found', params: {} }
        const fault = near.get(row) ?? this.#faultOfKnown(row, to, here)
        if (fault) return fault
        const told = factsOf(to, here)
        const isPumps = here?.source === 'pump'
        if (isPumps && options.write) confirmed.push({ here, told })
        const facts = isPumps ? confirmedFacts({ here, told }) : told
        return {
          isSame: here !== undefined && isSame(here, facts),
          key: `${facts.stationCode} ${facts.occurredOn} ${facts.receipt}`,
          shown: [here ? shownOf(factsOfRow(here)) : null, shownOf(facts)],
          earlier: () => (here ? factsOfRow(here) : {}),
          facts: () => facts,
        }
      },
    )
    await this.#writing.begin(async () => {
      if (added.length > 0)
        await addTransactions(
          ctx,
          added.map(({ facts }) => facts),
          this.#delta,
        )
      if (changed.length > 0) await changeTransactions(ctx, changed, this.#delta)
      await confirmPumpRows(ctx, confirmed)
    })
    return result
  }

  async finish(ctx: Context): Promise<void> {
    await this.#writing.end()
    await this.#delta.write(ctx)
  }

  /** Whose it is follows from the card or the coupon; a BIN in the row must say the same. */
  #resolve(good: GoodRow<'transactions'>): ResolvedRow | MergeFault {
    const { row, record } = good
    const stationCode = this.#stations.codeOf(row, record)
    if (typeof stationCode === 'object') return stationCode
    const instrument = this.#instruments.of(good)
    if ('code' in instrument) return instrument
    const owner = instrument.companyId === null ? undefined : { company_id: instrument.companyId }
    const companyId = this.#companies.ownerOf(row, { bin: record.bin, number: record.number }, owner)
    if (typeof companyId === 'object') return companyId
    return { row, record, companyId, stationCode, instrument }
  }

  /** Another client's, or found for an earlier row of the file already. */
  #faultOfKnown(
    row: number,
    { record, companyId }: ResolvedRow,
    here: TransactionRow | undefined,
  ): MergeFault | undefined {
    if (!here) return undefined
    const value = record.receipt ?? record.number
    if (here.company_id !== companyId) {
      return { row, field: 'bin', code: 'belongs_to_other_company', params: { value } }
    }
    const first = this.#rowOf.get(here.id) ?? row
    this.#rowOf.set(here.id, first)
    return first === row
      ? undefined
      : { row, field: 'receipt', code: 'duplicate_in_file', params: { first, value } }
  }

  async #nearDuplicatesOf(
    ctx: Context,
    rows: readonly ResolvedRow[],
    before: ReadonlyMap<TransactionRecord, TransactionRow | undefined>,
  ): Promise<Map<number, MergeFault>> {
    if (this.answers[NEAR_DUPLICATE] === ACCEPT) return new Map()
    return this.#nearDuplicates.find(
      ctx,
      rows.filter(({ record }) => before.get(record) === undefined),
    )
  }
}

/** A receipt that is here with more zeros in front keeps them: one of the two went through Excel. */
function factsOf({ record, companyId, stationCode, instrument }: ResolvedRow, here?: TransactionRow): Facts {
  const receipt = record.receipt ?? here?.receipt ?? ''
  const keepsZeros =
    here !== undefined &&
    receiptKey(here.receipt) === receiptKey(receipt) &&
    here.receipt.length > receipt.length
  return {
    companyId,
    stationCode: stationCode || (here?.station_code ?? ''),
    receipt: keepsZeros ? here.receipt : receipt,
    occurredOn: record.localDate,
    till: record.cashDesk ?? here?.till ?? '',
    operationId: record.operationId ?? here?.operation_id ?? momentId(record),
    occurredAt: record.occurredAt,
    instrumentNumber: instrument.number,
    cardId: instrument.cardId,
    couponId: instrument.couponId,
    product: record.product,
    operation: record.operation,
    volume: record.volume,
    price: record.price,
    amount: record.amount,
  }
}

function isSame(before: TransactionRow, after: Facts): boolean {
  return (
    before.station_code === after.stationCode &&
    before.receipt === after.receipt &&
    before.occurred_on === after.occurredOn &&
    before.till === after.till &&
    before.operation_id === after.operationId &&
    before.occurred_at.getTime() === after.occurredAt.getTime() &&
    before.instrument_number === after.instrumentNumber &&
    before.card_id === after.cardId &&
    before.coupon_id === after.couponId &&
    before.product === after.product &&
    before.operation === after.operation &&
    before.volume === after.volume &&
    before.price === after.price &&
    before.amount === after.amount
  )
}

export function shownOf(facts: Facts): Shown {
  return {
    date: facts.occurredOn,
    time: almatyWallClock(facts.occurredAt).slice(11),
    number: facts.instrumentNumber,
    station: facts.stationCode,
    receipt: facts.receipt,
    cashDesk: facts.till,
    operationId: facts.operationId,
    operation: facts.operation,
    product: facts.product,
    volume: facts.volume,
    price: facts.price,
    sum: facts.amount,
  }
}
