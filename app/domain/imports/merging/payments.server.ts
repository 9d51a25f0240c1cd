import { addDays, businessDay } from '#app/domain/kernel/calendar.ts'
import type { Context } from '#app/domain/kernel/context.ts'
import {
  addPayments,
  digestOf,
  findPaymentsByDigests,
  findPaymentsLike,
  type PaymentFacts,
  type PaymentRow,
} from '#app/domain/payments/payment-register.server.ts'
import type { GoodRow, PaymentRecord } from '../parsing/records.ts'
import { type BatchResult, compareRows, type Merge, type MergeOptions } from './merge.ts'
import { ACCEPT, NEAR_DUPLICATE } from './near-duplicates.server.ts'
import type { Shown } from './outcome.ts'

/** Three years: what is older is a mistyped year, or belongs to closed books. */
const MIN_DAY_BEFORE_TODAY = 1_096

/**
 * Adds what is not here yet and changes nothing that is. Two equal lines of a file are two payments: the second one is
 * the second of its equals, here as well as in the next file that overlaps this one.
 */
export class PaymentMerge implements Merge<'payments'> {
  /** How many equals of a payment the file had so far. */
  readonly #seen = new Map<string, number>()

  constructor(
    private readonly importId: number,
    private readonly answers: Readonly<Record<string, string>>,
  ) {}

  async mergeBatch(
    ctx: Context,
    rows: readonly GoodRow<'payments'>[],
    options: MergeOptions,
  ): Promise<BatchResult> {
    const keyed = new Map(rows.map(({ record }) => [record, this.#keyOf(record)]))
    const digests = [...keyed.values()].map(({ digest }) => digest)
    const found = await findPaymentsByDigests(ctx, digests)
    const here = new Map(found.map((row) => [`${row.digest.toString('hex')} ${row.ordinal}`, row]))
    const before = new Map([...keyed].map(([record, { key }]) => [record, here.get(key)]))
    const fresh = rows.filter(({ record }) => before.get(record) === undefined)
    const like = await this.#likeOf(ctx, fresh)
    const today = businessDay(ctx.now)
    const earliest = addDays(today, -MIN_DAY_BEFORE_TODAY)
    const { result, added } = compareRows<'payments', PaymentRow, PaymentFacts>(
      rows,
      options,
      (record) => before.get(record),
      ({ row, record }, known) => {
        const { occurredOn } = record
        if (!known && (occurredOn > today || occurredOn < earliest)) {
          const params = { value: occurredOn, from: earliest, to: today }
          return { row, field: 'date', code: 'payment_day_outside', params }
        }
        const near = like.get(record)
        if (!known && near) {
          const params = {
            value: record.documentNumber,
            receipt: near.document_number,
            station: near.payer_name,
          }
          return { row, field: 'payerBin', code: NEAR_DUPLICATE, params }
        }
        const shown = shownOf(record)
        return {
          isSame: true,
          key: keyed.get(record)?.key ?? '',
          shown: [known ? shown : null, shown],
          facts: () => record,
        }
      },
    )
    await addPayments(
      ctx,
      this.importId,
      added.map(({ record, facts }) => ({ facts, ordinal: keyed.get(record)?.ordinal ?? 1 })),
    )
    return result
  }

  async finish(): Promise<void> {}

  #keyOf(record: PaymentRecord): { digest: Buffer; ordinal: number; key: string } {
    const digest = digestOf(record)
    const name = digest.toString('hex')
    const ordinal = (this.#seen.get(name) ?? 0) + 1
    this.#seen.set(name, ordinal)
    return { digest, ordinal, key: `${name} ${ordinal}` }
  }

  async #likeOf(
    ctx: Context,
    rows: readonly GoodRow<'payments'>[],
  ): Promise<ReadonlyMap<PaymentFacts, PaymentRow>> {
    if (this.answers[NEAR_DUPLICATE] === ACCEPT) return new Map()
    return findPaymentsLike(
      ctx,
      rows.map(({ record }) => record),
      this.importId,
    )
  }
}

function shownOf(record: PaymentRecord): Shown {
  const { occurredOn, amount, ...rest } = record
  return { date: occurredOn, sum: amount, ...rest }
}
