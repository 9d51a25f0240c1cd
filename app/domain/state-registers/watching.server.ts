import { recordLateRegister } from '#app/domain/discrepancies/processor-discrepancies.server.ts'
import { HOUR_MS } from '#app/domain/kernel/calendar.ts'
import type { Context } from '#app/domain/kernel/context.ts'
import { isOutside } from '#app/domain/kernel/processing.ts'
import { requireRight } from '#app/domain/kernel/rights.ts'
import { transact } from '#app/domain/kernel/transact.server.ts'
import type { Db } from '#db/connection/client.server.ts'
import {
  deleteOldProcessorStates,
  type StateRegisterRow,
  selectLastStateRegister,
} from '#db/queries/state-registers/registers.ts'
import type { InstrumentKind } from '#db/schema/index.ts'

const kinds = ['card', 'coupon'] as const satisfies readonly InstrumentKind[]

/** A night and half a day: then somebody asks the processor why none came. */
const LATE_HOURS = 36

export interface LastStateRegister {
  kind: InstrumentKind
  register: StateRegisterRow
  isLate: boolean
}

/** For staff: of what is processed elsewhere, the last register of its states, where one ever came. */
export async function listStateRegisters(ctx: Context): Promise<LastStateRegister[]> {
  requireRight(ctx, 'see_discrepancies')
  return lastOfEach(ctx)
}

/** Opens a discrepancy for each register that has not come. One that never came is not late: there may be none. */
export async function watchStateRegisters(ctx: Context): Promise<void> {
  requireRight(ctx, 'compare_state_registers')
  const late = (await lastOfEach(ctx)).filter(({ isLate }) => isLate)
  if (late.length === 0) return
  await transact(ctx, async (ctx) => {
    for (const { kind, register } of late)
      await recordLateRegister(ctx, { registerId: Number(register.id), kind, asOf: register.as_of })
  })
}

async function lastOfEach(ctx: Context): Promise<LastStateRegister[]> {
  const found: LastStateRegister[] = []
  for (const kind of kinds.filter((kind) => isOutside(ctx.settings, kind))) {
    const register = await selectLastStateRegister(ctx.db, kind)
    if (!register) continue
    const isLate = ctx.now.getTime() - register.as_of.getTime() > LATE_HOURS * HOUR_MS
    found.push({ kind, register, isLate })
  }
  return found
}

const KEPT_DAYS = 3

/** What registers of states said row by row. @returns how many were removed; called again until that is none. */
export function purgeProcessorStates(db: Db): Promise<number> {
  return deleteOldProcessorStates(db, KEPT_DAYS)
}
