import { MINUTE_MS } from '#app/domain/kernel/calendar.ts'
import type { Context } from '#app/domain/kernel/context.ts'
import {
  findTransactionsInMinutes,
  newestTransaction,
  transactionSpans,
} from '#app/domain/transactions/transaction-register.server.ts'
import type { ResolvedRow } from './known-transactions.server.ts'
import type { MergeFault } from './merge.ts'

/** Answer and choice with which a person says that both were refuelled. */
export const NEAR_DUPLICATE = 'near_duplicate'
export const ACCEPT = 'accept'

/**
 * New rows that are much like a transaction of another receipt: the same card, minute, litres and tenge. Excel may
 * have changed the receipt, or two systems may have sent one refuelling.
 */
export class NearDuplicates {
  readonly #spans = new Map<number, { from: Date; to: Date } | null>()
  /** Later ones are this import's own. */
  #newest: number | undefined

  async find(ctx: Context, rows: readonly ResolvedRow[]): Promise<Map<number, MergeFault>> {
    const newest = this.#newest ?? (await newestTransaction(ctx))
    this.#newest = newest
    await this.#loadSpans(ctx, rows)
    const asked = rows.filter(({ companyId, record }) => this.#isWithin(companyId, record.occurredAt))
    const minutes = asked.map(({ companyId, instrument, record }) => ({
      companyId,
      instrumentNumber: instrument.number,
      from: minuteOf(record.occurredAt),
      until: new Date(minuteOf(record.occurredAt).getTime() + MINUTE_MS),
    }))
    const here = minutes.length > 0 ? await findTransactionsInMinutes(ctx, minutes) : []
    const byMinute = new Map(
      here.filter(({ id }) => id <= newest).map((known) => [keyOf(known.instrument_number, known), known]),
    )
    const faults = new Map<number, MergeFault>()
    for (const { row, record, instrument } of asked) {
      const known = byMinute.get(
        keyOf(instrument.number, {
          occurred_at: record.occurredAt,
          volume: record.volume,
          amount: record.amount,
        }),
      )
      if (!known) continue
      const params = { value: record.receipt ?? '', station: known.station_code, receipt: known.receipt }
      faults.set(row, { row, field: 'receipt', code: NEAR_DUPLICATE, params })
    }
    return faults
  }

  /** Most files bring what is later than anything here: they cost one look at each company. */
  async #loadSpans(ctx: Context, rows: readonly ResolvedRow[]): Promise<void> {
    const missing = [...new Set(rows.map(({ companyId }) => companyId))].filter((id) => !this.#spans.has(id))
    if (missing.length === 0) return
    for (const id of missing) this.#spans.set(id, null)
    for (const { companyId, from, to } of await transactionSpans(ctx, missing)) {
      this.#spans.set(companyId, { from, to })
    }
  }

  #isWithin(companyId: number, at: Date): boolean {
    const span = this.#spans.get(companyId)
    if (!span) return false
    return at.getTime() >= span.from.getTime() - MINUTE_MS && at.getTime() <= span.to.getTime() + MINUTE_MS
  }
}

function minuteOf(at: Date): Date {
  return new Date(Math.floor(at.getTime() / MINUTE_MS) * MINUTE_MS)
}

function keyOf(
  number: string,
  { occurred_at, volume, amount }: { occurred_at: Date; volume: number; amount: number },
): string {
  return `${number} ${minuteOf(occurred_at).getTime()} ${volume} ${amount}`
}
