import { record } from '#app/domain/audit/audit.server.ts'
import type { Context } from '#app/domain/kernel/context.ts'
import { requireRight } from '#app/domain/kernel/rights.ts'
import { transact } from '#app/domain/kernel/transact.server.ts'
import {
  deleteAllSessions,
  updateNextLetterId,
  updateOpenResetsRevoked,
  updateWaitingLettersParked,
} from '#db/queries/backups/backups.ts'

/** More letters than a retailer sends between two backups. */
const LETTER_IDS_TO_SKIP = 1_000_000

export interface Restored {
  /** Sessions that ended: everybody signs in again. */
  sessions: number
  /** Letters that wait for a person, since they may have gone out after the backup was taken. */
  parked: number
}

/**
 * Settles a database that was put back as of `takenAt`, before anybody uses it: what ended since (sessions, links for a
 * new password) must not live again, and what was sent since must not be sent twice.
 */
export async function settleRestore(ctx: Context, takenAt: string): Promise<Restored> {
  requireRight(ctx, 'settle_restores')
  await updateNextLetterId(ctx.db, LETTER_IDS_TO_SKIP)
  return transact(ctx, async (ctx) => {
    const sessions = await deleteAllSessions(ctx.db)
    await updateOpenResetsRevoked(ctx.db)
    const parked = await updateWaitingLettersParked(ctx.db)
    await record(ctx, 'backup.restored', null, { takenAt, sessions, parked })
    return { sessions, parked }
  })
}
