import type { Context } from '#app/domain/kernel/context.ts'
import { upsertOdometer } from '#db/queries/pump-operations/odometers.ts'
import type { Thing } from './presented.server.ts'

/** Of the card of a completed fill: what the next one is compared with. */
export async function keepOdometer(
  ctx: Context,
  thing: Thing | undefined,
  km: number | null | undefined,
  at: Date,
): Promise<void> {
  if (thing?.kind === 'card' && typeof km === 'number') await upsertOdometer(ctx.db, thing.row, { km, at })
}

/** A step of making a test key: what the card's next reading is compared with. */
export function setOdometer(
  ctx: Context,
  card: { id: number; company_id: number },
  km: number,
): Promise<void> {
  return upsertOdometer(ctx.db, card, { km, at: ctx.now })
}
