import type { Context } from '#app/domain/kernel/context.ts'
import { isOutside } from '#app/domain/kernel/processing.ts'
import { isConflict } from '#db/connection/client.server.ts'
import { countStationContacts, upsertStationContact } from '#db/queries/stations/contacts.ts'
import type { InstrumentKind } from '#db/schema/index.ts'
import type { Reach } from './reach.ts'

const HOURS = 24

/**
 * A step of deciding on an operation at a pump: this station obeys what the cabinet answers. Of those that note it at the
 * same time, on several nodes, one does.
 */
export async function noteStationAsked(ctx: Context, code: string): Promise<void> {
  try {
    await upsertStationContact(ctx.db, code)
  } catch (error) {
    if (ctx.db.isTransaction || !isConflict(error)) throw error
  }
}

/** A step of showing a card or a coupon. */
export async function readReach(ctx: Context, kind: InstrumentKind): Promise<Reach> {
  if (isOutside(ctx.settings, kind)) return { asking: 0, all: 0, isElsewhere: true }
  return { ...(await countStationContacts(ctx.db, HOURS)), isElsewhere: false }
}
