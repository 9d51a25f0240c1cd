import { businessDay, isPast } from '#app/domain/kernel/calendar.ts'
import type { CompanyId, Context } from '#app/domain/kernel/context.ts'
import { selectLastInstructions } from '#db/queries/instructions/instructions.ts'
import {
  selectWishedCards,
  selectWishedCoupons,
  type WishedCard,
  type WishedCoupon,
} from '#db/queries/instructions/wished.ts'
import type { InstrumentKind } from '#db/schema/index.ts'
import { stateOfCard, stateOfCoupon } from './desired-state.ts'
import { type DesiredState, type InstructionStatus, SILENCE_MINUTES } from './instructions.ts'

/** The last thing that a processor was asked for. */
export interface LastAsked {
  version: number
  status: InstructionStatus
  askedAt: Date
  settledAt: Date | null
}

/** A card or a coupon as it is wanted at the processor. */
export interface Wished {
  id: number
  number: string
  companyId: number
  state: DesiredState
  /** Used, expired, exchanged: nothing is fuelled with it any more. */
  isEnded: boolean
  changedAt: Date
  last: LastAsked | undefined
}

/** A step of comparing: by their numbers, of a company or (null) of all but the test company. */
export async function readWished(
  { db }: Pick<Context, 'db'>,
  kind: InstrumentKind,
  numbers: readonly string[],
  { scope, at }: { scope: CompanyId | null; at: Date },
): Promise<Map<string, Wished>> {
  if (numbers.length === 0) return new Map()
  const day = businessDay(at)
  const found =
    kind === 'card'
      ? (await selectWishedCards(db, numbers, scope)).map((row) => wished(row, stateOfCard(row), day))
      : (await selectWishedCoupons(db, numbers, scope)).map((row) => wished(row, stateOfCoupon(row), day))
  const last = await readLastAsked(
    { db },
    kind,
    found.map(({ id }) => id),
  )
  return new Map(found.map((one) => [one.number, { ...one, last: last.get(one.id) }]))
}

/** A step of comparing: what was asked of each last, where anything was. */
export async function readLastAsked(
  { db }: Pick<Context, 'db'>,
  kind: InstrumentKind,
  ids: readonly number[],
): Promise<Map<number, LastAsked>> {
  const rows = await selectLastInstructions(db, kind, ids, SILENCE_MINUTES * 60)
  return new Map(
    rows.map(({ instrument_id, version, status, created_at: askedAt, settled_at: settledAt }) => [
      Number(instrument_id),
      { version, status, askedAt, settledAt },
    ]),
  )
}

/** Nobody can say yet whether the processor's word of that moment is the last one. */
export function isOnItsWay(last: LastAsked | undefined, at: Date): boolean {
  if (!last) return false
  if (last.status === 'waiting' || last.status === 'delivered') return true
  return last.askedAt > at || (last.settledAt !== null && last.settledAt > at)
}

function wished(row: WishedCard | WishedCoupon, state: DesiredState, day: string): Wished {
  const isOver = 'open' in row ? row.open === 0 : row.issuer_status === 'expired'
  return {
    ...{ id: Number(row.id), number: row.number, companyId: row.company_id, state },
    isEnded: isOver || isPast(row.valid_until, day),
    changedAt: row.updated_at,
    last: undefined,
  }
}
