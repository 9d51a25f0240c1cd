import { type Day, startOfMonth } from '#app/domain/kernel/calendar.ts'
import type { Context } from '#app/domain/kernel/context.ts'
import { type AccountTotalsRow, upsertAccountTotals } from '#db/queries/contract-account/totals.ts'

/** Turnovers of what is booked, gathered and written together. Make it inside the transaction's callback. */
export class AccountTotalsDelta {
  readonly #rows = new Map<string, AccountTotalsRow>()

  add({ company_id, booked_on, amount }: { company_id: number; booked_on: Day; amount: number }): void {
    this.#count(company_id, 'day', booked_on, amount)
    this.#count(company_id, 'month', startOfMonth(booked_on), amount)
  }

  async write(ctx: Context, slot: number): Promise<void> {
    const sorted = [...this.#rows].sort(([a], [b]) => (a < b ? -1 : 1))
    this.#rows.clear()
    await upsertAccountTotals(
      ctx.db,
      sorted.map(([, row]) => ({ ...row, slot })),
    )
  }

  #count(company_id: number, span: 'day' | 'month', starts_on: Day, amount: number): void {
    const key = `${String(company_id).padStart(16, '0')} ${span} ${starts_on}`
    const row = this.#rows.get(key) ?? {
      ...{ company_id, span, starts_on, slot: 0 },
      ...{ credit: 0, debit: 0, entries: 0 },
    }
    row.credit += Math.max(0, amount)
    row.debit += Math.max(0, -amount)
    row.entries += 1
    this.#rows.set(key, row)
  }
}
