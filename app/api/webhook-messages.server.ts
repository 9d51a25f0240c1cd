import { z } from 'zod'
import { couponRemainders } from '#app/domain/contracts/contracts.ts'
import { type WebhookType, webhookTypes } from '#app/domain/events/webhook-types.ts'
import { declineCode, id, millilitres, owner, product } from './v1/schemas.server.ts'

const about = {
  company_bin: z.string(),
  card_id: id.nullable(),
  coupon_id: id.nullable(),
}
const operation = {
  operation_id: z.string().describe("The station system's own"),
  station: z.string().describe('Its code'),
  product: product.nullable(),
}
const fill = z.object({
  ...about,
  ...operation,
  volume_ml: millilitres.nullable(),
  occurred_at: z.iso.datetime().nullable(),
})

/** What `data` of each message holds: ids and codes. Whoever may know more asks the API. */
const dataOf: Record<WebhookType, z.ZodType> = {
  'transaction.recorded': fill,
  'transaction.reversed': z.object({ ...about, ...operation }),
  'transaction.unusual': z.object(about),
  'authorization.declined': z.object({ ...about, ...operation, code: declineCode, whose: owner.nullable() }),
  'limit.reached': z.object({ ...about, ...operation, code: declineCode.describe('Which limit') }),
  'limit.used': z.object({
    ...about,
    period: z.enum(['day', 'week', 'month']),
    percent: z.union([z.literal(80), z.literal(100)]),
    whose: owner,
    of: z.enum(['card', 'group']).describe('Whose limit it is: the card’s own, or its group’s'),
  }),
  'card.blocked': z.object(about),
  'card.unblocked': z.object(about),
  'coupon.redeemed': fill.extend({
    remainder_ml: millilitres.nullable().describe('Left on the coupon by this fill'),
    remainder_becomes: z
      .enum(couponRemainders)
      .nullable()
      .describe('It stays on the coupon, goes back to the client, or lapses'),
  }),
  'coupon.blocked': z.object(about),
  'coupon.unblocked': z.object(about),
  'balance.low': z.object(about),
  'import.committed': z.object({
    import_id: id,
    register: z.string(),
    added: z.int(),
    changed: z.int(),
    unchanged: z.int(),
  }),
}

const headers = [
  ['webhook-id', 'The same at every attempt and every endpoint: what was taken already is told by it'],
  ['webhook-timestamp', 'Unix seconds of the attempt; refuse what is older than five minutes'],
  [
    'webhook-signature',
    '`v1,` and base64 of HMAC-SHA-256 over `id.timestamp.body`; two with a space between for a day after a rotation',
  ],
] as const

/** The section `webhooks` of the document (OpenAPI 3.1). */
export function webhookDocuments() {
  return Object.fromEntries(webhookTypes.map((type) => [type, { post: messageOf(type) }]))
}

function messageOf(type: WebhookType) {
  const message = z.object({ type: z.literal(type), timestamp: z.iso.datetime(), data: dataOf[type] })
  const { $schema, ...schema } = z.toJSONSchema(message)
  return {
    operationId: `on ${type}`,
    tags: ['Webhooks'],
    summary: `A message ${type}, signed by Standard Webhooks`,
    parameters: headers.map(([name, description]) => ({
      ...{ in: 'header' as const, name, required: true, description, schema: { type: 'string' as const } },
    })),
    requestBody: {
      required: true,
      content: { 'application/json': { schema: JSON.parse(JSON.stringify(schema)) } },
    },
    responses: {
      '2XX': { description: 'Taken. Anything else is repeated, for about three days' },
      '410': { description: 'Never again: the endpoint is switched off' },
    },
  }
}
