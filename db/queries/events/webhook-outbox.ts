import { type Insertable, sql } from 'kysely'
import type { Db } from '#db/connection/client.server.ts'
import type { WebhookDeliveriesTable } from '#db/schema/index.ts'
import { now } from '#db/sql/now.ts'

export interface WebhookSubscriber {
  id: number
  /** Null: the retailer's own. */
  company_id: number | null
  types: string
}

/** Endpoints that are told of this company; null: of no company, the retailer's own only. */
export async function selectWebhookSubscribers(
  db: Db,
  companyId: number | null,
): Promise<WebhookSubscriber[]> {
  const { rows } = await sql<WebhookSubscriber>`
    select id, company_id, types from webhook_endpoints
    where (company_id = ${companyId} or company_id is null) and status = 'active'
  `.execute(db)
  return rows
}

/** What a message may say of a company's event, read in the transaction that made it. */
export interface WebhookFacts {
  company_bin: string
  is_test: 0 | 1
  is_closed: 0 | 1
  at: Date
  operation_id: string | null
  kind: string | null
  station_code: string | null
  product: string | null
  code: string | null
  whose: string | null
  limited_by: string | null
  billed: number | null
  occurred_at: Date | null
  remainder: number | null
  remainder_becomes: string | null
}

export async function selectWebhookFacts(
  db: Db,
  companyId: number,
  authorizationId: number | null,
): Promise<WebhookFacts | undefined> {
  const { rows } = await sql<WebhookFacts>`
    select c.bin as company_bin, c.is_test, c.closed_at is not null as is_closed, utc_timestamp(6) as at,
      a.operation_id, a.kind, a.station_code, a.product, a.code, a.whose, a.limited_by, a.billed, a.occurred_at,
      a.remainder, a.remainder_becomes
    from companies c left join authorizations a on a.id = ${authorizationId}
    where c.id = ${companyId}
  `.execute(db)
  return rows[0]
}

type NewDelivery = Pick<
  Insertable<WebhookDeliveriesTable>,
  'endpoint_id' | 'webhook_id' | 'type' | 'thing' | 'body'
>

/** Due at once. */
export async function insertWebhookDeliveries(db: Db, deliveries: readonly NewDelivery[]): Promise<void> {
  await db
    .insertInto('webhook_deliveries')
    .values(deliveries.map((delivery) => ({ ...delivery, status: 'pending', due_at: now })))
    .execute()
}
