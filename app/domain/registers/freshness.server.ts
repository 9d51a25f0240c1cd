import type { Db } from '#db/connection/client.server.ts'
import { selectLastCommit } from '#db/queries/registers/freshness.ts'
import type { RegisterKind } from '#db/schema/index.ts'

/** When the last register of this kind took effect; null before the first. */
export function lastCommitOf(db: Db, kind: RegisterKind): Promise<Date | null> {
  return selectLastCommit(db, kind)
}
