import { addDays, almatyWallClock, type Day } from '#app/domain/kernel/calendar.ts'
import type { CompanyId, Context } from '#app/domain/kernel/context.ts'
import {
  findTransactionsByOperationIds,
  findTransactionsByReceipts,
  receiptKey,
} from '#app/domain/transactions/transaction-register.server.ts'
import type { TransactionRow } from '#db/queries/transactions/transactions.ts'
import type { TransactionRecord } from '../parsing/records.ts'
import type { Instrument } from './instrument-lookup.server.ts'

/** A row whose station, client and card or coupon are known. */
export interface ResolvedRow {
  row: number
  record: TransactionRecord
  companyId: CompanyId
  stationCode: string
  instrument: Instrument
}

/** A shift that began the evening before books its morning under either day. */
const NIGHT = { from: '20:00', until: '09:00' }

/** The transactions that a batch may mean, and which of them each row is. */
export class KnownTransactions {
  readonly #byReceipt = new Map<string, TransactionRow[]>()
  readonly #byOperationId = new Map<string, TransactionRow[]>()

  private constructor(byReceipt: readonly TransactionRow[], byOperationId: readonly TransactionRow[]) {
    for (const row of byReceipt) add(this.#byReceipt, placeOf(row.station_code, row.receipt), row)
    for (const row of byOperationId) add(this.#byOperationId, row.operation_id, row)
  }

  static async load(
    ctx: Context,
    rows: readonly ResolvedRow[],
    options: { lock: boolean },
  ): Promise<KnownTransactions> {
    const receipts = rows.flatMap(({ record, stationCode }) =>
      daysOf(record).map((occurredOn) => ({ stationCode, receipt: record.receipt ?? '', occurredOn })),
    )
    const ids = rows.flatMap(({ record }) => record.operationId ?? [])
    const byReceipt = receipts.length > 0 ? await findTransactionsByReceipts(ctx, receipts, options) : []
    const byId = ids.length > 0 ? await findTransactionsByOperationIds(ctx, ids, options) : []
    return new KnownTransactions(byReceipt, byId)
  }

  /**
   * The transaction that the row is: by the sender's id of the operation, else by station, receipt and day with the
   * same instrument, product and operation at the same cash desk. Zeros in front of a receipt do not count.
   */
  find(row: ResolvedRow): TransactionRow | undefined {
    const { record, stationCode } = row
    const byId = record.operationId === null ? undefined : this.#byOperationId.get(record.operationId)
    const sameInstrument = (known: TransactionRow) => known.instrument_number === row.instrument.number
    const found = byId?.find((known) => sameInstrument(known) && known.operation === record.operation)
    if (found) return found
    const here = (this.#byReceipt.get(placeOf(stationCode, record.receipt ?? '')) ?? []).filter(
      (known) => sameInstrument(known) && known.operation === record.operation && mayBe(known, record),
    )
    const ofDay = here.filter(({ occurred_on }) => occurred_on === record.localDate)
    return (
      preferExact(
        ofDay.filter(({ product }) => product === record.product),
        record,
      ) ??
      ofDay.find((known) => isMinuteAndVolumeOf(known, record) && known.amount === record.amount) ??
      here.find((known) => isMinuteAndVolumeOf(known, record) && known.product === record.product) ??
      // What a pump wrote is one dispensing: the register may say its litres or its product differently.
      here.find(({ source }) => source === 'pump')
    )
  }
}

/** Its day; at night also the days beside it. */
function daysOf({ localDate, localTime }: TransactionRecord): Day[] {
  const isNight = localTime >= NIGHT.from || localTime < NIGHT.until
  return isNight ? [localDate, addDays(localDate, -1), addDays(localDate, 1)] : [localDate]
}

/** Where both say it, the cash desk and the id must be the same; an operation without a receipt is its moment. */
function mayBe(known: TransactionRow, record: TransactionRecord): boolean {
  const isTill = record.cashDesk === null || known.till === '' || known.till === record.cashDesk
  const id = record.operationId ?? momentId(record)
  return isTill && (id === '' || known.operation_id === '' || known.operation_id === id)
}

/** What tells operations apart that have neither an id nor a receipt; empty where there is one. */
export function momentId({ operationId, receipt, localTime }: TransactionRecord): string {
  return operationId === null && receipt === null ? `@${localTime}` : ''
}

function preferExact(
  known: readonly TransactionRow[],
  { receipt }: TransactionRecord,
): TransactionRow | undefined {
  return known.find((each) => each.receipt === receipt) ?? known[0]
}

function isMinuteAndVolumeOf(known: TransactionRow, record: TransactionRecord): boolean {
  const clock = almatyWallClock(known.occurred_at).slice(11, 16)
  return known.volume === record.volume && clock === record.localTime.slice(0, 5)
}

function placeOf(stationCode: string, receipt: string): string {
  return `${stationCode}\n${receiptKey(receipt)}`
}

function add<Row>(rows: Map<string, Row[]>, key: string, row: Row): void {
  const known = rows.get(key)
  if (known) known.push(row)
  else rows.set(key, [row])
}
