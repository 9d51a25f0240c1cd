import type { AuditAction, RecordedData } from '#app/domain/audit/actions.ts'
import { record } from '#app/domain/audit/audit.server.ts'
import type { Context } from '#app/domain/kernel/context.ts'
import { reject } from '#app/domain/kernel/errors.ts'
import type { InstrumentRef } from '#app/domain/kernel/instrument.ts'
import { isOutside } from '#app/domain/kernel/processing.ts'
import {
  insertInstruction,
  selectLastInstruction,
  updateInstructionsSuperseded,
} from '#db/queries/instructions/instructions.ts'
import { selectWishedCard, selectWishedCoupon } from '#db/queries/instructions/wished.ts'
import { stateOfCard, stateOfCoupon } from './desired-state.ts'
import { asksOf, type DesiredState } from './instructions.ts'

/** What people and systems do to a card or a coupon. */
export type InstrumentAction = Extract<AuditAction, `card.${string}` | `coupon.${string}`>

/** Those that change nothing that a pump asks about. */
const NO_CHANGE: readonly InstrumentAction[] = [
  'coupon.qr_shown',
  'card.block_planned',
  'card.block_cancelled',
  'card.assigned',
  'coupon.assigned',
  'coupon.handed_over',
  'coupon.taken_back',
]

/**
 * The last step of every change that a person or a client's system makes to a card or a coupon, in its transaction: the entry
 * of the audit log and, where the thing is processed elsewhere, the instruction to the processor. Nobody records such a
 * change beside it (tests/domain/instructions/one-way.test.ts).
 */
export async function recordInstrumentChange<Action extends InstrumentAction>(
  ctx: Context,
  action: Action,
  instrument: InstrumentRef & { companyId: number },
  ...data: RecordedData<Action>
): Promise<void> {
  await record(ctx, action, instrument, ...data)
  if (isOutside(ctx.settings, instrument.kind) && !NO_CHANGE.includes(action)) await ask(ctx, instrument)
}

/** The whole state as it is wanted now; what has no outcome yet is superseded by it. */
async function ask(ctx: Context, { kind, id }: InstrumentRef): Promise<void> {
  const ref = { kind, id }
  const { companyId, state } = await stateOf(ctx, ref)
  const last = await selectLastInstruction(ctx.db, ref)
  const before = last && { isBlocked: last.is_blocked === 1, asks: last.asks, status: last.status }
  await updateInstructionsSuperseded(ctx.db, ref)
  await insertInstruction(ctx.db, {
    company_id: companyId,
    instrument_kind: kind,
    instrument_id: id,
    version: (last?.version ?? 0) + 1,
    asks: asksOf(state.blocked, before),
    is_blocked: state.blocked ? 1 : 0,
    state: JSON.stringify(state),
    status: 'waiting',
  })
}

async function stateOf(
  ctx: Context,
  { kind, id }: InstrumentRef,
): Promise<{ companyId: number; state: DesiredState }> {
  if (kind === 'card') {
    const card = (await selectWishedCard(ctx.db, id)) ?? reject('card_not_found')
    return { companyId: card.company_id, state: stateOfCard(card) }
  }
  const coupon = (await selectWishedCoupon(ctx.db, id)) ?? reject('coupon_not_found')
  return { companyId: coupon.company_id, state: stateOfCoupon(coupon) }
}
