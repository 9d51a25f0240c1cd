import type { Context } from '#app/domain/kernel/context.ts'
import {
  findPaymentsByDigests,
  lockPayments,
  removePayments,
} from '#app/domain/payments/payment-register.server.ts'
import type { RowOutcome } from '../merging/outcome.ts'
import type { Undo, UsedRow } from './undo.ts'

/** A payment that somebody was credited with, or that a person set aside, stays. */
export class PaymentUndo implements Undo {
  constructor(private readonly importId: number) {}

  async takeBack(ctx: Context, outcomes: readonly RowOutcome[]): Promise<UsedRow[]> {
    const added = outcomes.filter(({ outcome }) => outcome === 'new')
    const digests = added.map(({ key }) => Buffer.from(key.split(' ')[0] ?? '', 'hex'))
    const found = await findPaymentsByDigests(ctx, digests)
    const own = found.filter(({ import_id }) => import_id === this.importId)
    const ids = own.map(({ id }) => id)
    const locked = await lockPayments(ctx, ids)
    const byKey = new Map(locked.map((row) => [`${row.digest.toString('hex')} ${row.ordinal}`, row]))
    const stands = new Set(['new', 'waiting', 'outgoing'])
    const used = added.filter(({ key }) => !stands.has(byKey.get(key)?.status ?? ''))
    if (used.length > 0) return used.map(named)
    const credited = new Set(await removePayments(ctx, ids))
    return added.filter(({ key }) => credited.has(byKey.get(key)?.id ?? 0)).map(named)
  }

  async finish(): Promise<void> {}
}

/** By what a person knows it: the document's number. */
function named({ row, after }: RowOutcome): UsedRow {
  return { row, key: String(after.documentNumber ?? '') }
}
