import type { Context } from '#app/domain/kernel/context.ts'
import { sha256 } from '#app/domain/kernel/keyring.server.ts'
import { insertDiscrepancy } from '#db/queries/pump-operations/recorded-discrepancies.ts'
import type { DiscrepancyKind } from './operation.ts'
import type { Completion } from './pump-operations.input.server.ts'

/** Flat figures of one side. */
export type SideFigures = Record<string, string | number | null>

/** As a column holds them. */
export function figuresIn(json: string): SideFigures {
  const value: SideFigures = JSON.parse(json)
  return value
}

export interface NewDiscrepancy {
  kind: DiscrepancyKind
  authorizationId: number | null
  transactionId?: number | null
  companyId: number | null
  /** Of a shift that the station's system has closed. */
  stationShiftId?: number
  /** Tells apart what happens to one operation more than once: the step that it happened in. */
  occurrence?: string
  station: string
  ours: SideFigures
  theirs: SideFigures
}

/** In the transaction of what happened. The same happening is recorded once, however often it is told. */
export async function recordDiscrepancy(ctx: Context, discrepancy: NewDiscrepancy): Promise<void> {
  const {
    kind,
    authorizationId,
    transactionId = null,
    stationShiftId = null,
    companyId,
    occurrence,
    ...told
  } = discrepancy
  const { station, ours, theirs } = told
  const identity = sha256(
    JSON.stringify([
      ...[kind, authorizationId, transactionId, theirs],
      ...(stationShiftId === null ? [] : [stationShiftId]),
      ...(occurrence === undefined ? [] : [occurrence]),
    ]),
  )
  await insertDiscrepancy(ctx.db, {
    kind,
    authorization_id: authorizationId,
    transaction_id: transactionId,
    company_id: companyId,
    station_shift_id: stationShiftId,
    station_code: station,
    identity,
    ours: JSON.stringify(ours),
    theirs: JSON.stringify(theirs),
  })
}

/** What the station says of a completion. */
export function theirsOf({ volume, amount, receipt, pumpTransaction, occurredAt }: Completion): SideFigures {
  return {
    volume,
    amount: amount ?? null,
    receipt: receipt ?? null,
    pumpTransaction: pumpTransaction ?? null,
    occurredAt: occurredAt?.toISOString() ?? null,
  }
}
