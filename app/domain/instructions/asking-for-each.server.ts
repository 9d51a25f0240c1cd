import type { Context } from '#app/domain/kernel/context.ts'
import {
  insertInstructions,
  selectVersionsOf,
  updateInstructionsSuperseded,
} from '#db/queries/instructions/instructions.ts'
import {
  selectWishedCardsById,
  selectWishedCouponsById,
  type WishedCard,
  type WishedCoupon,
} from '#db/queries/instructions/wished.ts'
import type { InstrumentKind } from '#db/schema/index.ts'
import { stateOfCard, stateOfCoupon } from './desired-state.ts'
import { asksOf, type DesiredState } from './instructions.ts'

/** What the transaction at hand changes after it has asked. */
type PendingChange = Partial<Pick<WishedCard, 'company_closed_at'>>

/**
 * The whole state of each as it is wanted now; what has no outcome yet is superseded by it.
 * @returns how many of them there are
 */
export async function askForEach(
  ctx: Context,
  kind: InstrumentKind,
  ids: readonly number[],
  pending: PendingChange = {},
): Promise<number> {
  const wished = await statesOf(ctx, kind, ids, pending)
  if (wished.length === 0) return 0
  const rows = await selectVersionsOf(ctx.db, kind, ids)
  const last = new Map(rows.map((row) => [Number(row.instrument_id), row]))
  await updateInstructionsSuperseded(ctx.db, kind, ids)
  await insertInstructions(
    ctx.db,
    wished.map(({ id, companyId, state }) => {
      const row = last.get(id)
      const before = row && { isBlocked: row.is_blocked === 1, asks: row.asks, status: row.status }
      return {
        ...{ company_id: companyId, instrument_kind: kind, instrument_id: id },
        version: (row?.version ?? 0) + 1,
        asks: asksOf(state.blocked, before),
        is_blocked: state.blocked ? (1 as const) : (0 as const),
        state: JSON.stringify(state),
        status: 'waiting' as const,
      }
    }),
  )
  return wished.length
}

/** Held until the transaction ends, so that each gets one next version. */
async function statesOf(ctx: Context, kind: InstrumentKind, ids: readonly number[], pending: PendingChange) {
  return kind === 'card'
    ? (await selectWishedCardsById(ctx.db, ids)).map((row) =>
        instructionFor(row, stateOfCard({ ...row, ...pending })),
      )
    : (await selectWishedCouponsById(ctx.db, ids)).map((row) =>
        instructionFor(row, stateOfCoupon({ ...row, ...pending })),
      )
}

function instructionFor({ id, company_id: companyId }: WishedCard | WishedCoupon, state: DesiredState) {
  return { id: Number(id), companyId, state }
}
