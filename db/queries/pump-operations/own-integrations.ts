import type { Db } from '#db/connection/client.server.ts'

/** The integration through which people of the cabinet ask; made by a migration. */
export async function selectOwnIntegration(db: Db, publicId: 'till' | 'phone'): Promise<number | undefined> {
  const row = await db
    .selectFrom('integrations')
    .select('id')
    .where('public_id', '=', publicId)
    .executeTakeFirst()
  return row?.id
}
