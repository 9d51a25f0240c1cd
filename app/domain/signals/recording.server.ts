import type { Context } from '#app/domain/kernel/context.ts'
import { sha256 } from '#app/domain/kernel/keyring.server.ts'
import { insertSignal } from '#db/queries/signals/signals.ts'
import type { SignalFigures, SignalKind } from './signals.ts'

/** What was noticed and by what it is known, for the queue of staff. */
export interface NewSignal {
  kind: SignalKind
  /** One thing is told once. */
  identity: readonly (string | number)[]
  transactionId: number | null
  companyId: number | null
  station: string
  /** Tiyn. */
  atRisk: number
  figures: SignalFigures
}

/** In the transaction of what noticed it. */
export async function recordSignal(ctx: Context, signal: NewSignal): Promise<void> {
  const { kind, identity, transactionId, companyId, station, atRisk, figures } = signal
  await insertSignal(ctx.db, {
    ...{ kind, station_code: station, at_risk: Math.max(0, atRisk) },
    identity: sha256(JSON.stringify([kind, ...identity])),
    transaction_id: transactionId,
    company_id: companyId,
    figures: JSON.stringify(figures),
    note: '',
    opened_by: null,
    answer: '',
  })
}
