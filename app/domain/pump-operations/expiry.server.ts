import type { Context } from '#app/domain/kernel/context.ts'
import { transact } from '#app/domain/kernel/transact.server.ts'
import { updateExpiredHolds } from '#db/queries/pump-operations/operations.ts'

const BATCH = 500

/** Stores that holds are over. Everybody has known it since by the time: nothing waits for this. @returns how many */
export function tidyExpiredHolds(ctx: Context): Promise<number> {
  return transact(ctx, (ctx) => updateExpiredHolds(ctx.db, BATCH))
}
