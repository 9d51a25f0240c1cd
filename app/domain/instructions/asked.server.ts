import type { Context } from '#app/domain/kernel/context.ts'
import { isOutside } from '#app/domain/kernel/processing.ts'
import {
  type AskedRow,
  countOpenInstructions,
  type SilenceRow,
  selectLastInstructions,
} from '#db/queries/instructions/instructions.ts'
import type { InstrumentKind } from '#db/schema/index.ts'
import { type AskedOf, SILENCE_MINUTES } from './instructions.ts'

/**
 * A step of showing cards or coupons: what was last asked of the processor, by id. Null where the cabinet itself decides;
 * without an entry nothing was ever asked.
 */
export async function readAsked(
  { db, settings }: Pick<Context, 'db' | 'settings'>,
  kind: InstrumentKind,
  ids: readonly number[],
): Promise<Map<number, AskedOf> | null> {
  if (!isOutside(settings, kind)) return null
  const rows = await selectLastInstructions(db, kind, ids, SILENCE_MINUTES * 60)
  return new Map(rows.map((row) => [Number(row.instrument_id), askedOf(row)]))
}

function askedOf(row: AskedRow): AskedOf {
  const { asks, status, reason, created_at: askedAt, delivered_at: deliveredAt, settled_at: settledAt } = row
  return {
    asks,
    // The last one is superseded by nothing.
    status: status === 'superseded' ? 'waiting' : status,
    ...{ reason, askedAt, deliveredAt, settledAt },
    isSilent: row.is_silent === 1,
  }
}

/** For `doctor`: how many have no outcome, and how many of them for longer than usual. */
export function countOpen({ db }: Pick<Context, 'db'>): Promise<SilenceRow> {
  return countOpenInstructions(db, SILENCE_MINUTES * 60)
}
