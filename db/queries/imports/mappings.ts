import type { Db } from '#db/connection/client.server.ts'
import type { RegisterKind } from '#db/schema/index.ts'

export async function selectMapping(
  db: Db,
  kind: RegisterKind,
  signature: Buffer,
): Promise<string | undefined> {
  const row = await db
    .selectFrom('import_mappings')
    .select('mapping')
    .where('kind', '=', kind)
    .where('signature', '=', signature)
    .executeTakeFirst()
  return row?.mapping
}

export async function upsertMapping(
  db: Db,
  row: { kind: RegisterKind; signature: Buffer; mapping: string; created_by: number | null },
): Promise<void> {
  await db
    .insertInto('import_mappings')
    .values(row)
    .onDuplicateKeyUpdate({ mapping: row.mapping, created_by: row.created_by })
    .execute()
}
