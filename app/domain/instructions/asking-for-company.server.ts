import { businessDay } from '#app/domain/kernel/calendar.ts'
import type { Context } from '#app/domain/kernel/context.ts'
import { isOutside } from '#app/domain/kernel/processing.ts'
import {
  insertInstructions,
  selectLastInstructionsOf,
  selectUsableIds,
  updateInstructionsSupersededOf,
} from '#db/queries/instructions/of-company.ts'
import { selectWishedCardsById, selectWishedCouponsById } from '#db/queries/instructions/wished.ts'
import type { InstrumentKind } from '#db/schema/index.ts'
import { stateOfCard, stateOfCoupon } from './desired-state.ts'
import { asksOf, type DesiredState } from './instructions.ts'

const BATCH = 500

/**
 * A step of closing or reopening a company, in its transaction: whatever can be fuelled with its cards and coupons is wanted
 * otherwise from now on, and where a processor decides it is asked for each of them.
 */
export async function askForCompany(ctx: Context, companyId: number): Promise<void> {
  const today = businessDay(ctx.now)
  for (const kind of ['card', 'coupon'] as const) {
    if (!isOutside(ctx.settings, kind)) continue
    for (let after = 0; ; ) {
      const ids = await selectUsableIds(ctx.db, kind, companyId, { after, limit: BATCH, today })
      if (ids.length > 0) await askForEach(ctx, companyId, kind, ids)
      if (ids.length < BATCH) break
      after = ids.at(-1) ?? after
    }
  }
}

async function askForEach(
  ctx: Context,
  companyId: number,
  kind: InstrumentKind,
  ids: readonly number[],
): Promise<void> {
  const wished = await statesOf(ctx, kind, ids)
  const rows = await selectLastInstructionsOf(ctx.db, kind, ids)
  const last = new Map(rows.map((row) => [Number(row.instrument_id), row]))
  await updateInstructionsSupersededOf(ctx.db, kind, ids)
  await insertInstructions(
    ctx.db,
    wished.map(({ id, state }) => {
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
}

/** Held until the transaction ends, so that each gets one next version. */
async function statesOf(
  ctx: Context,
  kind: InstrumentKind,
  ids: readonly number[],
): Promise<{ id: number; state: DesiredState }[]> {
  if (kind === 'card') {
    const cards = await selectWishedCardsById(ctx.db, ids)
    return cards.map((card) => ({ id: Number(card.id), state: stateOfCard(card) }))
  }
  const coupons = await selectWishedCouponsById(ctx.db, ids)
  return coupons.map((coupon) => ({ id: Number(coupon.id), state: stateOfCoupon(coupon) }))
}
