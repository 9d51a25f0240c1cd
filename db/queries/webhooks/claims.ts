/** Claiming by compare-and-set: `for update` and named locks let two nodes of a Galera cluster take the same row. */
import { type Selectable, sql } from 'kysely'
import type { Db } from '#db/connection/client.server.ts'
import type { WebhookEndpointsTable } from '#db/schema/index.ts'

export type SendingEndpoint = Pick<
  Selectable<WebhookEndpointsTable>,
  | 'id'
  | 'company_id'
  | 'url'
  | 'secret'
  | 'secret_key_id'
  | 'previous_secret'
  | 'previous_key_id'
  | 'previous_until'
  | 'is_slow'
>

/** Endpoints to which something is due, the longest waiting first. One look at the index for each endpoint. */
export async function selectDueEndpoints(db: Db, at: Date, limit: number): Promise<SendingEndpoint[]> {
  const { rows } = await sql<SendingEndpoint>`
    select e.id, e.company_id, e.url, e.secret, e.secret_key_id, e.previous_secret, e.previous_key_id,
      e.previous_until, e.is_slow
    from (
      select endpoint_id, min(due_at) as due from webhook_deliveries
      where status = 'pending' group by endpoint_id
    ) d
    join webhook_endpoints e on e.id = d.endpoint_id
    where d.due <= ${at} and e.status = 'active'
    order by d.due, e.id limit ${limit}
  `.execute(db)
  return rows
}

export interface DueDelivery {
  id: number
  webhook_id: string
  type: string
  thing: string
  body: string
  attempts: number
  /** Of an earlier one about the same thing, which has to arrive before. */
  blocked_by: number | null
  blocked_until: Date | null
}

/**
 * What is due to one endpoint, each with the earlier one that it waits for. Without the hint the order of that one would be
 * read from the index of `created_at`, through all endpoints.
 */
export async function selectDueDeliveries(
  db: Db,
  endpointId: number,
  at: Date,
  limit: number,
): Promise<DueDelivery[]> {
  const { rows } = await sql<DueDelivery>`
    select d.id, d.webhook_id, d.type, d.thing, d.body, d.attempts, b.id as blocked_by,
      b.due_at as blocked_until
    from (
      select * from webhook_deliveries
      where status = 'pending' and endpoint_id = ${endpointId} and due_at <= ${at}
      order by due_at, id limit ${limit}
    ) d
    left join webhook_deliveries b on b.id = (
      select e.id from webhook_deliveries e force index (webhook_deliveries_thing)
      where e.endpoint_id = d.endpoint_id and e.thing = d.thing and e.status in ('pending', 'sending')
        and (e.created_at < d.created_at or (e.created_at = d.created_at and e.id < d.id))
      order by e.created_at, e.id limit 1
    )
    order by d.due_at, d.id
  `.execute(db)
  return rows
}

/** True for the one worker that gets it. `attempts` is its version. */
export async function claimDelivery(
  db: Db,
  { id, attempts }: Pick<DueDelivery, 'id' | 'attempts'>,
  lease: { token: Buffer; until: Date },
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('webhook_deliveries')
    .set({
      status: 'sending',
      attempts: attempts + 1,
      lease_token: lease.token,
      lease_until: lease.until,
    })
    .where('id', '=', id)
    .where('status', '=', 'pending')
    .where('attempts', '=', attempts)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

/** What waits for another that is due later is looked at again then. */
export async function updateDeliveriesPostponed(
  db: Db,
  blocked: readonly { id: number; until: Date }[],
): Promise<void> {
  for (const { id, until } of blocked) {
    await db
      .updateTable('webhook_deliveries')
      .set({ due_at: until })
      .where('id', '=', id)
      .where('status', '=', 'pending')
      .execute()
  }
}

/** Deliveries of a worker that went away: whether they arrived nobody knows, so they are sent again. */
export async function updateAbandonedDeliveries(db: Db, at: Date): Promise<void> {
  const abandoned = await db
    .selectFrom('webhook_deliveries')
    .select('id')
    .where('status', '=', 'sending')
    .where('lease_until', '<', at)
    .limit(500)
    .execute()
  if (abandoned.length === 0) return
  await db
    .updateTable('webhook_deliveries')
    .set({ status: 'pending', lease_token: null, lease_until: null })
    .where(
      'id',
      'in',
      abandoned.map(({ id }) => id),
    )
    .where('status', '=', 'sending')
    .where('lease_until', '<', at)
    .execute()
}
