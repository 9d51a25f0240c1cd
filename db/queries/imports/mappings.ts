import type { Db } from '#db/connection/client.server.ts'
import type { RegisterKind } from '#db/schema/index.ts'

export function selectMapping(
  db: Db,
  kind: RegisterKind,
  signature: Buffer,
): Promise<{ mapping: string; choices: string | null } | undefined> {
  return db
    .selectFrom('import_mappings')
    .select(['mapping', 'choices'])
    .where('kind', '=', kind)
    .where('signature', '=', signature)
    .executeTakeFirst()
}

export async function upsertMapping(
  db: Db,
  row: {
    kind: RegisterKind
    signature: Buffer
    mapping: string
    choices: string | null
    created_by: number | null
  },
): Promise<void> {
  await db
    .insertInto('import_mappings')
    .values(row)
    .onDuplicateKeyUpdate({ mapping: row.mapping, choices: row.choices, created_by: row.created_by })
    .execute()
}
