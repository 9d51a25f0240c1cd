import type { Context } from '#app/domain/kernel/context.ts'
import { countStationContacts, upsertStationContact } from '#db/queries/stations/contacts.ts'
import type { Reach } from './reach.ts'

const HOURS = 24

/** A step of deciding on an operation at a pump: this station obeys what the cabinet answers. */
export function noteStationAsked(ctx: Context, code: string): Promise<void> {
  return upsertStationContact(ctx.db, code)
}

/** A step of showing a card or a coupon. */
export function readReach(ctx: Context): Promise<Reach> {
  return countStationContacts(ctx.db, HOURS)
}
