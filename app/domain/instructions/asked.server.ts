import type { CompanyId, Context } from '#app/domain/kernel/context.ts'
import { isOutside } from '#app/domain/kernel/processing.ts'
import { selectApprovals, selectProcessorBalances } from '#db/queries/instructions/at-processor.ts'
import {
  type AskedRow,
  countOpenInstructions,
  type SilenceRow,
  selectLastInstructions,
} from '#db/queries/instructions/instructions.ts'
import type { InstrumentKind } from '#db/schema/index.ts'
import { type AskedOf, SILENCE_MINUTES } from './instructions.ts'

export interface HeldBalance {
  amount: number
  unit: 'ml' | 'tiyn'
  asOf: Date
}

/** How a card or a coupon stands at the processor, as far as it has told us. */
export interface AtProcessor {
  /** Undefined: it was never asked for anything. */
  asked: AskedOf | undefined
  balance: HeldBalance | undefined
}

/** A step of showing cards or coupons of a company, by id; null where the cabinet itself decides, which costs nothing. */
export async function readAtProcessor(
  { db, settings }: Pick<Context, 'db' | 'settings'>,
  companyId: CompanyId,
  kind: InstrumentKind,
  ids: readonly number[],
): Promise<((id: number) => AtProcessor) | null> {
  if (!isOutside(settings, kind)) return null
  const [rows, balances] = await Promise.all([
    selectLastInstructions(db, kind, ids, SILENCE_MINUTES * 60),
    selectProcessorBalances(db, companyId, kind, ids),
  ])
  const asked = new Map(rows.map((row) => [Number(row.instrument_id), askedOf(row)]))
  const held = new Map(
    balances.map(({ instrument_id, balance, unit, as_of: asOf }) => [
      Number(instrument_id),
      { amount: Number(balance), unit, asOf },
    ]),
  )
  return (id) => ({ asked: asked.get(id), balance: held.get(id) })
}

function askedOf(row: AskedRow): AskedOf {
  const { asks, status, reason, created_at: askedAt, delivered_at: deliveredAt, settled_at: settledAt } = row
  return {
    asks,
    // The last one is superseded by nothing.
    status: status === 'superseded' ? 'waiting' : status,
    ...{ reason, askedAt, deliveredAt, settledAt },
    isSilent: Number(row.is_silent) === 1,
  }
}

export interface ProcessorFill {
  id: number
  station: string
  /** Millilitres, less what was taken back. */
  volume: number
  at: Date
}

const LAST_FILLS = 10

/** A step of showing one: what the processor approved last, the newest first. */
export async function lastFillsAtProcessor(
  { db, settings }: Pick<Context, 'db' | 'settings'>,
  companyId: CompanyId,
  kind: InstrumentKind,
  id: number,
): Promise<ProcessorFill[]> {
  if (!isOutside(settings, kind)) return []
  const rows = await selectApprovals(db, companyId, { kind, id }, LAST_FILLS)
  return rows.map(({ id: eventId, station_code: station, volume, occurred_at: at, reversed }) => ({
    ...{ id: Number(eventId), station, at },
    volume: Math.max(0, Number(volume) - Number(reversed)),
  }))
}

/** For `doctor`: how many have no outcome, and how many of them for longer than usual. */
export function countOpen({ db }: Pick<Context, 'db'>): Promise<SilenceRow> {
  return countOpenInstructions(db, SILENCE_MINUTES * 60)
}
