/** A letter that the provider refuses for its own sake must not hold up the others for ever. */

import type { Context } from '#app/domain/kernel/context.ts'
import type { ClaimedLetter, DueLetter } from '#db/queries/mail/claims.ts'
import { countRefusals, hasOtherAcceptedSinceRefusal } from '#db/queries/mail/settlements.ts'

/** How often a letter is refused before another one asks in its place. */
const MAX_REFUSALS = 5
/** Among how many of the first letters the one that asks is looked for. */
export const PROBE_CHOICES = 200

/**
 * By which letter a paused queue asks whether the provider takes letters again: the first of the queue, unless it has
 * been refused five times in this pause. Then the next one asks, so that a letter that is refused for its own sake does not
 * hold up the others for ever. Nobody loses a place.
 */
export async function probeAmong(ctx: Context, due: DueLetter[], since: Date): Promise<DueLetter[]> {
  const refusals = await countRefusals(
    ctx.db,
    due.map(({ id }) => id),
    since,
  )
  const probe = due.find(({ id }) => (refusals.get(id) ?? 0) < MAX_REFUSALS) ?? due[0]
  return probe ? [probe] : []
}

/** A letter that is refused again and again while others are accepted: staff have to look at it. */
export async function isRefusedAlone(ctx: Context, { id }: ClaimedLetter): Promise<boolean> {
  const refusals = await countRefusals(ctx.db, [id])
  if ((refusals.get(id) ?? 0) < MAX_REFUSALS) return false
  return hasOtherAcceptedSinceRefusal(ctx.db, id)
}
