import type { Context } from '#app/domain/kernel/context.ts'
import { transact } from '#app/domain/kernel/transact.server.ts'
import { updateExpiredHolds } from '#db/queries/pump-operations/operations.ts'

const BATCH = 500

/**
 * Stores that holds are over. Nothing waits for this: whether a hold still counts is told by the time (`isHeld` in
 * db/sql/holds.ts), and how long one lasts by hold-time.ts. @returns how many
 */
export function tidyExpiredHolds(ctx: Context): Promise<number> {
  return transact(ctx, (ctx) => updateExpiredHolds(ctx.db, BATCH))
}
