import { sql } from 'kysely'
import { type Db, isDuplicateKey } from '#db/connection/client.server.ts'
import type { DeliveryStatus } from '#db/schema/index.ts'
import { cutTo } from '#db/sql/cut.ts'
import { now } from '#db/sql/now.ts'

export interface DeliveryEventRow {
  svixId: string
  type: string
  outboxId: number
  detail: string
}

/** False when this very event was taken already: the provider repeats, and so does who recorded it. */
export async function insertWebhookEvent(db: Db, event: DeliveryEventRow): Promise<boolean> {
  try {
    await db
      .insertInto('webhook_events')
      .values({
        svix_id: event.svixId,
        type: cutTo('webhook_events.type', event.type),
        outbox_id: event.outboxId,
        detail: cutTo('webhook_events.detail', event.detail),
      })
      .execute()
    return true
  } catch (error) {
    if (isDuplicateKey(error)) return false
    throw error
  }
}

export function selectEventsOfLetter(db: Db, outboxId: number, limit: number) {
  return db
    .selectFrom('webhook_events')
    .select(['svix_id', 'type', 'detail', 'received_at'])
    .where('outbox_id', '=', outboxId)
    .orderBy('received_at', 'desc')
    .limit(limit)
    .execute()
}

export function selectLetterByProviderId(db: Db, providerId: string) {
  return db
    .selectFrom('outbox')
    .select(['id', 'to_email'])
    .where('provider_id', '=', cutTo('outbox.provider_id', providerId))
    .executeTakeFirst()
}

/** Only upwards: events come in any order, and the one that proves most stands. True when it moved. */
export async function updateDelivery(
  db: Db,
  outboxId: number,
  delivery: DeliveryStatus,
  lower: readonly DeliveryStatus[],
  at: Date,
): Promise<boolean> {
  const result = await db
    .updateTable('outbox')
    .set({ delivery, delivery_at: at })
    .where('id', '=', outboxId)
    .where(({ eb, or }) =>
      or([eb('delivery', 'is', null), ...(lower.length > 0 ? [eb('delivery', 'in', [...lower])] : [])]),
    )
    .executeTakeFirst()
  return result.numUpdatedRows === 1n
}

/** An event proves that the provider has the letter, whatever the sender heard: nobody sends it again. */
export async function updateLetterSent(
  db: Db,
  outboxId: number,
  providerId: string | null,
): Promise<boolean> {
  const result = await db
    .updateTable('outbox')
    .set({
      status: 'sent',
      provider_id: sql`coalesce(${providerId && cutTo('outbox.provider_id', providerId)}, provider_id)`,
      sent_at: now,
      lease_token: null,
      lease_until: null,
      last_error: null,
    })
    .where('id', '=', outboxId)
    .where('status', '!=', 'sent')
    .executeTakeFirst()
  return result.numUpdatedRows === 1n
}
