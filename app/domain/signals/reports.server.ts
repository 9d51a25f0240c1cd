import { record } from '#app/domain/audit/audit.server.ts'
import type { CompanyId, Context } from '#app/domain/kernel/context.ts'
import { reject } from '#app/domain/kernel/errors.ts'
import { sha256 } from '#app/domain/kernel/keyring.server.ts'
import { requireRightIn } from '#app/domain/kernel/rights.ts'
import { transact } from '#app/domain/kernel/transact.server.ts'
import { findTransaction } from '#app/domain/transactions/transactions.server.ts'
import { insertSignal, selectReport } from '#db/queries/signals/signals.ts'
import type { ReportFuel } from './signals.input.server.ts'
import type { SignalOutcome } from './signals.ts'

/** What a client said of a refuelling, and what staff answered. */
export interface FuelReport {
  at: Date
  note: string
  answer: { at: Date; text: string; outcome: SignalOutcome } | null
}

/** Null: nobody said anything of it. */
export async function findFuelReport(
  ctx: Context,
  companyId: CompanyId,
  transactionId: number,
): Promise<FuelReport | null> {
  requireRightIn(ctx, companyId, 'see_transactions')
  const row = await selectReport(ctx.db, companyId, transactionId)
  if (!row) return null
  const { created_at: at, note, settled_at: settledAt, settled_as: outcome, answer: text } = row
  return { at, note, answer: settledAt && outcome && { at: settledAt, text, outcome } }
}

/**
 * "I did not get this fuel": a case that staff see and answer. Litres and amounts stay until they do. Told twice it is one.
 * @throws DomainError transaction_not_found, also for what is no refuelling
 */
export function reportFuelNotReceived(
  ctx: Context,
  companyId: CompanyId,
  transactionId: number,
  { note }: ReportFuel,
): Promise<void> {
  requireRightIn(ctx, companyId, 'report_fuel')
  const userId = 'userId' in ctx.actor ? ctx.actor.userId : reject('not_allowed')
  return transact(ctx, async (ctx) => {
    const fuel = await findTransaction(ctx, companyId, transactionId)
    if (fuel.operation !== 'sale' || fuel.volume <= 0) reject('transaction_not_found')
    const { receipt, volume, product, station_code: station } = fuel
    const isNew = await insertSignal(ctx.db, {
      kind: 'not_received',
      identity: sha256(JSON.stringify(['not_received', transactionId])),
      transaction_id: transactionId,
      company_id: companyId,
      station_code: station,
      at_risk: Math.max(0, fuel.amount),
      figures: JSON.stringify({ volume, product, receipt, at: fuel.occurred_at.toISOString() }),
      note,
      opened_by: userId,
      answer: '',
    })
    if (!isNew) return
    await record(
      ctx,
      'fuel.not_received',
      { kind: 'company', id: companyId, companyId },
      { station, receipt, chargedVolume: volume, reason: note },
    )
  })
}
