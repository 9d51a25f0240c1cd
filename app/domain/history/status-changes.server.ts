import type { Db } from '#db/connection/client.server.ts'
import { insertStatusChanges, type NewStatusChange } from '#db/queries/history/status-changes.ts'

/** A step of an import: what it changed in the status of cards or coupons. */
export function recordStatusChanges(db: Db, changes: readonly NewStatusChange[]): Promise<void> {
  return insertStatusChanges(db, changes)
}
