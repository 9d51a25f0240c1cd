import { type Selectable, sql } from 'kysely'
import type { Db } from '#db/connection/client.server.ts'
import type { WebhookAttemptsTable, WebhookDeliveriesTable, WebhookDeliveryStatus } from '#db/schema/index.ts'
import { cutTo } from '#db/sql/cut.ts'
import { now } from '#db/sql/now.ts'
import { beyondId, directionOf, type PageRequest } from '#db/sql/page-request.ts'

export type WebhookDeliveryRow = Selectable<WebhookDeliveriesTable>
export type WebhookAttemptRow = Selectable<WebhookAttemptsTable>

export interface DeliveryFilter {
  status?: WebhookDeliveryStatus | undefined
  type?: string | undefined
}

/** Of one endpoint, the newest first. */
export function selectWebhookDeliveries(
  db: Db,
  endpointId: number,
  { status, type }: DeliveryFilter,
  request: PageRequest,
): Promise<WebhookDeliveryRow[]> {
  let query = db.selectFrom('webhook_deliveries').selectAll().where('endpoint_id', '=', endpointId)
  if (status) query = query.where('status', '=', status)
  if (type) query = query.where('type', '=', type)
  return query
    .where(beyondId('id', request))
    .orderBy('id', directionOf(request))
    .limit(request.limit)
    .execute()
}

export function selectWebhookDelivery(
  db: Db,
  endpointId: number | null,
  id: number,
): Promise<WebhookDeliveryRow | undefined> {
  const query = db.selectFrom('webhook_deliveries').selectAll().where('id', '=', id)
  return (endpointId === null ? query : query.where('endpoint_id', '=', endpointId)).executeTakeFirst()
}

/** The newest first. */
export function selectWebhookAttempts(
  db: Db,
  deliveryId: number,
  limit: number,
): Promise<WebhookAttemptRow[]> {
  return db
    .selectFrom('webhook_attempts')
    .selectAll()
    .where('delivery_id', '=', deliveryId)
    .orderBy('id', 'desc')
    .limit(limit)
    .execute()
}

export interface DeliverySettlement {
  status: Exclude<WebhookDeliveryStatus, 'sending'>
  /** When it is tried again, for a pending one. */
  dueAt?: Date
  error: string | null
  statusCode: number | null
}

/** False when the lease was lost: another worker has it, and this result counts for nothing. */
export async function updateDeliverySettled(
  db: Db,
  { id, leaseToken }: { id: number; leaseToken: Buffer },
  { status, dueAt, error, statusCode }: DeliverySettlement,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('webhook_deliveries')
    .set({
      ...{ status, last_error: error, last_status: statusCode, lease_token: null, lease_until: null },
      ...(dueAt ? { due_at: dueAt } : {}),
      settled_at: status === 'pending' ? null : now,
    })
    .where('id', '=', id)
    .where('lease_token', '=', leaseToken)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

export async function insertWebhookAttempt(
  db: Db,
  attempt: {
    deliveryId: number
    error: string | null
    statusCode: number | null
    ms: number
    response: string
  },
): Promise<void> {
  await db
    .insertInto('webhook_attempts')
    .values({
      delivery_id: attempt.deliveryId,
      error: attempt.error,
      status_code: attempt.statusCode,
      duration_ms: attempt.ms,
      response: cutTo('webhook_attempts.response', attempt.response),
    })
    .execute()
}

/** What waited for a delivery about the same thing need not wait any longer. */
export async function updateFollowersDue(db: Db, endpointId: number, thing: string, at: Date): Promise<void> {
  await db
    .updateTable('webhook_deliveries')
    .set({ due_at: at })
    .where('endpoint_id', '=', endpointId)
    .where('thing', '=', thing)
    .where('status', '=', 'pending')
    .where('attempts', '=', 0)
    .where('due_at', '>', at)
    .execute()
}

/** Nothing is sent to an endpoint that is off: what waited is shown as not delivered. */
export async function updateWaitingDeliveriesFailed(
  db: Db,
  endpointId: number,
  error: string,
): Promise<void> {
  await db
    .updateTable('webhook_deliveries')
    .set({ status: 'failed', last_error: error, settled_at: now })
    .where('status', '=', 'pending')
    .where('endpoint_id', '=', endpointId)
    .execute()
}

/** Sent anew, with attempts from the beginning; nothing waits for it. False for one that is being sent. */
export async function updateDeliveryResent(db: Db, id: number): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('webhook_deliveries')
    .set({
      status: 'pending',
      attempts: 0,
      due_at: now,
      settled_at: null,
      thing: sql<string>`concat('resend:', id)`,
    })
    .where('id', '=', id)
    .where('status', '!=', 'sending')
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

/** Settled ones; their attempts go with them. */
export async function deleteOldWebhookDeliveries(db: Db, days: number): Promise<number> {
  const { numDeletedRows } = await db
    .deleteFrom('webhook_deliveries')
    .where('created_at', '<', sql<Date>`utc_timestamp(6) - interval ${days} day`)
    .where('status', 'in', ['delivered', 'failed'])
    .limit(2000)
    .executeTakeFirst()
  return Number(numDeletedRows)
}
