import { record } from '#app/domain/audit/audit.server.ts'
import type { Context } from '#app/domain/kernel/context.ts'
import { reject } from '#app/domain/kernel/errors.ts'
import { cursorsOf, type PageCursors, readPage } from '#app/domain/kernel/page.server.ts'
import { requireRight } from '#app/domain/kernel/rights.ts'
import { transact } from '#app/domain/kernel/transact.server.ts'
import {
  type SignalRow,
  selectSignal,
  selectSignalPosition,
  selectSignals,
  updateSignalSettled,
} from '#db/queries/signals/signals.ts'
import type { SettleSignal, SignalFilter } from './signals.input.server.ts'
import { type SignalFigures, type SignalKind, type SignalOutcome, signalKinds } from './signals.ts'

export interface Signal {
  id: number
  /** Null: a later release knows more of them. */
  kind: SignalKind | null
  at: Date
  station: { code: string; name: string }
  company: { id: number; name: string } | null
  transactionId: number | null
  /** Tiyn. */
  atRisk: number
  figures: SignalFigures
  /** Of the client that opened it. */
  note: string
  openedBy: string | null
  settled: { at: Date; by: string; as: SignalOutcome; answer: string } | null
}

/** What is most at risk first. */
export async function listSignals(
  ctx: Context,
  { status, cursor }: SignalFilter,
): Promise<PageCursors & { signals: Signal[] }> {
  requireRight(ctx, 'see_signals')
  const page = await readPage({
    order: `at_risk:${status}`,
    cursor,
    place: (id) => selectSignalPosition(ctx.db, id),
    read: (request) => selectSignals(ctx.db, status === 'open', request),
  })
  return { signals: page.rows.map(signalOf), ...cursorsOf(page) }
}

/** @throws DomainError not_found */
export async function findSignal(ctx: Context, id: number): Promise<Signal> {
  requireRight(ctx, 'see_signals')
  return signalOf((await selectSignal(ctx.db, id)) ?? reject('not_found'))
}

/**
 * Staff have looked into it: it was to be expected, or it is confirmed. A client reads the answer to what it opened.
 * @throws DomainError not_found, conflict_try_again
 */
export function settleSignal(ctx: Context, id: number, { outcome, answer }: SettleSignal): Promise<void> {
  requireRight(ctx, 'settle_signals')
  const userId = 'userId' in ctx.actor ? ctx.actor.userId : reject('not_allowed')
  return transact(ctx, async (ctx) => {
    const row = (await selectSignal(ctx.db, id)) ?? reject('not_found')
    if (!(await updateSignalSettled(ctx.db, id, { userId, outcome, answer }))) reject('conflict_try_again')
    await record(
      ctx,
      `signal.${outcome}`,
      { kind: 'signal', id, companyId: row.company_id },
      { station: row.station_code, reason: answer },
    )
  })
}

function signalOf(row: SignalRow): Signal {
  const { id, kind, company_id: companyId, company_name: companyName, station_code: code } = row
  const figures: SignalFigures = JSON.parse(row.figures)
  return {
    ...{ id, figures, note: row.note },
    kind: signalKinds.find((known) => known === kind) ?? null,
    at: row.created_at,
    station: { code, name: row.station_name ?? code },
    company: companyId === null ? null : { id: companyId, name: companyName ?? '' },
    transactionId: row.transaction_id,
    atRisk: row.at_risk,
    openedBy: row.opened_by_email,
    settled:
      row.settled_at === null || row.settled_as === null
        ? null
        : { at: row.settled_at, by: row.settled_by_email ?? '', as: row.settled_as, answer: row.answer },
  }
}
