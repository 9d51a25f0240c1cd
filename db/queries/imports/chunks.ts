import type { Db } from '#db/connection/client.server.ts'

export async function insertImportChunk(
  db: Db,
  chunk: { import_id: number; position: number; ciphertext: Buffer; key_id: string },
): Promise<void> {
  await db.insertInto('import_chunks').values(chunk).execute()
}

export function selectImportChunk(db: Db, importId: number, position: number) {
  return db
    .selectFrom('import_chunks')
    .select(['ciphertext', 'key_id'])
    .where('import_id', '=', importId)
    .where('position', '=', position)
    .executeTakeFirst()
}

export async function deleteImportChunks(db: Db, importId: number): Promise<void> {
  await db.deleteFrom('import_chunks').where('import_id', '=', importId).execute()
}
