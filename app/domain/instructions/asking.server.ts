import { type AuditAction, CODE_SHOWN, type RecordedData } from '#app/domain/audit/actions.ts'
import { record } from '#app/domain/audit/audit.server.ts'
import type { Context } from '#app/domain/kernel/context.ts'
import { reject } from '#app/domain/kernel/errors.ts'
import type { InstrumentRef } from '#app/domain/kernel/instrument.ts'
import { isOutside } from '#app/domain/kernel/processing.ts'
import { askForEach } from './asking-for-each.server.ts'

/** What people and systems do to a card or a coupon. */
export type InstrumentAction = Extract<AuditAction, `card.${string}` | `coupon.${string}`>

/** Those that change nothing that a pump asks about. */
const NO_CHANGE: readonly InstrumentAction[] = [
  CODE_SHOWN,
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
  const { kind, id } = instrument
  if (!isOutside(ctx.settings, kind) || NO_CHANGE.includes(action)) return
  if ((await askForEach(ctx, kind, [id])) === 0) reject(`${kind}_not_found`)
}
