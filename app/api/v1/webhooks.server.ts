import { z } from 'zod'
import { ownWebhookTypes } from '#app/domain/events/webhook-types.ts'
import { cursor } from '#app/domain/kernel/list-filter.input.server.ts'
import {
  type DeliveryDetails,
  listWebhookDeliveries,
  resendWebhookDelivery,
  sendTestWebhook,
} from '#app/domain/webhooks/deliveries.server.ts'
import { createWebhook, deleteWebhook, listWebhooks } from '#app/domain/webhooks/endpoints.server.ts'
import { WebhookInput } from '#app/domain/webhooks/webhooks.input.server.ts'
import { deliveryStatuses, type WebhookEndpoint } from '#app/domain/webhooks/webhooks.ts'
import { NoFields } from './blocking.server.ts'
import { companyOf, type Endpoint, endpoint, idOf } from './endpoint.server.ts'
import { id, listQuery, pageOf, time, timeOf, timeOrNull } from './schemas.server.ts'

const types = z.array(z.enum(ownWebhookTypes)).min(1).describe('What it is told of')
const facts = {
  id,
  name: z.string(),
  url: z.string(),
  types: z.array(z.string()),
  status: z.enum(['active', 'disabled']),
}
const Webhook = z.object({ ...facts, created_at: time }).meta({ id: 'WebhookEndpoint' })
const NewWebhook = z
  .object({ id, secret: z.string().describe('`whsec_`; shown once') })
  .meta({ id: 'NewWebhookEndpoint' })
const Done = z.object({ id }).meta({ id: 'WebhookDone' })
const Delivery = z
  .object({
    id,
    webhook_id: z.string().describe('The header `webhook-id`, the same at every attempt'),
    type: z.string(),
    status: z.enum(deliveryStatuses),
    attempts: z.int(),
    last_error: z.string().nullable(),
    last_status: z.int().nullable().describe('Of HTTP'),
    created_at: time,
    settled_at: time.nullable(),
  })
  .meta({ id: 'WebhookDelivery' })

function webhookOf({ id: endpointId, name, url, types: told, status, createdAt }: WebhookEndpoint) {
  return { id: String(endpointId), name, url, types: told, status, created_at: timeOf(createdAt) }
}

function deliveryOf(row: DeliveryDetails['delivery']): z.output<typeof Delivery> {
  const { webhook_id, type, status, attempts, last_error, last_status } = row
  const times = { created_at: timeOf(row.created_at), settled_at: timeOrNull(row.settled_at) }
  return { id: String(row.id), webhook_id, type, status, attempts, last_error, last_status, ...times }
}

const common = { scopes: ['manage'], tag: 'Webhooks' } as const
const page = z.strictObject({ cursor: listQuery.cursor })

export const webhooks: Endpoint[] = [
  endpoint({
    ...{
      ...common,
      method: 'GET',
      path: '/webhook-endpoints',
      name: 'listWebhookEndpoints',
      repeats: 'read',
    },
    summary: 'Where messages of the company go',
    query: page,
    answers: { 200: { description: 'A page of endpoints', schema: pageOf(Webhook) } },
    async handle({ ctx, query }) {
      companyOf(ctx)
      const { endpoints, nextCursor } = await listWebhooks(ctx, query.cursor)
      return { status: 200, body: { data: endpoints.map(webhookOf), next_cursor: nextCursor } }
    },
  }),
  endpoint({
    ...{
      ...common,
      method: 'POST',
      path: '/webhook-endpoints',
      name: 'createWebhookEndpoint',
      repeats: 'key',
    },
    summary: 'Have messages sent to an address',
    body: z.strictObject({ name: WebhookInput.shape.name, url: WebhookInput.shape.url, types }),
    answers: { 201: { description: 'Made; the secret is shown once', schema: NewWebhook } },
    async handle({ ctx, body: { name, url, types: typeIds } }) {
      companyOf(ctx)
      const made = await createWebhook(ctx, { name, url, typeIds })
      return { status: 201, body: { id: String(made.id), secret: made.secret } }
    },
  }),
  endpoint({
    ...{ ...common, method: 'DELETE', path: '/webhook-endpoints/:id', name: 'deleteWebhookEndpoint' },
    repeats: 'key',
    summary: 'Send nothing there any more',
    body: NoFields,
    answers: { 200: { description: 'Deleted', schema: Done } },
    async handle({ ctx, params }) {
      await deleteWebhook(ctx, idOf(params))
      return { status: 200, body: { id: String(idOf(params)) } }
    },
  }),
  endpoint({
    ...{ ...common, method: 'POST', path: '/webhook-endpoints/:id/test', name: 'testWebhookEndpoint' },
    repeats: 'key',
    summary: 'Send a message that means nothing',
    body: NoFields,
    answers: { 200: { description: 'On its way; the deliveries say what came of it', schema: Done } },
    async handle({ ctx, params }) {
      await sendTestWebhook(ctx, idOf(params))
      return { status: 200, body: { id: String(idOf(params)) } }
    },
  }),
  endpoint({
    ...{ ...common, method: 'GET', path: '/webhook-endpoints/:id/deliveries', name: 'listWebhookDeliveries' },
    repeats: 'read',
    summary: 'What was sent there, the newest first, for 30 days',
    query: z.strictObject({ ...page.shape, status: z.enum(deliveryStatuses).optional() }),
    answers: { 200: { description: 'A page of deliveries', schema: pageOf(Delivery) } },
    async handle({ ctx, params, query }) {
      const filter = { status: query.status, cursor: cursor.parse(query.cursor) }
      const { rows, nextCursor } = await listWebhookDeliveries(ctx, idOf(params), filter)
      return { status: 200, body: { data: rows.map(deliveryOf), next_cursor: nextCursor } }
    },
  }),
  endpoint({
    ...{ ...common, method: 'POST', path: '/deliveries/:id/resend', name: 'resendWebhookDelivery' },
    repeats: 'key',
    summary: 'Send a message again, with the same webhook-id',
    body: NoFields,
    answers: { 200: { description: 'On its way', schema: Done } },
    async handle({ ctx, params }) {
      await resendWebhookDelivery(ctx, null, idOf(params))
      return { status: 200, body: { id: String(idOf(params)) } }
    },
  }),
]
