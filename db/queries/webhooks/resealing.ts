import type { Selectable } from 'kysely'
import type { Db } from '#db/connection/client.server.ts'
import type { WebhookEndpointsTable } from '#db/schema/index.ts'
import type { SealedSecret } from './endpoints.ts'

export type SealedEndpoint = Pick<
  Selectable<WebhookEndpointsTable>,
  'id' | 'secret' | 'secret_key_id' | 'previous_secret' | 'previous_key_id'
>

/** Endpoints of which a secret is sealed by another key, held until the transaction ends. */
export function selectForeignSealedEndpoints(
  db: Db,
  keyId: string,
  limit: number,
): Promise<SealedEndpoint[]> {
  return db
    .selectFrom('webhook_endpoints')
    .select(['id', 'secret', 'secret_key_id', 'previous_secret', 'previous_key_id'])
    .where(({ eb, or }) => or([eb('secret_key_id', '<>', keyId), eb('previous_key_id', '<>', keyId)]))
    .orderBy('id')
    .limit(limit)
    .forUpdate()
    .execute()
}

/** Null: that one stays as it is. */
export async function updateWebhookSealing(
  db: Db,
  { id }: Pick<SealedEndpoint, 'id'>,
  { now, before }: Record<'now' | 'before', SealedSecret | null>,
): Promise<void> {
  await db
    .updateTable('webhook_endpoints')
    .set({
      ...(now && { secret: now.ciphertext, secret_key_id: now.keyId }),
      ...(before && { previous_secret: before.ciphertext, previous_key_id: before.keyId }),
    })
    .where('id', '=', id)
    .execute()
}
