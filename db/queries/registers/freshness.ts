import type { Db } from '#db/connection/client.server.ts'
import type { RegisterKind } from '#db/schema/index.ts'

/** When the last register of this kind took effect; null before the first. */
export async function selectLastCommit(db: Db, kind: RegisterKind): Promise<Date | null> {
  const row = await db
    .selectFrom('imports')
    .select('committed_at')
    .where('kind', '=', kind)
    .where('status', '=', 'committed')
    .orderBy('committed_at', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.committed_at ?? null
}
