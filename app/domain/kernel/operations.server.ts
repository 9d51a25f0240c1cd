import type { Db } from '#db/connection/client.server.ts'
import { deleteOldOperations } from '#db/queries/kernel/operations.ts'

/** Ids are needed for seconds; a day is for a person who looks. */
const KEPT_DAYS = 1

/** @returns how many were removed; called again until that is none. */
export function purgeOperations(db: Db): Promise<number> {
  return deleteOldOperations(db, KEPT_DAYS)
}
