import type { Db } from '#db/connection/client.server.ts'
import { inSeconds } from '#db/sql/now.ts'

/**
 * Counts a wrong code; at the last one the code is locked and the count begins anew. Compare-and-set on the count, so
 * that codes typed at once all count.
 */
export async function updateCodeFailures(
  db: Db,
  id: number,
  { failures, most, lockSeconds }: { failures: number; most: number; lockSeconds: number },
): Promise<boolean> {
  const isLast = failures + 1 >= most
  const result = await db
    .updateTable('coupons')
    .set({
      code_failures: isLast ? 0 : failures + 1,
      ...(isLast ? { code_locked_until: inSeconds(lockSeconds) } : {}),
    })
    .where('id', '=', id)
    .where('code_failures', '=', failures)
    .executeTakeFirst()
  return result.numUpdatedRows === 1n
}

export async function updateCodeFailuresForgotten(db: Db, id: number): Promise<void> {
  await db
    .updateTable('coupons')
    .set({ code_failures: 0 })
    .where('id', '=', id)
    .where('code_failures', '>', 0)
    .execute()
}
