import { record } from '#app/domain/audit/audit.server.ts'
import { queueTestWebhook } from '#app/domain/events/webhook-outbox.server.ts'
import type { Context } from '#app/domain/kernel/context.ts'
import { reject } from '#app/domain/kernel/errors.ts'
import { type Page, readPageById } from '#app/domain/kernel/page.server.ts'
import { transact } from '#app/domain/kernel/transact.server.ts'
import type { Db } from '#db/connection/client.server.ts'
import {
  deleteOldWebhookDeliveries,
  selectWebhookAttempts,
  selectWebhookDeliveries,
  selectWebhookDelivery,
  updateDeliveryResent,
  type WebhookAttemptRow,
  type WebhookDeliveryRow,
} from '#db/queries/webhooks/deliveries.ts'
import {
  type EndpointSelection,
  selectWebhookEndpoint,
  type WebhookEndpointRow,
} from '#db/queries/webhooks/endpoints.ts'
import { changeableBy, holdEndpoint, namedIn, readableBy, readEndpoint, subjectOf } from './scope.server.ts'
import type { DeliveryFilter } from './webhooks.input.server.ts'

const MAX_ATTEMPTS_SHOWN = 50
const KEPT_DAYS = 30

export interface DeliveryPage extends Page<WebhookDeliveryRow> {
  endpoint: { id: number; name: string }
}

/** Of one endpoint, the newest first. @throws DomainError not_found */
export async function listWebhookDeliveries(
  ctx: Context,
  endpointId: number,
  { cursor, ...filter }: DeliveryFilter,
): Promise<DeliveryPage> {
  const { id, name } = await readEndpoint(ctx, endpointId, readableBy(ctx))
  const page = await readPageById({
    cursor,
    read: (request) => selectWebhookDeliveries(ctx.db, id, filter, request),
  })
  return { ...page, endpoint: { id, name } }
}

export interface DeliveryDetails {
  delivery: WebhookDeliveryRow
  /** Without a company it is the retailer's own. */
  endpoint: Pick<WebhookEndpointRow, 'id' | 'name' | 'status'> & { companyId: number | null }
  /** The newest first. */
  attempts: WebhookAttemptRow[]
}

/** @throws DomainError not_found */
export async function findWebhookDelivery(
  ctx: Context,
  endpointId: number,
  id: number,
): Promise<DeliveryDetails> {
  const { delivery, endpoint } = await readDelivery(ctx, { endpointId, id }, readableBy(ctx))
  const attempts = await selectWebhookAttempts(ctx.db, id, MAX_ATTEMPTS_SHOWN)
  const { name, status, company_id: companyId } = endpoint
  return { delivery, endpoint: { id: endpoint.id, name, status, companyId }, attempts }
}

/**
 * The same message again, with the same id: at once, whatever became of it before. Without an endpoint, of any that the
 * asker may change.
 * @throws DomainError not_found, conflict_try_again
 */
export function resendWebhookDelivery(ctx: Context, endpointId: number | null, id: number): Promise<void> {
  const selection = changeableBy(ctx)
  return transact(ctx, async (ctx) => {
    const { delivery, endpoint } = await readDelivery(ctx, { endpointId, id }, selection)
    if (endpoint.status !== 'active') reject('conflict_try_again')
    if (!(await updateDeliveryResent(ctx.db, id))) reject('conflict_try_again')
    await record(ctx, 'webhook.resent', subjectOf(endpoint), { ...namedIn(endpoint), type: delivery.type })
  })
}

/** A message that means nothing, to see that it arrives. @throws DomainError not_found, conflict_try_again */
export function sendTestWebhook(ctx: Context, endpointId: number): Promise<void> {
  const selection = changeableBy(ctx)
  return transact(ctx, async (ctx) => {
    const endpoint = await holdEndpoint(ctx, endpointId, selection)
    if (endpoint.status !== 'active') reject('conflict_try_again')
    await queueTestWebhook(ctx, endpointId)
    await record(ctx, 'webhook.tested', subjectOf(endpoint), namedIn(endpoint))
  })
}

/** @returns how many were removed; called again until that is none. */
export function purgeWebhooks(db: Db): Promise<number> {
  return deleteOldWebhookDeliveries(db, KEPT_DAYS)
}

async function readDelivery(
  { db }: Context,
  { endpointId, id }: { endpointId: number | null; id: number },
  selection: EndpointSelection,
) {
  const delivery = (await selectWebhookDelivery(db, endpointId, id)) ?? reject('not_found')
  const endpoint = await selectWebhookEndpoint(db, delivery.endpoint_id, selection)
  return { delivery, endpoint: endpoint ?? reject('not_found') }
}
